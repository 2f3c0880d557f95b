import { DatabaseSync } from '@photostructure/sqlite';

import { EventStoreError } from '../../errors.js';
import type { Known } from '../place.js';
import { checkSame, type Marks } from './marks.js';

type Row = readonly [index: number, commit: string, prepare: string];

/** Wait for another process that writes a mark (ms). */
const BUSY_MS = 5_000;

/** Marks in a file, one row each. Several processes may use it; places are kept as text, being wider than an integer. */
export class SqliteMarks implements Marks {
  private readonly connection: InstanceType<typeof DatabaseSync>;

  /** Errors: {@link EventStoreError} STORE_AWAY where the file cannot be used. */
  constructor(path: string) {
    try {
      this.connection = new DatabaseSync(path, { timeout: BUSY_MS });
      this.connection.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS mark (
          idx INTEGER PRIMARY KEY,
          commit_position TEXT NOT NULL,
          prepare_position TEXT NOT NULL
        ) STRICT;
      `);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new EventStoreError('STORE_AWAY', `the marks of the log in ${path} cannot be used: ${message}`);
    }
  }

  async put(mark: Known): Promise<void> {
    this.connection
      .prepare('INSERT INTO mark VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
      .run(mark.index, String(mark.place.commit), String(mark.place.prepare));
    checkSame(mark, this.one('WHERE idx = ?', mark.index));
  }

  async atOrBefore(index: number): Promise<Known | null> {
    return this.one('WHERE idx <= ? ORDER BY idx DESC LIMIT 1', index);
  }

  async latest(): Promise<Known | null> {
    return this.one('ORDER BY idx DESC LIMIT 1');
  }

  async close(): Promise<void> {
    this.connection.close();
  }

  private one(where: string, ...values: number[]): Known | null {
    const statement = this.connection.prepare(
      `SELECT idx, commit_position, prepare_position FROM mark ${where}`,
    );
    statement.setReturnArrays(true);
    const row = statement.get(...values) as Row | undefined;
    return row === undefined
      ? null
      : { index: row[0], place: { commit: BigInt(row[1]), prepare: BigInt(row[2]) } };
  }
}
