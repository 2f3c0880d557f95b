import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from '../tables.js';

/** Runs compiled SQL somewhere: in this thread, or in a reader thread. */
export interface SqlRunner {
  run(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Queries one after the other; a transaction keeps the others waiting, so that it sees one state. */
class Turns {
  private last: Promise<void> = Promise.resolve();

  async take(): Promise<() => void> {
    const before = this.last;
    let free = (): void => undefined;
    this.last = new Promise((resolve) => (free = resolve));
    await before;
    return free;
  }
}

class RunnerConnection implements DatabaseConnection {
  constructor(
    private readonly runner: SqlRunner,
    readonly free: () => void,
  ) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return { rows: (await this.runner.run(query.sql, query.parameters)) as Row[] };
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }
}

class RunnerDriver implements Driver {
  private readonly turns = new Turns();

  constructor(private readonly runner: SqlRunner) {}

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<RunnerConnection> {
    return new RunnerConnection(this.runner, await this.turns.take());
  }

  async beginTransaction(): Promise<void> {
    await this.runner.run('begin', []);
  }

  async commitTransaction(): Promise<void> {
    await this.runner.run('commit', []);
  }

  async rollbackTransaction(): Promise<void> {
    await this.runner.run('rollback', []);
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof RunnerConnection) connection.free();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.runner.close();
  }
}

/** The tables through a runner. */
export function kyselyOver(runner: SqlRunner): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new RunnerDriver(runner),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return new Kysely<Tables>({ dialect });
}
