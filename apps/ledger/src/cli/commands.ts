import { Option } from 'commander';
import { SETTING_NAMES } from '../configuration/index.js';
import type { CommandDefinition } from './command.js';
import { CHECK_COMMANDS } from './check-fec-commands.js';
import { COPY_COMMANDS } from './copy-commands.js';
import { DOCUMENT_COMMANDS } from './document-commands.js';
import { EVIDENCE_COMMANDS } from './evidence-commands.js';
import { EXPORT_COMMANDS } from './export-commands.js';
import { PERIOD_COMMANDS } from './period-commands.js';
import { METER_COMMANDS } from './meter-commands.js';

const SPEAKS = ['dataDir', 'logLevel'] as const;

const serve: CommandDefinition = {
  name: 'serve',
  description: 'run the ledger: HTTP API, log, projector; until Ctrl-C or SIGTERM',
  settings: SETTING_NAMES,
  options: [],
  examples: [
    'npm run heatledger -- serve',
    'npm run heatledger -- serve --port 9000 --data-dir /srv/heatledger',
    'HEATLEDGER_HOST=0.0.0.0 npm run heatledger -- serve',
  ],
  body: async () => (await import('./serve.js')).serve,
};

const importFile: CommandDefinition = {
  name: 'import',
  description: 'record commands and uploads from a file; safe to repeat after a break',
  settings: SPEAKS,
  options: [
    new Option(
      '--file <path>',
      'NDJSON (one command or upload a line), a .json document, or - for stdin',
    ).makeOptionMandatory(),
  ],
  notes: `
A line is a command   {"command":"register-site","data":{…}}
or an upload          {"head":{…},"signature":null,"body":{…}}
Commands without an id get one from their line and text, uploads have their number: what was recorded
already is answered as done and nothing happens twice. The first refused command ends the import.`,
  examples: [
    'npm run heatledger -- import --file registry.ndjson',
    'gunzip -c uploads.gz | npm run heatledger -- import --file -',
  ],
  body: async () => (await import('./import/import.js')).importFile,
};

const close: CommandDefinition = {
  name: 'close',
  description: 'close a month: make its cut, issue its documents and proofs; safe to repeat after a break',
  settings: SPEAKS,
  options: [
    new Option('--period <yyyy-mm>', 'the month').makeOptionMandatory(),
    new Option(
      '--issue-date <yyyy-mm-dd>',
      'date of its documents (default: today in the zone of the company)',
    ),
  ],
  notes: `
A close is refused while something is missing, and lists all of it with what to do: a reading after the end
of the month, a decision on a held span, a price. Nothing is written then.`,
  examples: [
    'npm run heatledger -- close --period 2026-01',
    'npm run heatledger -- close --period 2026-01 --issue-date 2026-02-02 --json',
  ],
  body: async () => (await import('./close.js')).close,
};

const status: CommandDefinition = {
  name: 'status',
  description: 'what the ledger is, how far it is, what awaits a decision',
  settings: SPEAKS,
  options: [],
  examples: ['npm run heatledger -- status', 'npm run heatledger -- status --json'],
  body: async () => (await import('./status.js')).status,
};

const claims: CommandDefinition = {
  name: 'claims',
  description: 'the public claims of a closed month: figure, verdict, and what is missing to prove them',
  settings: SPEAKS,
  options: [],
  argument: { name: 'period', description: 'the month, yyyy-mm' },
  examples: ['npm run heatledger -- claims 2026-01', 'npm run heatledger -- claims 2026-01 --json'],
  body: async () => (await import('./claims.js')).claims,
};

const project: CommandDefinition = {
  name: 'project',
  description: 'follow the log and keep the read models, without a server; until Ctrl-C',
  settings: SPEAKS,
  options: [new Option('--rebuild', 'make the read models anew from event 0, switch to them, and end')],
  examples: ['npm run heatledger -- project', 'npm run heatledger -- project --rebuild'],
  body: async () => (await import('./project.js')).project,
};

const demo: CommandDefinition = {
  name: 'demo',
  description: 'a month of three buildings: metered, billed, credited, proved; the API stays open after it',
  settings: ['port', 'logLevel'],
  options: [
    new Option('--once', 'end after the summary instead of leaving the API running'),
    new Option('--jobs <file>', 'real jobs in Standard Workload Format instead of drawn ones'),
    new Option('--out <folder>', 'where everything is written').default('out/demo'),
    new Option('--seed <text>', 'the same seed gives the same month').default('heatledger'),
  ],
  examples: ['npm run demo', 'npm run demo -- --once --json', 'npm run demo -- --jobs nasa-ipsc-1993.swf'],
  body: async () => (await import('./demo.js')).demo,
};

/** What the command line can do. Bodies are loaded when they run: help and refusals come at once. */
export const COMMANDS: readonly CommandDefinition[] = [
  serve,
  importFile,
  close,
  status,
  claims,
  project,
  demo,
  ...PERIOD_COMMANDS,
  ...DOCUMENT_COMMANDS,
  ...EXPORT_COMMANDS,
  ...EVIDENCE_COMMANDS,
  ...CHECK_COMMANDS,
  ...METER_COMMANDS,
  ...COPY_COMMANDS,
];
