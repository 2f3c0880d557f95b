import { tableExport } from './table-export.js';
import { JOURNAL_COLUMNS, journalRows } from './journal-rows.js';

/** All postings of a span, in the order of the log. */
export const journal = tableExport({
  name: 'journal',
  what: 'every posting, a row each',
  sheet: 'Journal',
  columns: JOURNAL_COLUMNS,
  rowsMax: ({ totals }) => totals.postings,
  rows: (books) => journalRows(books.entries('log'), books.names),
});
