import type { Database } from '#postgres';
import type { Changes, PlannedStatus } from '../changes.js';
import { checkpointOf, type Partition } from '../partitions.js';
import { OtherProjector, type DaySpan, type ProjectionStore } from '../projection-store.js';
import { TABLE_NAMES, TABLE_SHAPES, type TableName } from '../schema/table-shapes.js';
import type { Tables } from '../tables.js';
import { RowsInto } from './rows-into.js';
import { Session, type Connected } from './session.js';
import { lastOfEachKey } from './table-sql.js';

/** A projector that stands still in the midst of a commit must not keep its successor waiting (ms). */
const IDLE_MS_MAX = 60_000;
const STAGE_BUFFERS = '64MB';
/** Longer names of statements are cut off by the server. */
const NAME_CHARACTERS = 63;

export interface PostgresStoreOptions {
  readonly database: Database;
  /** Schema of the version. */
  readonly schema: string;
  readonly partition: Partition;
  readonly speed: 'durable' | 'fast';
}

/**
 * Read models in one schema of PostgreSQL, for the one projector that writes a partition of it. It keeps one connection.
 * Errors of the server come through, with nothing of that commit written; after a lost connection the next call makes
 * a new one.
 */
export class PostgresProjectionStore implements ProjectionStore {
  private readonly session: Session;
  private readonly checkpoint: string;
  private readonly firstCheckpoint: string;

  constructor({ database, schema, partition, speed }: PostgresStoreOptions) {
    this.checkpoint = checkpointOf(partition);
    this.firstCheckpoint = checkpointOf({ ...partition, number: 0 });
    this.session = new Session(database, {
      search_path: schema,
      synchronous_commit: speed === 'fast' ? 'off' : 'on',
      idle_in_transaction_session_timeout: String(IDLE_MS_MAX),
      temp_buffers: STAGE_BUFFERS,
    });
  }

  nextIndex(): Promise<number> {
    return this.placeOf(this.checkpoint);
  }

  async lastEvent(): Promise<string | null> {
    const [row] = await this.all('checkpoint', 'where name = $1', this.checkpoint);
    return row?.last_event ?? null;
  }

  sharedIndex(): Promise<number> {
    return this.placeOf(this.firstCheckpoint);
  }

  heaterStates(): Promise<readonly Tables['heater_state'][]> {
    return this.all('heater_state', 'order by heater');
  }

  heldSpans(): Promise<readonly Tables['held'][]> {
    return this.all('held', 'order by heater, from_ms, to_ms, code');
  }

  cuts(): Promise<readonly Tables['cut'][]> {
    return this.all('cut', 'order by period');
  }

  factsFrom(index: number, limit: number): Promise<readonly Tables['fact'][]> {
    return this.all('fact', 'where idx >= $1 order by idx limit $2', index, limit);
  }

  cells(heater: string, { fromDay, toDay }: DaySpan): Promise<readonly Tables['cell'][]> {
    return this.all(
      'cell',
      'where heater = $1 and day between $2 and $3 order by day',
      heater,
      fromDay,
      toDay,
    );
  }

  work(heater: string, { fromDay, toDay }: DaySpan): Promise<readonly Tables['work'][]> {
    const where = 'where heater = $1 and day between $2 and $3 order by day, after_cut';
    return this.all('work', where, heater, fromDay, toDay);
  }

  workAfter(cut: string, heater: string, beforeDay: number): Promise<readonly Tables['work'][]> {
    const where = 'where heater = $1 and day < $2 and after_cut = $3 order by day';
    return this.all('work', where, heater, beforeDay, cut);
  }

  touchedSince(index: number): Promise<readonly Tables['touched'][]> {
    return this.all('touched', 'where idx >= $1 order by heater, day', index);
  }

  commit(changes: Changes, fromIndex: number, nextIndex: number, lastEvent: string | null): Promise<void> {
    return this.session.transaction(async (connected) => {
      await this.pass(connected, fromIndex, nextIndex, lastEvent);
      await putHeaters(connected, changes.heaters);
      for (const table of TABLE_NAMES) await putRows(connected, table, changes.rows[table] ?? []);
      await markPlanned(connected, changes.plannedStatus);
      if (changes.closed.length > 0)
        await connected.client.query("update cut set status = 'closed' where period = any($1)", [
          changes.closed,
        ]);
    });
  }

  settle(): Promise<void> {
    return this.session.turn(async ({ client }) => {
      await client.query('set synchronous_commit = on');
      // What was committed earlier without waiting for the disk is on it with the next commit that waits.
      await client.query('update checkpoint set next_index = next_index where name = $1', [this.checkpoint]);
      // One projector of them all tells the planner what the tables hold.
      if (this.checkpoint === this.firstCheckpoint) await client.query(`analyze ${TABLE_NAMES.join(', ')}`);
    });
  }

  close(): Promise<void> {
    return this.session.close();
  }

  /** Moves the checkpoint on, first of all: its row is locked until the commit, and who comes second finds it moved. */
  private async pass(
    { client }: Connected,
    fromIndex: number,
    nextIndex: number,
    lastEvent: string | null,
  ): Promise<void> {
    const { rowCount } = await client.query({
      name: 'checkpoint_pass',
      text: 'update checkpoint set next_index = $3, last_event = $4 where name = $1 and next_index = $2',
      values: [this.checkpoint, fromIndex, nextIndex, lastEvent],
    });
    if (rowCount === 1) return;
    const found = await client.query<{ next_index: number }>(
      'select next_index from checkpoint where name = $1',
      [this.checkpoint],
    );
    throw new OtherProjector(fromIndex, found.rows[0]?.next_index ?? 0);
  }

  private async placeOf(checkpoint: string): Promise<number> {
    const [row] = await this.all('checkpoint', 'where name = $1', checkpoint);
    return row?.next_index ?? 0;
  }

  private all<Name extends TableName>(
    table: Name,
    rest: string,
    ...values: (string | number)[]
  ): Promise<Tables[Name][]> {
    const columns = Object.keys(TABLE_SHAPES[table].columns).join(', ');
    const text = `select ${columns} from ${table} ${rest}`;
    return this.session.rows<Tables[Name]>(`${table} ${rest}`.slice(0, NAME_CHARACTERS), text, values);
  }
}

/** Heaters one at a time: of each table only so many rows stand in memory. */
async function putHeaters(connected: Connected, heaters: Changes['heaters']): Promise<void> {
  const states = new RowsInto(connected, 'heater_state');
  const cells = new RowsInto(connected, 'cell');
  const work = new RowsInto(connected, 'work');
  const held = new RowsInto(connected, 'held');
  const replaced: string[] = [];
  for (const heater of heaters) {
    if (states.push(heater.state)) await states.flush();
    for (const row of heater.cells) if (cells.push(row)) await cells.flush();
    for (const row of heater.work) if (work.push(row)) await work.flush();
    if (heater.held === null) continue;
    replaced.push(heater.state.heater);
    for (const row of lastOfEachKey('held', heater.held)) if (held.push(row)) await held.flush();
  }
  await states.end();
  await cells.end();
  await work.end();
  if (replaced.length > 0)
    await connected.client.query('delete from held where heater = any($1)', [replaced]);
  await held.end();
}

async function putRows(connected: Connected, table: TableName, rows: readonly object[]): Promise<void> {
  const into = new RowsInto(connected, table);
  for (const row of lastOfEachKey(table, rows)) if (into.push(row)) await into.flush();
  await into.end();
}

async function markPlanned({ client }: Connected, marked: readonly PlannedStatus[]): Promise<void> {
  if (marked.length === 0) return;
  const last = [...new Map(marked.map((one) => [one.planned, one])).values()];
  await client.query({
    name: 'planned_mark',
    text: `update planned_document set status = m.status, reasons = m.reasons
      from unnest($1::text[], $2::text[], $3::text[]) as m (planned, status, reasons)
      where planned_document.planned = m.planned`,
    values: [
      last.map(({ planned }) => planned),
      last.map(({ status }) => status),
      last.map(({ reasons }) => reasons),
    ],
  });
}
