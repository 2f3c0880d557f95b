import type { PoolClient, QueryResultRow } from 'pg';
import type { Database } from '#postgres';
import type { TableName } from '../schema/table-shapes.js';
import type { CopyBytes } from './copy-bytes.js';

/** A connection as it is set up for one session. */
export interface Connected {
  readonly client: PoolClient;
  /** Stages that were made on it. */
  readonly stages: Set<TableName>;
  /** What is on its way to them. */
  readonly bytes: Map<TableName, CopyBytes>;
}

const SET_ONE =
  'select set_config(name, setting, false) from unnest($1::text[], $2::text[]) as s (name, setting)';

/**
 * A connection kept for one user, with settings of its own. Work runs in turns. A connection that is lost is made anew
 * at the next turn; the turn in which it was lost fails with `DATABASE_AWAY`.
 */
export class Session {
  private last: Promise<unknown> = Promise.resolve();
  private connected: Connected | null = null;

  constructor(
    private readonly database: Database,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  turn<Result>(work: (connected: Connected) => Promise<Result>): Promise<Result> {
    const done = this.last.then(() => this.database.answered(this.begin(work)));
    this.last = done.catch(() => undefined);
    return done;
  }

  private async begin<Result>(work: (connected: Connected) => Promise<Result>): Promise<Result> {
    return work(this.connected ?? (await this.connect()));
  }

  /** All or nothing. */
  transaction<Result>(work: (connected: Connected) => Promise<Result>): Promise<Result> {
    return this.turn(async (connected) => {
      const { client, stages } = connected;
      try {
        await client.query('begin');
        const result = await work(connected);
        await client.query('commit');
        return result;
      } catch (error) {
        // A stage made in this transaction is gone with it.
        stages.clear();
        await client.query('rollback').catch(() => this.drop(connected));
        throw error;
      }
    });
  }

  /** Rows of a statement that is prepared once for each connection. */
  rows<Row extends QueryResultRow>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.turn(async ({ client }) => {
      const { rows } = await client.query<Row>({ name, text, values: [...values] });
      return rows;
    });
  }

  async close(): Promise<void> {
    await this.last;
    if (this.connected !== null) this.drop(this.connected);
  }

  private async connect(): Promise<Connected> {
    const client = await this.database.connect();
    const connected: Connected = { client, stages: new Set(), bytes: new Map() };
    this.connected = connected;
    client.on('error', () => this.drop(connected));
    try {
      await client.query(SET_ONE, [Object.keys(this.settings), Object.values(this.settings)]);
    } catch (error) {
      this.drop(connected);
      throw error;
    }
    return connected;
  }

  /** Its settings and stages must not come to others: it is ended. */
  private drop(connected: Connected): void {
    if (this.connected !== connected) return;
    this.connected = null;
    connected.client.release(true);
  }
}
