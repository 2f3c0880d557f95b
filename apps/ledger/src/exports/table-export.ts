import { eurText } from '#domain/quantity';
import { csvHead, csvLine } from '#spreadsheets/csv';
import type { TableColumn } from '#spreadsheets/table';
import { SHEET_ROWS_MAX, type Sheet, sheetOf, xlsx } from '#spreadsheets/xlsx';
import { Problem } from '../http/index.js';
import type { OpenBooks } from './books.js';
import { type ExportDefinition, type ExportFile, fileNameOf } from './definition.js';

/** A table of the books, before it is CSV or XLSX. */
export interface BookTable<Row> {
  readonly name: string;
  readonly what: string;
  /** Name of its sheet. */
  readonly sheet: string;
  readonly columns: readonly TableColumn<Row>[];
  /** How many there will be at most. */
  readonly rowsMax: (books: OpenBooks) => number;
  readonly rows: (books: OpenBooks) => AsyncIterable<Row>;
}

const CSV_TYPE = 'text/csv; charset=utf-8; header=present';
const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function* csvBody<Row>(
  columns: readonly TableColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<string> {
  yield csvHead(columns);
  for await (const row of rows) yield csvLine(columns, row);
}

type Said = readonly [what: string, value: string];
const ABOUT: readonly TableColumn<Said>[] = [
  { name: 'what', kind: 'text', width: 24, value: ([what]) => what },
  { name: 'value', kind: 'text', width: 48, value: ([, value]) => value },
];

/** A second sheet that says what the first one holds. */
const about = ({ span, names, totals }: OpenBooks): Sheet =>
  sheetOf('About', ABOUT, [
    ['company', names.company.name],
    ['siren', names.company.siren],
    ['from', span.from],
    ['to', span.to],
    ['as of index', String(span.index)],
    ['entries', String(totals.entries)],
    ['debit_eur', eurText(totals.debitCents)],
    ['credit_eur', eurText(totals.creditCents)],
  ]);

function checkRows(rows: number): void {
  // The heading is a row too.
  if (rows < SHEET_ROWS_MAX) return;
  throw new Problem(400, {
    code: 'ROWS_TOO_MANY',
    field: 'format',
    remedy: `A sheet holds ${SHEET_ROWS_MAX - 1} rows and these are ${rows}: give fewer days with from and to, or format=csv.`,
  });
}

/** The export of a table as CSV and XLSX; a table that no sheet holds is refused (ROWS_TOO_MANY) before it begins. */
export function tableExport<Row>(table: BookTable<Row>): ExportDefinition {
  const { name, what, sheet, columns } = table;
  return {
    name,
    what,
    formats: ['csv', 'xlsx'],
    file(books: OpenBooks, format: string): ExportFile {
      const fileName = fileNameOf(name, books, format);
      if (format === 'csv')
        return { name: fileName, mediaType: CSV_TYPE, body: csvBody(columns, table.rows(books)) };
      checkRows(table.rowsMax(books));
      const body = xlsx([sheetOf(sheet, columns, table.rows(books)), about(books)]);
      return { name: fileName, mediaType: XLSX_TYPE, body };
    },
  };
}
