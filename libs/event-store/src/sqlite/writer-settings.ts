import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { EventStoreError } from '../errors.js';
import { type Connection, single } from './connection.js';

export interface LogWriterOptions {
  readonly path: string;
  /** Pages of log ahead after which they are moved into the database file. */
  readonly checkpointPages?: number;
  /** A quota: beyond this size of the file appends fail with STORE_FULL. */
  readonly bytesMax?: number;
}

/** Settings as read back on the writer's own connection. */
export interface SqliteDiagnostics {
  readonly path: string;
  /** 2 is FULL: every commit is on the disk before it is acknowledged. */
  readonly synchronous: number;
  readonly journalMode: string;
  readonly pageBytes: number;
  readonly checkpointPages: number;
  readonly applicationId: number;
  readonly schemaVersion: number;
  readonly sqliteVersion: string;
}

/** 32 MB: hot pages of the place index are moved once for many commits. */
const CHECKPOINT_PAGES = 4_000;
const SYNCHRONOUS_FULL = 2;
const CACHE_KIB = 64 * 1024;

/** Two names of one file must meet at one lock. */
export function settledPath(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
}

export function configure(connection: Connection, path: string, options: LogWriterOptions): void {
  const mode = single(connection, 'PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
  connection.exec(`PRAGMA wal_autocheckpoint = ${options.checkpointPages ?? CHECKPOINT_PAGES}`);
  connection.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  const synchronous = single(connection, 'PRAGMA synchronous');
  if (mode !== 'wal' || synchronous !== SYNCHRONOUS_FULL) {
    throw new EventStoreError(
      'NOT_DURABLE',
      `${path}: journal mode ${mode}, synchronous ${synchronous} instead of wal, 2: put the log on a local disk`,
    );
  }
}

/** Sets how large the file may grow; never less than what it holds. */
export function limitBytes(connection: Connection, bytes: number): void {
  const pageBytes = Number(single(connection, 'PRAGMA page_size'));
  connection.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(bytes / pageBytes))}`);
}

/** Reads back what the connection really uses. */
export function readDiagnostics(connection: Connection, path: string): SqliteDiagnostics {
  const pragma = (name: string) => single(connection, `PRAGMA ${name}`);
  return {
    path,
    synchronous: Number(pragma('synchronous')),
    journalMode: String(pragma('journal_mode')),
    pageBytes: Number(pragma('page_size')),
    checkpointPages: Number(pragma('wal_autocheckpoint')),
    applicationId: Number(pragma('application_id')),
    schemaVersion: Number(pragma('user_version')),
    sqliteVersion: String(single(connection, 'SELECT sqlite_version()')),
  };
}
