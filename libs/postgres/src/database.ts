import pg from 'pg';

export interface DatabaseOptions {
  readonly connectionsMax?: number;
  /** A statement that runs longer is ended (ms). */
  readonly statementMsMax?: number;
}

/** A pool of connections to one PostgreSQL database, shared by the adapters of a process. */
export interface Database {
  readonly pool: pg.Pool;
  transaction<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

const CONNECTIONS_MAX = 10;
const STATEMENT_MS_MAX = 60_000;
const CONNECT_MS_MAX = 10_000;

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

export function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connectionsMax ?? CONNECTIONS_MAX,
    statement_timeout: options.statementMsMax ?? STATEMENT_MS_MAX,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    types,
  });
  return Promise.resolve({
    pool,
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await work(client);
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  });
}
