import type { Database } from '#postgres';

import type { Known } from '../place.js';
import { checkSame, type Marks } from './marks.js';

interface Row {
  readonly index: number;
  readonly commit_position: string;
  readonly prepare_position: string;
}

/** Marks in the table `heatledger.mark`, for all processes of an installation. */
export class PostgresMarks implements Marks {
  constructor(private readonly database: Database) {}

  async put(mark: Known): Promise<void> {
    await this.database.rows(
      'insert into heatledger.mark (index, commit_position, prepare_position) values ($1, $2, $3) on conflict do nothing',
      [mark.index, String(mark.place.commit), String(mark.place.prepare)],
    );
    checkSame(mark, await this.one('where index = $1', mark.index));
  }

  atOrBefore(index: number): Promise<Known | null> {
    return this.one('where index <= $1 order by index desc limit 1', index);
  }

  latest(): Promise<Known | null> {
    return this.one('order by index desc limit 1');
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async one(where: string, ...values: number[]): Promise<Known | null> {
    const [row] = await this.database.rows<Row>(
      `select index, commit_position::text, prepare_position::text from heatledger.mark ${where}`,
      values,
    );
    if (row === undefined) return null;
    const place = { commit: BigInt(row.commit_position), prepare: BigInt(row.prepare_position) };
    return { index: row.index, place };
  }
}
