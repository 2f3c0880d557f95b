import { Option } from 'commander';
import type { CommandDefinition } from './command.js';

/** An option that may be given several times. */
const several = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((value: string, before: string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);

const rateCurve: CommandDefinition = {
  name: 'rate-curve',
  description: 'Wh and EUR of a load curve per month and price cell; reads files only, needs no ledger',
  settings: [],
  options: [
    several(
      '--file <path>',
      'load curve as Enedis exports it; may be given several times; - for stdin',
    ).makeOptionMandatory(),
    new Option('--option <option>', 'tariff option of the meter')
      .choices(['base', 'hphc', 'tempo'])
      .makeOptionMandatory(),
    new Option('--windows <hours>', 'off-peak hours of hphc: 22:00-06:00, or two with a comma between'),
    several('--calendar <path>', 'Tempo colours; may be given several times'),
    new Option('--prices <path>', 'price list; without it only energy is told'),
    new Option('--prices-from <yyyy-mm-dd>', 'first day of a price list that names none'),
    new Option('--kva <kVA>', 'subscribed power').default('6'),
    new Option('--zone <zone>', 'IANA time zone of the meter').default('Europe/Paris'),
  ],
  notes: `
A value is the mean power in W over the step that ends at its stamp. Steps follow from the stamps and may change;
rows may be unsorted; what is missing, or cannot be known, is listed as a hole and never guessed. Remainders of a
Wh are carried. Energy whose Tempo colour is not known is pending, by day.

Calendars: lines of 01/09/2014;BLEU (BLANC, ROUGE), or JSON {"2023-09-01":0} (0 blue, 1 white, 2 red).
Price lists: JSON versions {"from":"2026-08-01","cells":[{"cell":"base","inclTaxEurPerKwh":"0.2001"}]}, one or a
list of them, a cell optionally with "kva":{"min":3,"max":6}; JSON grids by fare and power (BaseFare, HchpFare,
TempoFare), which need --prices-from; the CSV history of the Base option (DATE_DEBUT;DATE_FIN;P_SOUSCRITE;…).
EUR are the prices including tax, without subscription. A day without a price is an error (PRICE_MISSING).`,
  examples: [
    'npm run -s heatledger -- rate-curve --file curve.csv --option base --json',
    'npm run -s heatledger -- rate-curve --file curve.csv --option hphc --windows 22:00-06:00 --prices prices.json',
    'npm run -s heatledger -- rate-curve --file curve.csv --option tempo --calendar 2022.csv --calendar 2023.json',
  ],
  body: async () => (await import('./rate-curve.js')).rateCurve,
};

const SPEAKS = ['dataDir', 'logLevel'] as const;

const importColours: CommandDefinition = {
  name: 'import-colours',
  description: 'publish Tempo colours from a file; safe to repeat',
  settings: SPEAKS,
  options: [
    new Option('--file <path>', 'lines of 01/09/2014;BLEU, or JSON {"2023-09-01":0}').makeOptionMandatory(),
    new Option('--source <text>', 'where they were published').default('RTE'),
  ],
  examples: ['npm run heatledger -- import-colours --file colours.csv'],
  body: async () => (await import('./import-lists.js')).importColours,
};

const importPrices: CommandDefinition = {
  name: 'import-prices',
  description: 'set electricity prices of a list from a JSON file; safe to repeat',
  settings: SPEAKS,
  options: [
    new Option(
      '--file <path>',
      'a version {"from":…,"cells":[…]} as set-electricity-price takes it, or a list of them',
    ).makeOptionMandatory(),
    new Option('--price-list <id>', 'the list').makeOptionMandatory(),
    new Option('--source <text>', 'where they were published, if the file does not say').default('file'),
  ],
  examples: ['npm run heatledger -- import-prices --file prices.json --price-list regulated-tempo'],
  body: async () => (await import('./import-lists.js')).importPrices,
};

const importMeter: CommandDefinition = {
  name: 'import-meter',
  description: "record what a supply point's own meter measured, from a file; safe to repeat",
  settings: SPEAKS,
  options: [
    new Option('--supply-point <prm>', 'the 14 digits').makeOptionMandatory(),
    new Option('--format <format>', 'what the file is')
      .choices(['enedis', 'espi', 'ocmf'])
      .makeOptionMandatory(),
    new Option(
      '--file <path>',
      'load curve (CSV), Green Button feed or OCMF records (XML)',
    ).makeOptionMandatory(),
    new Option(
      '--public-key <key>',
      'OCMF: key (SPKI) as hex or base64, or a file with it, instead of that of the file',
    ),
  ],
  notes: `
Monthly sums are recorded in clear, the curve sealed. Another file for the same month stands from then on, and the
answer says which import it replaces. A signature that does not fit refuses the whole OCMF file; a signed record
whose clock was not set is refused alone and listed.`,
  examples: [
    'npm run heatledger -- import-meter --supply-point 14500000000017 --format enedis --file curve.csv',
    'npm run heatledger -- import-meter --supply-point 14500000000017 --format ocmf --file records.xml --public-key key.hex',
  ],
  body: async () => (await import('./import-meter.js')).importMeter,
};

const reconcileJobs: CommandDefinition = {
  name: 'reconcile-jobs',
  description: "compare a scheduler's list of jobs with the work of a month; writes nothing",
  settings: SPEAKS,
  options: [
    new Option('--file <path>', 'the list').makeOptionMandatory(),
    new Option('--period <yyyy-mm>', 'the month').makeOptionMandatory(),
    new Option('--format <format>', 'what the file is; default: by its name, else csv').choices([
      'swf',
      'csv',
    ]),
    several('--contract <id>', 'only this contract; may be given several times'),
    new Option('--job-prefix <text>', 'goes before each name of the list'),
    new Option('--tolerance-core-ms <n>', 'a difference of no more is none'),
  ],
  notes: `
The list is in Standard Workload Format, or CSV with a header of at least job,cores,seconds (and status, contract).
Jobs of the ledger are read again from the telemetry of the month. Accept a difference with the command
accept-reconciliation, which names it, what the list says and the SHA-256 of the list.`,
  examples: [
    'npm run heatledger -- reconcile-jobs --file jobs.csv --period 2026-03 --contract c-0001',
    'npm run heatledger -- reconcile-jobs --file cluster.swf --period 2026-03 --job-prefix swf- --json',
  ],
  body: async () => (await import('./reconcile-jobs.js')).reconcileJobs,
};

/** Load curves, meters and what they are compared with. */
export const METER_COMMANDS: readonly CommandDefinition[] = [
  rateCurve,
  importColours,
  importPrices,
  importMeter,
  reconcileJobs,
];
