import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { TableName } from '../schema/table-shapes.js';
import { storableText } from '../storable-text.js';
import { copyLine } from './copy-text.js';
import type { Connected } from './session.js';
import { tableSql, type Value } from './table-sql.js';

type Row = Readonly<Record<string, Value>>;

/** More are copied: a statement with arrays is cheaper to begin, and dearer for each row. */
const FEW_ROWS = 100;
/** Rows that stand in memory at once. */
const COPIED_ROWS = 2_000;

/** Puts rows into a table inside a transaction; an existing one of the same key is replaced. Every key comes once. */
export class RowsInto {
  private rows: Row[] = [];
  private staged = false;

  constructor(
    private readonly connected: Connected,
    private readonly table: TableName,
  ) {}

  /** Answers whether `flush` is due. */
  push(row: object): boolean {
    this.rows.push(row as Row);
    return this.rows.length >= COPIED_ROWS;
  }

  /** Sends the rows so far to the stage. */
  async flush(): Promise<void> {
    if (this.rows.length === 0) return;
    const { client, stages } = this.connected;
    const { columns, createStage, copyToStage } = tableSql(this.table);
    if (!stages.has(this.table)) {
      await client.query(createStage);
      stages.add(this.table);
    }
    let text = '';
    for (const row of this.rows) text += copyLine(columns, row);
    this.rows = [];
    this.staged = true;
    await copied(client, copyToStage, Buffer.from(text));
  }

  async end(): Promise<void> {
    if (!this.staged && this.rows.length <= FEW_ROWS) return this.insertFew();
    await this.flush();
    const { insertStaged } = tableSql(this.table);
    await this.connected.client.query({ name: `${this.table}_staged`, text: insertStaged });
  }

  private async insertFew(): Promise<void> {
    if (this.rows.length === 0) return;
    const { columns, insertArrays } = tableSql(this.table);
    const storable = (value: Value | undefined): Value =>
      typeof value === 'string' ? storableText(value) : (value ?? null);
    const values = columns.map((column) => this.rows.map((row) => storable(row[column])));
    this.rows = [];
    await this.connected.client.query({ name: `${this.table}_few`, text: insertArrays, values });
  }
}

function copied(client: PoolClient, sql: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = client.query(copyFrom(sql));
    stream.once('error', reject);
    stream.once('finish', resolve);
    stream.end(bytes);
  });
}
