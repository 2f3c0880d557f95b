import { existsSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';

export type Connection = InstanceType<typeof DatabaseSync>;
export type Statement = ReturnType<Connection['prepare']>;

const BUSY_MS = 5_000;
/** WAL pages between checkpoints: a rebuild writes in large transactions. */
const CHECKPOINT_PAGES = 8_192;

/** For the one writer of a file. Read models can be rebuilt: NORMAL, and OFF while a version is built aside. */
export function connectToWrite(path: string, synchronous: 'NORMAL' | 'OFF'): Connection {
  const connection = new DatabaseSync(path, { timeout: BUSY_MS });
  connection.exec('PRAGMA page_size = 8192');
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA cache_size = -8192`);
  connection.exec(`PRAGMA synchronous = ${synchronous}`);
  return connection;
}

/** For readers: it can change nothing. */
export function connectToRead(path: string): Connection {
  // Not opened as read-only, for the first reader after a crash recovers the file; so it must not make one either.
  if (!existsSync(path)) throw new Error(`${path} is missing: rebuild the read models`);
  const connection = new DatabaseSync(path, { timeout: BUSY_MS });
  connection.exec('PRAGMA query_only = ON; PRAGMA cache_size = -8192');
  return connection;
}
