import type { Database } from './database.js';
import { DatabaseError } from './errors.js';

/**
 * Binds a database to one installation: the first start writes its id, every later one compares.
 * @throws DatabaseError DATABASE_FOREIGN; nothing is written then
 */
export async function bindInstallation(database: Database, id: string): Promise<void> {
  const known = (await boundInstallation(database)) ?? (await bind(database, id));
  if (known === id) return;
  throw new DatabaseError(
    'DATABASE_FOREIGN',
    `${database.shown} belongs to installation ${known}, not to ${id}: give the address of its own database, ` +
      'or of an empty one',
  );
}

/** So many events make a log; any more, and a ledger has worked with it. */
export const FIRST_EVENTS = 4;

/** A log as far as a database must fit it. */
export interface LogToFit {
  /** Asked before the database is looked at, which is bound before a new log grows. */
  readonly nextIndex: number;
  /** Id that its event 0 names; null before that. Asked after the database, which is bound after a new log is named. */
  installation(): Promise<string | null>;
}

/**
 * Makes sure that a database belongs to a log. A new one beside a log that has begun would get a second set of keys.
 * @throws DatabaseError DATABASE_FOREIGN, KEYS_MISSING; nothing is written
 */
export async function fitsLog(database: Database, log: LogToFit): Promise<void> {
  const bound = await boundInstallation(database);
  const installation = await log.installation();
  if (bound !== null && bound !== installation)
    throw new DatabaseError(
      'DATABASE_FOREIGN',
      `${database.shown} belongs to installation ${bound}, the log to ${installation ?? 'none yet'}: ` +
        'give the address of its own database, or of an empty one',
    );
  if (bound !== null || log.nextIndex <= FIRST_EVENTS || (await holdsKeys(database))) return;
  throw new DatabaseError(
    'KEYS_MISSING',
    `the log of installation ${installation ?? 'none'} has begun, and ${database.shown} holds none of its keys: run ` +
      'copy-keys --from <its old data folder or database> --to <this database>, then copy-documents likewise, and start again',
  );
}

/** Keys whose source could not say of whom they are do not bind a database. */
async function holdsKeys(database: Database): Promise<boolean> {
  return (await database.rows('select 1 from heatledger.event_key limit 1')).length > 0;
}

/** Id of the installation whose database this is; null for a new one. */
export async function boundInstallation(database: Database): Promise<string | null> {
  const rows = await database.rows<{ id: string }>('select id from heatledger.installation');
  return rows[0]?.id ?? null;
}

/** Of several that bind at once the first one wins. */
async function bind(database: Database, id: string): Promise<string | null> {
  await database.rows('insert into heatledger.installation (id) values ($1) on conflict do nothing', [id]);
  return boundInstallation(database);
}
