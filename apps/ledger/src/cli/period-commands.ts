import { Option } from 'commander';
import type { CommandDefinition } from './command.js';

const SPEAKS = ['dataDir', 'logLevel'] as const;
const MONTH = { name: 'month', description: 'a calendar month such as 2026-03' };

const preview: CommandDefinition = {
  name: 'preview',
  description: 'a month as it would close now: every document with its lines, proofs, what is missing',
  settings: SPEAKS,
  argument: MONTH,
  options: [new Option('--party <id>', 'documents of this client, owner or resident alone')],
  notes: `
Nothing is written. Adjustments of earlier months come as a close would make them now, and so do documents
that were set aside. A document rounds each line; \`netFigure\` (--json) is the exact sum rounded once.`,
  examples: [
    'npm run heatledger -- preview 2026-03',
    'npm run heatledger -- preview 2026-03 --party habitat --json',
  ],
  body: async () => (await import('./preview.js')).preview,
};

const asOf: CommandDefinition = {
  name: 'as-of',
  description: 'a month as it stood at an instant or an index of the log',
  settings: SPEAKS,
  argument: MONTH,
  options: [
    new Option(
      '--at <instant or index>',
      'all events before the first one recorded later; or all below the index',
    ).makeOptionMandatory(),
  ],
  notes: `
The log is folded up to there into read models of their own, beside the running ones, and thrown away after it:
that takes as long as a rebuild up to that place, and as much disk.`,
  examples: [
    'npm run heatledger -- as-of 2026-03 --at 2026-04-02T10:00:00Z',
    'npm run heatledger -- as-of 2026-03 --at 812000 --json',
  ],
  body: async () => (await import('./as-of.js')).asOf,
};

/** Months before and after their close. */
export const PERIOD_COMMANDS: readonly CommandDefinition[] = [preview, asOf];
