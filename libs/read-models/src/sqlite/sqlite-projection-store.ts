import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { Changes, HeaterRows } from '../changes.js';
import { WHOLE, checkpointOf, type Partition } from '../partitions.js';
import { OtherProjector, type DaySpan, type ProjectionStore } from '../projection-store.js';
import { SCHEMA_VERSION, migrate } from '../schema/migrations.js';
import { TABLE_NAMES, TABLE_SHAPES, type TableName } from '../schema/table-shapes.js';
import { storableText } from '../storable-text.js';
import type { Tables } from '../tables.js';
import { type Connection, type Statement, connectToWrite } from './connection.js';
import { ConnectionRunner, inThisThread } from './connection-runner.js';
import { kyselyOver } from './thread-dialect.js';

type Value = string | number | null;

const storable = (value: Value): Value => (typeof value === 'string' ? storableText(value) : value);

interface Writer {
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly statement: Statement;
}

/** Rows through prepared statements in the order of their key: several times faster than a query builder. */
function writerOf(connection: Connection, table: TableName): Writer {
  const columns = Object.keys(TABLE_SHAPES[table].columns);
  const key: readonly string[] = TABLE_SHAPES[table].key;
  const rest = columns.filter((column) => !key.includes(column));
  const onConflict =
    key.length === 0
      ? ''
      : rest.length === 0
        ? ' on conflict do nothing'
        : ` on conflict (${key.join(', ')}) do update set ${rest.map((one) => `${one} = excluded.${one}`).join(', ')}`;
  const marks = columns.map(() => '?').join(', ');
  const statement = connection.prepare(
    `insert into ${table} (${columns.join(', ')}) values (${marks})${onConflict}`,
  );
  return { columns, key, statement };
}

/** Read models in one SQLite file, for the one projector that writes it. Errors of SQLite come through. */
export class SqliteProjectionStore implements ProjectionStore {
  private readonly writers = new Map<TableName, Writer>();
  private readonly statements = new Map<string, Statement>();

  private constructor(
    private readonly connection: Connection,
    private readonly path: string,
    private readonly partition: Partition,
  ) {}

  static async open(
    path: string,
    synchronous: 'NORMAL' | 'OFF' = 'NORMAL',
    partition: Partition = WHOLE,
  ): Promise<SqliteProjectionStore> {
    const connection = connectToWrite(path, synchronous);
    try {
      const { user_version: version } = connection.prepare('PRAGMA user_version').get() as {
        user_version: number;
      };
      if (version > SCHEMA_VERSION) throw new Error(`${path} is of a later program (schema ${version})`);
      if (version < SCHEMA_VERSION) {
        connection.exec('begin immediate');
        const db = kyselyOver(inThisThread(new ConnectionRunner(connection)));
        await migrate(db, version, { clustered: true });
        connection.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
        connection.exec('commit');
      }
      return new SqliteProjectionStore(connection, path, partition);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  nextIndex(): Promise<number> {
    return Promise.resolve(this.placeOf(this.partition));
  }

  lastEvent(): Promise<string | null> {
    return Promise.resolve(this.checkpointOf(this.partition)?.last_event ?? null);
  }

  sharedIndex(): Promise<number> {
    return Promise.resolve(this.placeOf({ ...this.partition, number: 0 }));
  }

  heaterStates(): Promise<readonly Tables['heater_state'][]> {
    return Promise.resolve(this.all('heater_state', 'order by heater'));
  }

  heldSpans(): Promise<readonly Tables['held'][]> {
    return Promise.resolve(this.all('held', 'order by heater, from_ms, to_ms, code'));
  }

  cuts(): Promise<readonly Tables['cut'][]> {
    return Promise.resolve(this.all('cut', 'order by period'));
  }

  factsFrom(index: number, limit: number): Promise<readonly Tables['fact'][]> {
    return Promise.resolve(this.all('fact', 'where idx >= ? order by idx limit ?', index, limit));
  }

  cells(heater: string, { fromDay, toDay }: DaySpan): Promise<readonly Tables['cell'][]> {
    const where = 'where heater = ? and day between ? and ? order by day';
    return Promise.resolve(this.all('cell', where, heater, fromDay, toDay));
  }

  work(heater: string, { fromDay, toDay }: DaySpan): Promise<readonly Tables['work'][]> {
    const where = 'where heater = ? and day between ? and ? order by day, after_cut';
    return Promise.resolve(this.all('work', where, heater, fromDay, toDay));
  }

  workAfter(cut: string, heater: string, beforeDay: number): Promise<readonly Tables['work'][]> {
    const where = 'where heater = ? and day < ? and after_cut = ? order by day';
    return Promise.resolve(this.all('work', where, heater, beforeDay, cut));
  }

  touchedSince(index: number): Promise<readonly Tables['touched'][]> {
    return Promise.resolve(this.all('touched', 'where idx >= ? order by heater, day', index));
  }

  commit(changes: Changes, fromIndex: number, nextIndex: number, lastEvent: string | null): Promise<void> {
    this.connection.exec('begin immediate');
    try {
      const found = this.placeOf(this.partition);
      if (found !== fromIndex) throw new OtherProjector(fromIndex, found);
      for (const rows of changes.heaters) this.writeHeater(rows);
      for (const table of TABLE_NAMES) this.write(table, changes.rows[table] ?? []);
      const mark = this.prepared('update planned_document set status = ?, reasons = ? where planned = ?');
      for (const { planned, status, reasons } of changes.plannedStatus) mark.run(status, reasons, planned);
      const close = this.prepared("update cut set status = 'closed' where period = ?");
      for (const period of changes.closed) close.run(period);
      this.write('checkpoint', [
        { name: checkpointOf(this.partition), next_index: nextIndex, last_event: lastEvent },
      ]);
      this.connection.exec('commit');
      return Promise.resolve();
    } catch (error) {
      this.connection.exec('rollback');
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  settle(): Promise<void> {
    this.connection.exec('PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)');
    this.connection.exec('PRAGMA synchronous = NORMAL');
    // What was checkpointed earlier, without waiting for the disk, is on it from here on.
    const file = openSync(this.path, 'r');
    fsyncSync(file);
    closeSync(file);
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.connection.close();
    return Promise.resolve();
  }

  private placeOf(partition: Partition): number {
    return this.checkpointOf(partition)?.next_index ?? 0;
  }

  private checkpointOf(partition: Partition): Tables['checkpoint'] | undefined {
    return this.all('checkpoint', 'where name = ?', checkpointOf(partition))[0];
  }

  private writeHeater({ state, cells, work, held }: HeaterRows): void {
    this.write('heater_state', [state]);
    this.write('cell', cells);
    this.write('work', work);
    if (held === null) return;
    this.prepared('delete from held where heater = ?').run(state.heater);
    this.write('held', held);
  }

  private write(table: TableName, rows: readonly object[]): void {
    if (rows.length === 0) return;
    let writer = this.writers.get(table);
    if (writer === undefined) this.writers.set(table, (writer = writerOf(this.connection, table)));
    const { columns, statement } = writer;
    for (const row of rows) {
      const values = row as Readonly<Record<string, Value>>;
      statement.run(...columns.map((column) => storable(values[column] as Value)));
    }
  }

  private all<Name extends TableName>(table: Name, rest: string, ...values: Value[]): Tables[Name][] {
    const columns = Object.keys(TABLE_SHAPES[table].columns).join(', ');
    return this.prepared(`select ${columns} from ${table} ${rest}`).all(...values) as Tables[Name][];
  }

  private prepared(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (statement === undefined) this.statements.set(sql, (statement = this.connection.prepare(sql)));
    return statement;
  }
}
