import { csvHead, csvLine } from '#spreadsheets/csv';
import type { TableColumn } from '#spreadsheets/table';
import type { OpenBooks } from './books.js';
import { type ExportDefinition, type ExportFile, fileNameOf } from './definition.js';
import { JOURNAL_COLUMNS, journalRows } from './journal-rows.js';

export async function* csvBody<Row>(
  columns: readonly TableColumn<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<string> {
  yield csvHead(columns);
  for await (const row of rows) yield csvLine(columns, row);
}

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

/** All postings of a span, one a row. */
export const journal: ExportDefinition = {
  name: 'journal',
  what: 'every posting, a row each',
  formats: ['csv'],
  file(books: OpenBooks): ExportFile {
    const rows = journalRows(books.entries('log'), books.names);
    return {
      name: fileNameOf('journal', books, 'csv'),
      mediaType: CSV_TYPE,
      body: csvBody(JOURNAL_COLUMNS, rows),
    };
  },
};
