import Type, { type Static } from 'typebox';

/** A name or address and its port. */
const HOST = '([^@/?,:\\s]+|\\[[0-9a-fA-F:]+\\])(:\\d{1,5})?';

/**
 * Every setting, once: addresses, sizes and secrets. What changes a figure is an event and never stands here.
 * `dataDir` is set by `HEATLEDGER_DATA_DIR` or `--data-dir`; the flag wins.
 */
export const Settings = Type.Object(
  {
    dataDir: Type.String({
      minLength: 1,
      default: './data/ledger',
      description: 'folder of the log, the read models, the documents and the keys',
    }),
    eventStoreUrl: Type.String({
      pattern: `^(esdb(\\+discover)?://([^@/?\\s]+@)?${HOST}(,${HOST})*/?(\\?\\S*)?)?$`,
      default: '',
      description:
        'address of the log (KurrentDB or EventStoreDB), only with a database; without one it is a file of the data folder',
      examples: ['esdb://ledger:secret@log-1:2113,log-2:2113,log-3:2113?tls=true'],
    }),
    databaseUrl: Type.String({
      pattern: '^(postgres(ql)?://\\S+)?$',
      default: '',
      description:
        'address of the database (PostgreSQL) of read models, documents, keys and leases; without one they are files of the data folder',
      examples: ['postgres://ledger:secret@database:5432/heatledger'],
    }),
    partitions: Type.Integer({
      minimum: 1,
      maximum: 64,
      default: 1,
      description:
        'parts in which read models are projected when they are made or rebuilt; more than 1 only with a database',
    }),
    projector: Type.Enum(['here', 'elsewhere'], {
      default: 'here',
      description: 'whether this ledger keeps the read models itself, or projectors of their own do',
    }),
    installationName: Type.String({
      minLength: 1,
      maxLength: 300,
      default: 'heatledger',
      description: 'name that event 0 gives to a new ledger',
    }),
    host: Type.String({
      minLength: 1,
      default: '127.0.0.1',
      description: 'address to listen on; anything but loopback opens the ledger to the network',
    }),
    port: Type.Integer({
      minimum: 0,
      maximum: 65535,
      default: 8080,
      description: 'port to listen on; 0 takes a free one',
    }),
    logLevel: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      default: 'info',
      description: 'least severe line that is logged',
    }),
    requestBytesMax: Type.Integer({
      minimum: 65_536,
      maximum: 268_435_456,
      default: 16_777_216,
      description: 'largest request body, also after gunzip (bytes)',
    }),
    intakeQueueUploadsMax: Type.Integer({
      minimum: 100,
      maximum: 1_000_000,
      default: 20_000,
      description: 'uploads that may wait for the log before telemetry is answered 429',
    }),
    readyLagEventsMax: Type.Integer({
      minimum: 1,
      maximum: 100_000_000,
      default: 50_000,
      description: 'events the read models may be behind before /health/ready answers 503',
    }),
    waitMsMax: Type.Integer({
      minimum: 0,
      maximum: 600_000,
      default: 10_000,
      description:
        'longest wait for the read models: of a report for its minIndex, of a money command for all that is recorded (ms)',
    }),
    shutdownMsMax: Type.Integer({
      minimum: 100,
      maximum: 600_000,
      default: 10_000,
      description: 'time that running requests get to end at a shutdown (ms)',
    }),
  },
  { additionalProperties: false },
);

export type Configuration = Readonly<Static<typeof Settings>>;
export type SettingName = keyof Configuration;

export const SETTING_NAMES = Object.keys(Settings.properties) as readonly SettingName[];

/** `dataDir` → `HEATLEDGER_DATA_DIR`. */
export const variableOf = (name: SettingName): string =>
  `HEATLEDGER_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** `dataDir` → `--data-dir`. */
export const flagOf = (name: SettingName): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What the schema says of one setting. */
export interface SettingRule {
  readonly default: string | number;
  readonly description: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly examples?: readonly string[];
}

export const ruleOf = (name: SettingName): SettingRule => Settings.properties[name] as unknown as SettingRule;
