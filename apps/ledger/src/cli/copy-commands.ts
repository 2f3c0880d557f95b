import { Option } from 'commander';
import type { CommandDefinition } from './command.js';

const ends = (what: string): readonly Option[] => [
  new Option('--from <url>', `${what} to read`).makeOptionMandatory(),
  new Option('--to <url>', `${what} to fill; made where there is none`).makeOptionMandatory(),
];

const SAFE = `
Ctrl-C stops it cleanly; the same command goes on where it stopped. Repeated on a finished copy it only verifies.
An address with a password is better read from a variable: env:HEATLEDGER_EVENT_STORE_URL.`;

const copyLog: CommandDefinition = {
  name: 'copy-log',
  description: 'copy the log to another store: same order, indexes and text; verified by count and hash',
  settings: [],
  options: ends('log'),
  notes: `
A log is a data folder, sqlite:<log file>, or esdb://… (esdb+discover://…) of KurrentDB. What stands in the target
must be the beginning of the source: a log of another installation, or one that differs, is left as it is. A ledger may
go on writing to the source; it is copied as far as it went at the start. End the ledger, then copy the rest.
The hash printed is that of GET /v1/events.${SAFE}`,
  examples: [
    'npm run heatledger -- copy-log --from ./data/ledger --to esdb://localhost:2113?tls=false',
    'npm run heatledger -- copy-log --from env:HEATLEDGER_EVENT_STORE_URL --to sqlite:/srv/copy/log.sqlite --json',
  ],
  body: async () => (await import('./copy-log.js')).copyLog,
};

const copyKeys: CommandDefinition = {
  name: 'copy-keys',
  description: 'copy the keys to another store; destroyed ones stay destroyed; verified by count and hash',
  settings: [],
  options: ends('keys'),
  notes: `
Keys are a data folder, file:<key file>, or postgres://…. Where a log or a database says of whom they are, both sides
must be of one installation. Keys of the target must be those of the source; one that was destroyed in the source since is
destroyed there too. A data folder is filled only while no ledger runs on it. No key is ever printed.${SAFE}`,
  examples: [
    'npm run heatledger -- copy-keys --from ./data/ledger --to env:HEATLEDGER_DATABASE_URL',
    'npm run heatledger -- copy-keys --from env:HEATLEDGER_DATABASE_URL --to file:/mnt/safe/keys.jsonl',
  ],
  body: async () => (await import('./copy-keys.js')).copyKeys,
};

const copyDocuments: CommandDefinition = {
  name: 'copy-documents',
  description: 'copy the files of documents to another store; verified by count and hash',
  settings: [],
  options: ends('documents'),
  notes: `
Documents are a data folder, folder:<path>, or postgres://…. A file that stands in the target with other bytes is left
as it is, and ends the copy.${SAFE}`,
  examples: [
    'npm run heatledger -- copy-documents --from ./data/ledger --to env:HEATLEDGER_DATABASE_URL',
    'npm run heatledger -- copy-documents --from env:HEATLEDGER_DATABASE_URL --to folder:/mnt/copy/documents',
  ],
  body: async () => (await import('./copy-documents.js')).copyDocuments,
};

/** Moving house: the three parts that must not be lost. Read models are made anew. */
export const COPY_COMMANDS: readonly CommandDefinition[] = [copyLog, copyKeys, copyDocuments];
