import { EventStoreError } from '../errors.js';
import { type Connection, resultCode, single, SQLITE_NOTADB } from './connection.js';

/** "heat" in ASCII: marks the file as ours. */
export const APPLICATION_ID = 0x68656174;
export const SCHEMA_VERSION = 1;
/** Fewer, larger pages: an upload of about 1 kB wastes less of its page. */
const PAGE_BYTES = 8_192;

/**
 * Streams, types and actors are interned in `name`: rows stay short and scans build few strings.
 * The place index begins with the revision: heaters report in step, so what is appended together lies together
 * there, and the write rate does not fall as streams multiply (a random order of 10 000 streams: 2.5 × faster).
 */
const SCHEMA = `
  CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE event (
    idx INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    type INTEGER NOT NULL,
    version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    id TEXT NOT NULL,
    command_id TEXT NOT NULL,
    causation TEXT,
    data TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX event_place ON event (revision, stream);
`;

/** Creates the tables in an empty file; refuses a file of another program or of a newer version, untouched. */
export function createOrCheck(connection: Connection, path: string): void {
  if (isEmpty(connection, path)) create(connection);
  check(connection, path);
}

/** Refuses what is not a log of this version; changes nothing. */
export function check(connection: Connection, path: string): void {
  if (isEmpty(connection, path)) throw new EventStoreError('LOG_MISSING', `${path} holds no log yet`);
  if (single(connection, 'PRAGMA application_id') !== APPLICATION_ID) throw foreign(path);
  const version = Number(single(connection, 'PRAGMA user_version'));
  if (version > SCHEMA_VERSION) {
    throw new EventStoreError(
      'NEWER_DATABASE',
      `${path} has format ${version}, this program knows up to ${SCHEMA_VERSION}: use the version that wrote it, or a later one`,
    );
  }
}

function isEmpty(connection: Connection, path: string): boolean {
  try {
    return (
      single(connection, 'PRAGMA application_id') === 0 &&
      single(connection, 'PRAGMA user_version') === 0 &&
      single(connection, 'SELECT count(*) FROM sqlite_schema') === 0
    );
  } catch (error) {
    throw resultCode(error) === SQLITE_NOTADB ? foreign(path) : error;
  }
}

function create(connection: Connection): void {
  connection.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec(
    `BEGIN EXCLUSIVE; ${SCHEMA}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`,
  );
}

const foreign = (path: string): EventStoreError =>
  new EventStoreError(
    'FOREIGN_DATABASE',
    `${path} is not a log of heatledger: name another file, it is left as it is`,
  );
