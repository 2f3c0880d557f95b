import { connectToRead } from './connection.js';
import { ConnectionRunner } from './connection-runner.js';
import { Versions } from './versions.js';

/** Reads the version that the pointer names, and moves to the next one once it is switched; never inside a transaction. */
export class CurrentReader {
  private readonly versions: Versions;
  private opened: { readonly version: number; readonly runner: ConnectionRunner } | null = null;
  private inTransaction = false;

  constructor(dir: string) {
    this.versions = new Versions(dir);
  }

  run(sql: string, parameters: readonly unknown[]): readonly unknown[] {
    const runner = this.inTransaction && this.opened !== null ? this.opened.runner : this.current();
    const rows = runner.run(sql, parameters);
    if (sql === 'begin') this.inTransaction = true;
    if (sql === 'commit' || sql === 'rollback') this.inTransaction = false;
    return rows;
  }

  close(): void {
    this.opened?.runner.close();
    this.opened = null;
  }

  private current(): ConnectionRunner {
    const version = this.versions.current();
    if (version === null)
      throw new Error(`${this.versions.dir} holds no read models yet: start the projector`);
    if (this.opened?.version === version) return this.opened.runner;
    const runner = new ConnectionRunner(connectToRead(this.versions.pathOf(version)));
    this.close();
    this.opened = { version, runner };
    return runner;
  }
}
