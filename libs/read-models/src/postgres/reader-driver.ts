import type { PoolClient } from 'pg';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { DatabaseError, type Database } from '#postgres';
import { ModelsMissing } from '../models-missing.js';
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
  if (pointed === undefined)
    throw new ModelsMissing('The database holds no read models yet: start the projector');
  refuseNewer(pointed.schema_version);
  if (pointed.schema_version < SCHEMA_VERSION)
    throw new ModelsMissing(
      `The read models are of an earlier program (schema ${pointed.schema_version}): start the projector of this one`,
    );
  return pointed;
}

const removed = (cause?: unknown): ModelsMissing =>
  new ModelsMissing(
    'The current read models were removed: start the projector, which makes them anew',
    cause,
  );

const isAway = (error: unknown): boolean => error instanceof DatabaseError && error.code === 'DATABASE_AWAY';

/**
 * A connection that looks at the pointer before each query, and once for a whole transaction. One that lay idle may have
 * been cut: at that first look another one is taken.
 */
class ReaderConnection implements DatabaseConnection {
  private lost = false;
  private released = false;
  private inTransaction = false;

  constructor(
    private readonly database: Database,
    private client: PoolClient,
  ) {}

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.inTransaction ? this.ask<Row>(query) : this.askCurrent<Row>(query);
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  async begin(): Promise<void> {
    for (let turn = 0; turn < TURNS_MAX; turn++) {
      const { held, there } = await this.onLivingConnection(() => this.hold());
      if (held === true && there) return;
      await this.end('rollback');
    }
    throw removed();
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.inTransaction = false;
    if (!this.lost) await this.answered(this.client.query(how));
  }

  release(): void {
    if (!this.released) this.client.release(this.lost);
  }

  private ask<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.answered(new ClientConnection(this.client).executeQuery<Row>(query));
  }

  private async askCurrent<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    let gone: unknown;
    for (let turn = 0; turn < TURNS_MAX; turn++) {
      const { there } = await this.onLivingConnection(() => this.point('look'));
      if (!there) continue;
      try {
        return await this.ask<Row>(query);
      } catch (error) {
        // The version was removed between two statements: another one is current now.
        if (!isGone(error)) throw error;
        gone = error;
      }
    }
    throw removed(gone);
  }

  private async hold(): Promise<Pointed> {
    await this.answered(this.client.query('begin isolation level repeatable read read only'));
    this.inTransaction = true;
    try {
      return await this.point('hold');
    } catch (error) {
      await this.end('rollback').catch(() => undefined);
      throw error;
    }
  }

  private async point(how: 'look' | 'hold'): Promise<Pointed> {
    const { rows } = await this.answered(this.client.query<Pointed>({ name: how, text: POINT[how] }));
    return checked(rows[0]);
  }

  private async onLivingConnection<Result>(look: () => Promise<Result>): Promise<Result> {
    for (let left = this.database.pool.options.max; ; left--)
      try {
        return await look();
      } catch (error) {
        if (!isAway(error) || left === 0) throw error;
        await this.takeAnother();
      }
  }

  private async takeAnother(): Promise<void> {
    // Given back first: whoever else waits for one may be in the same plight.
    this.release();
    this.released = true;
    this.client = await this.database.connect();
    this.released = false;
    this.lost = false;
  }

  private async answered<Result>(asked: Promise<Result>): Promise<Result> {
    try {
      return await this.database.answered(asked);
    } catch (error) {
      if (isAway(error)) this.lost = true;
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
    readerOf(connection).release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.database.close();
  }
}
