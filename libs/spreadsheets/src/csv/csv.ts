/** One column of a CSV: units stand last in its name (`net_eur`, `main_wh`). */
export interface CsvColumn<Row> {
  readonly name: string;
  readonly value: (row: Row) => string | number | boolean | null;
}

/** The whole text, without exponent or space: nothing that begins like a number and goes on as a formula is one. */
const NUMBER = /^-?\d+(\.\d+)?$/;
/**
 * Where a formula could begin: at the start of a cell, also behind spaces that a program trims, and behind what another
 * program takes for the end of one (a semicolon where the comma is the decimal mark, a TAB, a line end). Signs of full
 * width count: programs set to Japanese or Chinese take them for the narrow ones (OWASP, CSV injection).
 */
const FORMULA = new RegExp(
  '(?<=^|[;\\t\\r\\n\\u0000])(?=[" \\u00a0\\u2000-\\u200b\\u202f\\u3000\\ufeff]*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\t\\r\\n\\u0000])',
  'g',
);

/**
 * A cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one (numbers, also
 * negative ones, stay numbers).
 */
function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  if (NUMBER.test(text)) return text;
  const harmless = text.replace(FORMULA, "'");
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The line of names, with its CRLF. */
export const csvHead = <Row>(columns: readonly CsvColumn<Row>[]): string =>
  `${columns.map((column) => column.name).join(',')}\r\n`;

/** One row, with its CRLF. */
export const csvLine = <Row>(columns: readonly CsvColumn<Row>[], row: Row): string =>
  `${columns.map((column) => cell(column.value(row))).join(',')}\r\n`;

/** RFC 4180: comma, CRLF, one header line. */
export const csvText = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  csvHead(columns) + rows.map((row) => csvLine(columns, row)).join('');
