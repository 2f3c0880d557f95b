import type { Tables } from './tables.js';
import type { TableName } from './schema/table-shapes.js';

/** What becomes of planned documents: issued, or set aside with reasons (JSON). */
export interface PlannedStatus {
  readonly planned: string;
  readonly status: string;
  readonly reasons: string;
}

/**
 * What a stretch of the log changes: rows put by their key (an existing one is replaced), and the next index.
 * One set is one transaction.
 */
export class Changes {
  readonly rows: { [Name in TableName]?: Tables[Name][] } = {};
  /** Heaters whose held spans are replaced by the rows given. */
  readonly heldOf: string[] = [];
  readonly plannedStatus: PlannedStatus[] = [];
  /** Months closed. */
  readonly closed: string[] = [];

  put<Name extends TableName>(table: Name, row: Tables[Name]): void {
    const rows: Tables[Name][] | undefined = this.rows[table];
    if (rows !== undefined) rows.push(row);
    else Object.assign(this.rows, { [table]: [row] });
  }
}
