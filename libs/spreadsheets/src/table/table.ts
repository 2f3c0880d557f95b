/**
 * One column of a table that leaves as CSV or XLSX. `integer` is a safe integer, `amount` a decimal text with two
 * places (`-4.53`), `date` a day (`2026-01-31`), `text` anything.
 */
export interface TableColumn<Row> {
  /** Units stand last in it: `debit_eur`. */
  readonly name: string;
  readonly kind: 'text' | 'integer' | 'amount' | 'date';
  /** In characters. */
  readonly width: number;
  readonly value: (row: Row) => string | number | null;
}
