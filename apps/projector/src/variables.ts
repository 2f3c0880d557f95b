/** A name or address and its port. */
const HOST = '([^@/?,:\\s]+|\\[[0-9a-fA-F:]+\\])(:\\d{1,5})?';
const text = (value: string): string => value;
const number = (value: number): number => value;

/** Settings of a projector: those of the ledger that concern it, under the same names, and where it answers probes. */
export const VARIABLES = {
  dataDir: {
    variable: 'HEATLEDGER_DATA_DIR',
    default: text('./data/ledger'),
    pattern: /./,
    shape: 'a path',
    description: 'folder of the log, the read models and the keys, where they are files',
  },
  eventStoreUrl: {
    variable: 'HEATLEDGER_EVENT_STORE_URL',
    default: text(''),
    pattern: new RegExp(`^(esdb(\\+discover)?://([^@/?\\s]+@)?${HOST}(,${HOST})*/?(\\?\\S*)?)?$`),
    shape: 'esdb://<user>:<password>@<host>:<port>?tls=true, or esdb+discover://…',
    description: 'address of the log; without one it is a file of the data folder',
  },
  databaseUrl: {
    variable: 'HEATLEDGER_DATABASE_URL',
    default: text(''),
    pattern: /^(postgres(ql)?:\/\/\S+)?$/,
    shape: 'postgres://<user>:<password>@<host>:<port>/<database>',
    description: 'address of the database of read models and keys; without one they are files',
  },
  partitions: {
    variable: 'HEATLEDGER_PARTITIONS',
    default: number(1),
    minimum: 1,
    maximum: 64,
    description: 'number of parts in which read models are projected when they are made or rebuilt',
  },
  logLevel: {
    variable: 'HEATLEDGER_LOG_LEVEL',
    default: text('info'),
    pattern: /^(trace|debug|info|warn|error|silent)$/,
    shape: 'one of trace, debug, info, warn, error, silent',
    description: 'least severe line that is logged',
  },
  readyLagEventsMax: {
    variable: 'HEATLEDGER_READY_LAG_EVENTS_MAX',
    default: number(50_000),
    minimum: 1,
    maximum: 100_000_000,
    description: 'number of events its parts may be behind before /health/ready answers 503',
  },
  shutdownMsMax: {
    variable: 'HEATLEDGER_SHUTDOWN_MS_MAX',
    default: number(10_000),
    minimum: 100,
    maximum: 600_000,
    description: 'time to write what is folded at a shutdown (ms)',
  },
  host: {
    variable: 'HEATLEDGER_HOST',
    default: text('127.0.0.1'),
    pattern: /^\S+$/,
    shape: 'a host name or address',
    description: 'address to answer probes on',
  },
  projectorPort: {
    variable: 'HEATLEDGER_PROJECTOR_PORT',
    default: number(0),
    minimum: 0,
    maximum: 65_535,
    description: 'port to answer /health/live and /health/ready on; 0 answers none',
  },
} as const;

export type SettingName = keyof typeof VARIABLES;

/** Settings of the ledger alone; ledgers and projectors may be given one and the same environment. */
const OF_THE_LEDGER = [
  'HEATLEDGER_INSTALLATION_NAME',
  'HEATLEDGER_INTAKE_QUEUE_UPLOADS_MAX',
  'HEATLEDGER_PORT',
  'HEATLEDGER_PROJECTOR',
  'HEATLEDGER_REQUEST_BYTES_MAX',
  'HEATLEDGER_WAIT_MS_MAX',
];

export const PROGRAM_SETTINGS: ReadonlySet<string> = new Set([
  ...Object.values(VARIABLES).map(({ variable }) => variable),
  ...OF_THE_LEDGER,
]);

const WIDTH = Math.max(...Object.values(VARIABLES).map(({ variable }) => variable.length)) + 2;

export const HELP = `Follows the log and keeps the read models, in a process of its own. With a database several of them share the parts.

${Object.values(VARIABLES)
  .map(
    ({ variable, description, default: standard }) =>
      `  ${variable.padEnd(WIDTH)}${description}${standard === '' ? '' : ` (default ${standard})`}`,
  )
  .join('\n')}
  ${'--data-dir'.padEnd(WIDTH)}wins over HEATLEDGER_DATA_DIR
  ${'--rebuild'.padEnd(WIDTH)}make the read models anew from event 0, switch to them, and end

Without a database do not run it beside a ledger that projects the same folder itself: of two one stops.
SIGTERM ends it once what is folded is written; a second signal ends it at once.
Exit codes: 0 done, 1 failed, 2 wrong usage or settings, 3 refused by log or database, 130 interrupted.`;
