import { EventStoreError, type EventStoreErrorCode } from '#event-store';
import type { DatabaseErrorCode } from '#postgres';
import { ModelsOfAnotherLog } from '../commands/models-of-log.js';
import { type Configuration, type SettingName, redacted } from '../configuration/index.js';
import { isDatabaseError } from '../database-fault.js';
import { DataFolderForeign } from '../installation/folder-mark.js';
import { CommandEnded, EXIT, type ExitCode } from './exit-codes.js';

/** Where a fault ends the command: at what is set wrongly, or at what does not answer. */
const STORE_EXITS: Readonly<Record<EventStoreErrorCode, ExitCode>> = {
  CLOSED: EXIT.failed,
  SECOND_WRITER: EXIT.unreachable,
  FOREIGN_DATABASE: EXIT.usage,
  NEWER_DATABASE: EXIT.usage,
  NOT_DURABLE: EXIT.usage,
  LOG_MISSING: EXIT.unreachable,
  STORE_AWAY: EXIT.unreachable,
  STORE_URL_INVALID: EXIT.usage,
  STORE_REFUSED: EXIT.usage,
  STORE_UNSUITABLE: EXIT.usage,
  LOG_FOREIGN: EXIT.usage,
  LOG_TRUNCATED: EXIT.failed,
};

const DATABASE_EXITS: Readonly<Record<DatabaseErrorCode, ExitCode>> = {
  DATABASE_AWAY: EXIT.unreachable,
  DATABASE_REFUSED: EXIT.usage,
  DATABASE_URL_INVALID: EXIT.usage,
  DATABASE_UNSUITABLE: EXIT.usage,
  DATABASE_FOREIGN: EXIT.usage,
  DATABASE_NEWER: EXIT.usage,
  KEYS_MISSING: EXIT.usage,
};

/** What the machine says of a folder or an address. */
const MACHINE: Readonly<Record<string, readonly [code: string, field: SettingName, what: string]>> = {
  EADDRNOTAVAIL: ['HOST_UNKNOWN', 'host', 'is no address of this machine'],
  ENOTFOUND: ['HOST_UNKNOWN', 'host', 'is no address of this machine'],
  EACCES: ['DATA_FOLDER_UNUSABLE', 'dataDir', 'may not be written by this user'],
  EPERM: ['DATA_FOLDER_UNUSABLE', 'dataDir', 'may not be written by this user'],
  EROFS: ['DATA_FOLDER_UNUSABLE', 'dataDir', 'stands on a disk that cannot be written'],
  ENOTDIR: ['DATA_FOLDER_UNUSABLE', 'dataDir', 'is no folder'],
  EEXIST: ['DATA_FOLDER_UNUSABLE', 'dataDir', 'is no folder'],
};

const ended = (exit: ExitCode, code: string, field: SettingName, remedy: string): CommandEnded =>
  new CommandEnded(exit, [{ code, field, remedy: redacted(remedy) }]);

function storeFault({ code, message }: EventStoreError, configuration: Configuration): CommandEnded {
  const { dataDir, eventStoreUrl } = configuration;
  const exit = STORE_EXITS[code];
  if (code === 'SECOND_WRITER')
    return ended(
      exit,
      'DATA_FOLDER_LOCKED',
      'dataDir',
      `Another process holds ${dataDir} and does not answer. End it, or give another --data-dir.`,
    );
  if (code === 'LOG_MISSING') return noLedger(configuration);
  return ended(exit, code, eventStoreUrl === '' ? 'dataDir' : 'eventStoreUrl', message);
}

/** The end of a command that needs a ledger where there is none. */
export const noLedger = ({ dataDir, eventStoreUrl }: Configuration): CommandEnded =>
  eventStoreUrl === ''
    ? ended(
        EXIT.unreachable,
        'NO_LEDGER',
        'dataDir',
        `${dataDir} holds no ledger. Name its --data-dir, or make one with serve or import.`,
      )
    : ended(
        EXIT.unreachable,
        'NO_LEDGER',
        'eventStoreUrl',
        `The log at ${eventStoreUrl} has no events. Give the address of its log, or make one with serve or import.`,
      );

/** What opening a ledger may meet, as the end of a command; never with a password. Other faults stay what they are. */
export function openingFault(fault: unknown, configuration: Configuration): unknown {
  if (fault instanceof EventStoreError) return storeFault(fault, configuration);
  if (isDatabaseError(fault))
    return ended(DATABASE_EXITS[fault.code], fault.code, 'databaseUrl', fault.message);
  if (fault instanceof DataFolderForeign) return ended(EXIT.usage, fault.code, 'dataDir', fault.message);
  if (fault instanceof ModelsOfAnotherLog)
    return ended(
      EXIT.usage,
      fault.code,
      configuration.databaseUrl === '' ? 'dataDir' : 'databaseUrl',
      fault.message,
    );
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return fault;
  const { host, port } = configuration;
  if (fault.code === 'EADDRINUSE')
    return ended(
      EXIT.unreachable,
      'PORT_TAKEN',
      'port',
      `${host}:${port} is taken. Give another --port, or 0 for a free one.`,
    );
  const known = typeof fault.code === 'string' ? MACHINE[fault.code] : undefined;
  if (known === undefined) return fault;
  const [code, field, what] = known;
  return ended(
    EXIT.usage,
    code,
    field,
    `${configuration[field]} ${what}. Give another --${field === 'host' ? 'host' : 'data-dir'}.`,
  );
}
