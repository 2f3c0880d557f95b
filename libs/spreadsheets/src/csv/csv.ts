/** One column of a CSV: units stand last in its name (`net_eur`, `main_wh`). */
export interface CsvColumn<Row> {
  readonly name: string;
  readonly value: (row: Row) => string | number | boolean | null;
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe in front
 * (numbers, also negative ones, stay numbers).
 */
function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  const harmless = NUMBER.test(text) || !/^[=+\-@\t\r]/.test(text) ? text : `'${text}`;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** RFC 4180: comma, CRLF, one header line. */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => cell(column.value(row))).join(','));
  return [columns.map((column) => column.name).join(','), ...lines, ''].join('\r\n');
}
