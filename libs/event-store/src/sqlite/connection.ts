import { DatabaseSync } from '@photostructure/sqlite';

import { EventStoreError } from '../errors.js';

export type Connection = InstanceType<typeof DatabaseSync>;
export type Statement = ReturnType<Connection['prepare']>;

/** How long a connection waits for a lock that another one holds (checkpoint, recovery), ms. */
const BUSY_MS = 5_000;

/** Opens for reading and writing, and creates an empty file where there is none. */
export function connect(path: string): Connection {
  try {
    return new DatabaseSync(path, { timeout: BUSY_MS });
  } catch (error) {
    throw new EventStoreError('STORE_AWAY', `${path} cannot be opened: ${messageOf(error)}`);
  }
}

/** The one value of a pragma or of a query with one column and one row. */
export function single(connection: Connection, sql: string): string | number | null {
  const statement = connection.prepare(sql);
  statement.setReturnArrays(true);
  const row = statement.get() as [string | number | null] | undefined;
  return row?.[0] ?? null;
}

/** Primary result code of SQLite (https://sqlite.org/rescode.html), 0 for an error of another kind. */
export function resultCode(error: unknown): number {
  const code: unknown = typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : 0;
  return typeof code === 'number' ? code & 0xff : 0;
}

export const SQLITE_BUSY = 5;
export const SQLITE_IOERR = 10;
export const SQLITE_FULL = 13;
export const SQLITE_NOTADB = 26;

export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

/** Closes what was opened when the rest of the opening fails. */
export function openedOr<T>(connection: Connection, open: (connection: Connection) => T): T {
  try {
    return open(connection);
  } catch (error) {
    connection.close();
    throw error instanceof EventStoreError ? error : new EventStoreError('STORE_AWAY', messageOf(error));
  }
}
