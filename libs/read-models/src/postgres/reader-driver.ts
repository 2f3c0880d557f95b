import type { PoolClient } from 'pg';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { DatabaseError, type Database } from '#postgres';
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
const POINT = {
  look: `select ${TURN}`,
  /** Holds the version as well, so that it is not removed while a transaction reads it. */
  hold: `select pg_try_advisory_xact_lock_shared(${VERSIONS_LOCK}, version::int4) as held, ${TURN}`,
} as const;

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

const removed = (cause?: unknown): Error =>
  new Error('the current read models were removed: start the projector, which makes them anew', { cause });

/** A connection that looks at the pointer before each query, and once for a whole transaction. */
class ReaderConnection implements DatabaseConnection {
  /** Whether nothing more comes from it. */
  lost = false;
  private inTransaction = false;
  private readonly plain: ClientConnection;

  constructor(
    private readonly database: Database,
    readonly client: PoolClient,
  ) {
    this.plain = new ClientConnection(client);
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.answered(this.inTransaction ? this.plain.executeQuery<Row>(query) : this.pointed<Row>(query));
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  begin(): Promise<void> {
    return this.answered(this.hold());
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.inTransaction = false;
    if (!this.lost) await this.answered(this.client.query(how));
  }

  private async pointed<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    let gone: unknown;
    for (let turn = 0; turn < TURNS_MAX; turn++) {
      if (!(await this.point('look')).there) continue;
      try {
        return await this.plain.executeQuery<Row>(query);
      } catch (error) {
        // The version was removed between two statements: another one is current now.
        if (!isGone(error)) throw error;
        gone = error;
      }
    }
    throw removed(gone);
  }

  private async hold(): Promise<void> {
    for (let turn = 0; turn < TURNS_MAX; turn++) {
      await this.client.query('begin isolation level repeatable read read only');
      this.inTransaction = true;
      try {
        const { held, there } = await this.point('hold');
        if (held === true && there) return;
      } catch (error) {
        await this.end('rollback').catch(() => undefined);
        throw error;
      }
      await this.end('rollback');
    }
    throw removed();
  }

  private async point(how: 'look' | 'hold'): Promise<Pointed> {
    const { rows } = await this.client.query<Pointed>({ name: how, text: POINT[how] });
    return checked(rows[0]);
  }

  private async answered<Result>(asked: Promise<Result>): Promise<Result> {
    try {
      return await this.database.answered(asked);
    } catch (error) {
      if (error instanceof DatabaseError && error.code === 'DATABASE_AWAY') this.lost = true;
      throw error;
    }
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
    return new ReaderConnection(this.database, await this.database.connect());
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
    const { client, lost } = readerOf(connection);
    client.release(lost);
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.database.close();
  }
}
