import pg from 'pg';
import { migrateDatabase } from './migrate.js';
import { connectionRefusal, isAway } from './refusals.js';
import { checkSuitable } from './suitable.js';
import { checkDatabaseUrl, redacted } from './url.js';

export interface DatabaseOptions {
  /** Shown by the server as `heatledger/<what>`: `ledger`, `projector`, `locks` … */
  readonly what?: string;
  readonly connectionsMax?: number;
  /** A statement that runs longer is ended (ms); 0: never. */
  readonly statementMsMax?: number;
  /** A statement that waits longer for a lock is ended (ms). */
  readonly lockMsMax?: number;
  /** A transaction in which nothing is asked for so long is ended, and its locks freed (ms). */
  readonly idleInTransactionMsMax?: number;
}

/** A pool of connections to one PostgreSQL database, shared by the adapters of a process. */
export interface Database {
  readonly pool: pg.Pool;
  /** Address without its password, for messages and logs. */
  readonly shown: string;
  /** Rows of one statement. @throws DatabaseError DATABASE_AWAY where the server does not answer */
  rows<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** All or nothing. @throws DatabaseError DATABASE_AWAY where the server does not answer, and what `work` throws */
  transaction<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result>;
  /** A connection of the pool; whoever asks releases it. @throws DatabaseError DATABASE_AWAY */
  connect(): Promise<pg.PoolClient>;
  /** What was asked of a connection. @throws DatabaseError DATABASE_AWAY where it was lost, and what else it says */
  answered<Result>(asked: Promise<Result>): Promise<Result>;
  /** A connection in a transaction just begun; whoever asks ends it and releases it. @throws DatabaseError DATABASE_AWAY */
  begin(): Promise<pg.PoolClient>;
  /** The refusal that an error of a connection stands for (DATABASE_AWAY), or the error itself. */
  refusalOf(error: unknown): unknown;
  /** Ends the connections once every opener has closed it. */
  close(): Promise<void>;
}

const CONNECTIONS_MAX = 10;
const STATEMENT_MS_MAX = 60_000;
const LOCK_MS_MAX = 30_000;
const CONNECT_MS_MAX = 10_000;
/** A transaction that does nothing for so long was forgotten: it must not hold back others. */
const IDLE_IN_TRANSACTION_MS_MAX = 120_000;
/** A server that ends statements in time needs this long to say so. */
const ANSWER_MS_MAX = 5_000;

/** Amounts, indexes and instants are below 2^53: the columns hold what JavaScript counts exactly. */
const INT8 = 20;
const exactInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond 2^53`);
  return value;
};
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8
      ? exactInteger
      : (pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown),
} as pg.CustomTypesConfig;

function poolFor(url: string, options: DatabaseOptions): pg.Pool {
  const statementMsMax = options.statementMsMax ?? STATEMENT_MS_MAX;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `heatledger/${options.what ?? 'ledger'}`,
    max: options.connectionsMax ?? CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    idle_in_transaction_session_timeout: options.idleInTransactionMsMax ?? IDLE_IN_TRANSACTION_MS_MAX,
    statement_timeout: statementMsMax,
    lock_timeout: options.lockMsMax ?? LOCK_MS_MAX,
    // A server gone silent ends nothing: the client must.
    ...(statementMsMax > 0 && { query_timeout: statementMsMax + ANSWER_MS_MAX }),
    keepAlive: true,
    types,
  });
  // A lost connection is told to whoever uses it; without a listener the event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

interface Shared {
  readonly pool: pg.Pool;
  readonly ready: Promise<void>;
  openers: number;
}

/** Pools of this process, by address and options. */
const pools = new Map<string, Shared>();

async function prepare(pool: pg.Pool, url: string): Promise<void> {
  try {
    const client = await pool.connect();
    try {
      await checkSuitable(client, redacted(url));
      await migrateDatabase(client, redacted(url));
    } finally {
      client.release();
    }
  } catch (error) {
    throw connectionRefusal(error, url) ?? error;
  }
}

const keyOf = (url: string, options: DatabaseOptions): string =>
  JSON.stringify([url, Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))]);

function sharedPool(key: string, url: string, options: DatabaseOptions): Shared {
  const known = pools.get(key);
  if (known) return known;
  const pool = poolFor(url, options);
  const made: Shared = { pool, ready: prepare(pool, url), openers: 0 };
  pools.set(key, made);
  return made;
}

async function releasePool(key: string, shared: Shared): Promise<void> {
  shared.openers--;
  if (shared.openers > 0) return;
  if (pools.get(key) === shared) pools.delete(key);
  await shared.pool.end();
}

/**
 * A connection in a transaction just begun. One that lay idle may have been cut meanwhile: nothing was asked of it yet,
 * so the next one is tried.
 */
async function begun(pool: pg.Pool): Promise<pg.PoolClient> {
  for (let left = pool.options.max; ; left--) {
    const client = await pool.connect();
    try {
      await client.query('begin');
      return client;
    } catch (error) {
      client.release(true);
      if (left === 0 || !isAway(error)) throw error;
    }
  }
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await begun(pool);
  let usable = true;
  try {
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    usable =
      !isAway(error) &&
      (await client.query('rollback').then(
        () => true,
        () => false,
      ));
    throw error;
  } finally {
    client.release(!usable);
  }
}

/**
 * Opens a database, with the tables of schema `heatledger` made or brought up to date. Several openers of one address
 * and the same options in a process share the connections.
 * @throws DatabaseError DATABASE_URL_INVALID, DATABASE_AWAY, DATABASE_REFUSED, DATABASE_UNSUITABLE, DATABASE_NEWER
 */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  checkDatabaseUrl(url);
  const key = keyOf(url, options);
  const shared = sharedPool(key, url, options);
  shared.openers++;
  try {
    await shared.ready;
  } catch (error) {
    await releasePool(key, shared);
    throw error;
  }
  let closed: Promise<void> | null = null;
  const refusalOf = (error: unknown): unknown =>
    isAway(error) ? (connectionRefusal(error, url) ?? error) : error;
  const refusing = async <Result>(asked: Promise<Result>): Promise<Result> =>
    asked.catch((error: unknown) => {
      throw refusalOf(error);
    });
  return {
    pool: shared.pool,
    shown: redacted(url),
    rows: <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      refusing(shared.pool.query<Row>(text, [...values]).then(({ rows }) => rows)),
    refusalOf,
    begin: () => refusing(begun(shared.pool)),
    transaction: (work) => refusing(inTransaction(shared.pool, work)),
    connect: () => refusing(shared.pool.connect()),
    answered: refusing,
    close: () => (closed ??= releasePool(key, shared)),
  };
}
