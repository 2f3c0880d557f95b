import type { Connection, Statement } from './connection.js';
import type { SqlRunner } from './thread-dialect.js';

/** Prepared statements kept; reports have a few dozen shapes. */
const STATEMENTS_MAX = 200;

/** Runs SQL on a connection of this thread. */
export class ConnectionRunner {
  private readonly statements = new Map<string, Statement>();

  constructor(readonly connection: Connection) {}

  run(sql: string, parameters: readonly unknown[]): readonly unknown[] {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      if (this.statements.size >= STATEMENTS_MAX) this.statements.clear();
      this.statements.set(sql, (statement = this.connection.prepare(sql)));
    }
    return statement.all(...(parameters as (string | number | null)[]));
  }

  close(): void {
    this.statements.clear();
    this.connection.close();
  }
}

export const inThisThread = (runner: ConnectionRunner): SqlRunner => ({
  run: (sql, parameters) => Promise.resolve(runner.run(sql, parameters)),
  close: () => Promise.resolve(),
});
