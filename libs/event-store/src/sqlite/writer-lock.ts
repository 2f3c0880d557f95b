import { EventStoreError } from '../errors.js';
import { type Connection, connect, openedOr, resultCode, single, SQLITE_BUSY } from './connection.js';

export interface WriterLock {
  release(): void;
}

/**
 * Holds `<path>.lock`, a database of its own, in a write transaction that never ends. The operating system frees it with
 * the process, even on kill -9, and it excludes threads of this process as well as others. Readers of the log do not touch it.
 * Its user_version tells a second writer who holds it.
 */
export function holdWriterLock(path: string): WriterLock {
  const lockPath = `${path}.lock`;
  return openedOr(connect(lockPath), (connection) => {
    connection.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
    try {
      leaveName(connection);
      connection.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (resultCode(error) !== SQLITE_BUSY) throw error;
      const holder = single(connection, 'PRAGMA user_version');
      throw new EventStoreError(
        'SECOND_WRITER',
        `${path} is being written by process ${holder} (it holds ${lockPath}): stop it, or send the command to it`,
      );
    }
    return { release: () => connection.close() };
  });
}

/** Only a courtesy to a second writer: on a full disk the log must open without it. */
function leaveName(connection: Connection): void {
  try {
    connection.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${process.pid}; COMMIT`);
  } catch (error) {
    if (resultCode(error) === SQLITE_BUSY) throw error;
    if (connection.isTransaction) connection.exec('ROLLBACK');
  }
}
