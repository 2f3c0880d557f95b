import type { PoolClient } from 'pg';
import {
  CompiledQuery,
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  replaceWithNoncontingentExpression,
  type QueryResult,
} from 'kysely';
import { storableText } from '../storable-text.js';
import type { Tables } from '../tables.js';

const storable = (value: unknown): unknown => (typeof value === 'string' ? storableText(value) : value);

/** One connection that somebody else keeps. */
export class ClientConnection implements DatabaseConnection {
  constructor(readonly client: PoolClient) {}

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, rowCount } = await this.client.query({ text: sql, values: parameters.map(storable) });
    return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) };
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }
}

/** The tables through a driver. */
export function kyselyOver(driver: Driver): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  // `in ()` is none of PostgreSQL; SQLite takes it as false.
  const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });
  return new Kysely<Tables>({ dialect, plugins: [emptyLists] });
}

const nothing = (): Promise<void> => Promise.resolve();

/** The tables on a connection that is kept, and in its transaction where one is open. */
export function kyselyOn(client: PoolClient): Kysely<Tables> {
  const connection = new ClientConnection(client);
  const run = async (sql: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };
  return kyselyOver({
    init: nothing,
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: () => run('begin'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    releaseConnection: nothing,
    destroy: nothing,
  });
}
