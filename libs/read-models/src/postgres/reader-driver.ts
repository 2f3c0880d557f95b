import type { PoolClient } from 'pg';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import type { Database } from '#postgres';
import { SCHEMA_VERSION } from '../schema/migrations.js';
import { ClientConnection } from './client-dialect.js';
import { refuseNewer } from './newer-schema.js';
import { VERSIONS_LOCK } from './version-lock.js';

/** Turns the connection to the current version; readers can change nothing from then on. */
const TURN = `version::int8, schema_version::int8,
  to_regclass(schema_name || '.checkpoint') is not null as there,
  set_config('search_path', schema_name, false),
  set_config('default_transaction_read_only', 'on', false)
  from heatledger.model_version where is_current`;
const LOOK = `select ${TURN}`;
/** Holds the version as well, so that it is not removed while a transaction reads it. */
const HOLD = `select pg_try_advisory_xact_lock_shared(${VERSIONS_LOCK}, version::int4) as held, ${TURN}`;

interface Pointed {
  readonly version: number;
  readonly schema_version: number;
  readonly there: boolean;
  readonly held?: boolean;
}

/** Table or schema is not there. */
const GONE: ReadonlySet<unknown> = new Set(['42P01', '3F000']);
const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && GONE.has(error.code);

/** How often a version may be removed while a reader turns to it. */
const TURNS_MAX = 5;

function checked(pointed: Pointed | undefined): Pointed {
  if (pointed === undefined) throw new Error('the database holds no read models yet: start the projector');
  refuseNewer(pointed.schema_version);
  if (pointed.schema_version < SCHEMA_VERSION)
    throw new Error(
      `the read models are of an earlier program (schema ${pointed.schema_version}): start the projector`,
    );
  return pointed;
}

/** A connection that looks at the pointer before each query, and once for a whole transaction. */
class ReaderConnection implements DatabaseConnection {
  private inTransaction = false;
  private readonly plain: ClientConnection;

  constructor(readonly client: PoolClient) {
    this.plain = new ClientConnection(client);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.inTransaction) return this.plain.executeQuery<Row>(query);
    for (let turn = 1; ; turn++) {
      const { there } = await this.point(LOOK);
      try {
        if (there || turn === TURNS_MAX) return await this.plain.executeQuery<Row>(query);
      } catch (error) {
        // The version was removed between two statements: another one is current now.
        if (!isGone(error) || turn === TURNS_MAX) throw error;
      }
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  async begin(): Promise<void> {
    for (let turn = 1; ; turn++) {
      await this.client.query('begin isolation level repeatable read read only');
      this.inTransaction = true;
      const { held, there } = await this.point(HOLD);
      if ((held === true && there) || turn === TURNS_MAX) return;
      await this.end('rollback');
    }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.inTransaction = false;
    await this.client.query(how);
  }

  private async point(text: string): Promise<Pointed> {
    const { rows } = await this.client.query<Pointed>({ name: text === LOOK ? 'look' : 'hold', text });
    return checked(rows[0]);
  }
}

const readerOf = (connection: DatabaseConnection): ReaderConnection => {
  if (!(connection instanceof ReaderConnection)) throw new Error('a connection of another driver');
  return connection;
};

/** Reads the version that the pointer names. */
export class ReaderDriver implements Driver {
  constructor(private readonly database: Database) {}

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.database.pool.connect();
    client.on('error', ignoreLost);
    return new ReaderConnection(client);
  }

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return readerOf(connection).begin();
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return readerOf(connection).end('commit');
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return readerOf(connection).end('rollback');
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { client } = readerOf(connection);
    client.off('error', ignoreLost);
    client.release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.database.close();
  }
}

/** The query that runs then fails, and says so. */
const ignoreLost = (): void => undefined;
