import type { Tables } from './tables.js';
import type { TableName } from './schema/table-shapes.js';

/** What becomes of planned documents: issued, or set aside with reasons (JSON). */
export interface PlannedStatus {
  readonly planned: string;
  readonly status: string;
  readonly reasons: string;
}

/** What changed of one heater. Made one at a time while they are written, so that memory stays flat. */
export interface HeaterRows {
  readonly state: Tables['heater_state'];
  readonly cells: readonly Tables['cell'][];
  readonly work: readonly Tables['work'][];
  /** All held spans, replacing what stood there; null where they did not change. */
  readonly held: readonly Tables['held'][] | null;
}

/**
 * What a stretch of the log changes: rows put by their key (an existing one is replaced), and the next index.
 * One set is one transaction.
 */
export class Changes {
  readonly rows: { [Name in TableName]?: Tables[Name][] } = {};
  /** In the order of their names. */
  heaters: Iterable<HeaterRows> = [];
  readonly plannedStatus: PlannedStatus[] = [];
  /** Months closed. */
  readonly closed: string[] = [];

  put<Name extends TableName>(table: Name, row: Tables[Name]): void {
    const rows: Tables[Name][] | undefined = this.rows[table];
    if (rows !== undefined) rows.push(row);
    else Object.assign(this.rows, { [table]: [row] });
  }
}
