import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { TableName } from '../schema/table-shapes.js';
import { storableText } from '../storable-text.js';
import { CopyBytes } from './copy-bytes.js';
import { copyLine } from './copy-text.js';
import type { Connected } from './session.js';
import { tableSql, type Value } from './table-sql.js';

type Row = Readonly<Record<string, Value>>;

/** More are copied: a statement with arrays is cheaper to begin, and dearer for each row. */
const FEW_ROWS = 100;

/** Puts rows into a table inside a transaction; an existing one of the same key is replaced. Every key comes once. */
export class RowsInto {
  /** As long as they are few. */
  private rows: Row[] = [];
  private bytes: CopyBytes | null = null;

  constructor(
    private readonly connected: Connected,
    private readonly table: TableName,
  ) {}

  /** Answers whether `flush` is due. */
  push(row: object): boolean {
    if (this.bytes !== null) return this.encode(this.bytes, row as Row);
    this.rows.push(row as Row);
    if (this.rows.length <= FEW_ROWS) return false;
    const bytes = this.bytesOfConnection();
    this.bytes = bytes;
    const full = this.rows.map((one) => this.encode(bytes, one));
    this.rows = [];
    return full.at(-1)!;
  }

  /** Sends the rows so far to the stage. */
  async flush(): Promise<void> {
    if (this.bytes === null) return;
    const { client, stages } = this.connected;
    const { createStage, copyToStage } = tableSql(this.table);
    if (!stages.has(this.table)) {
      await client.query(createStage);
      stages.add(this.table);
    }
    await copied(client, copyToStage, this.bytes.take());
  }

  async end(): Promise<void> {
    if (this.bytes === null) return this.insertFew();
    await this.flush();
    const { insertStaged } = tableSql(this.table);
    await this.connected.client.query({ name: `${this.table}_staged`, text: insertStaged });
  }

  private encode(bytes: CopyBytes, row: Row): boolean {
    return bytes.add(copyLine(tableSql(this.table).columns, row));
  }

  private bytesOfConnection(): CopyBytes {
    const { bytes } = this.connected;
    const known = bytes.get(this.table) ?? new CopyBytes();
    bytes.set(this.table, known);
    // What a transaction that failed has left is no part of this one.
    known.take();
    return known;
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
