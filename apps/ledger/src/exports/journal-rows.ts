import { eurText } from '#domain/quantity';
import type { BookEntry, BookNames } from '#exports/books';
import type { TableColumn } from '#spreadsheets/table';

/** One posting, with what it refers to in words. */
export interface JournalRow {
  readonly book: BookEntry;
  readonly posting: BookEntry['entry']['postings'][number];
  readonly names: BookNames;
}

export async function* journalRows(
  entries: AsyncIterable<BookEntry>,
  names: BookNames,
): AsyncGenerator<JournalRow> {
  for await (const book of entries) for (const posting of book.entry.postings) yield { book, posting, names };
}

const partyName = ({ posting: { party, account }, names }: JournalRow): string | null =>
  party === null ? null : names.party(party, account);

export const JOURNAL_COLUMNS: readonly TableColumn<JournalRow>[] = [
  { name: 'index', kind: 'integer', width: 10, value: ({ book }) => book.index },
  { name: 'journal', kind: 'text', width: 8, value: ({ book }) => book.entry.journal },
  { name: 'date', kind: 'date', width: 12, value: ({ book }) => book.entry.date },
  { name: 'validated_on', kind: 'date', width: 12, value: ({ book }) => book.validatedOn },
  { name: 'piece', kind: 'text', width: 22, value: ({ book }) => book.entry.piece },
  { name: 'label', kind: 'text', width: 48, value: ({ book }) => book.entry.label },
  { name: 'account', kind: 'text', width: 10, value: ({ posting }) => posting.account },
  {
    name: 'account_label',
    kind: 'text',
    width: 32,
    value: ({ posting, names }) => names.account(posting.account),
  },
  { name: 'party', kind: 'text', width: 18, value: ({ posting }) => posting.party },
  { name: 'party_name', kind: 'text', width: 28, value: partyName },
  { name: 'debit_eur', kind: 'amount', width: 14, value: ({ posting }) => eurText(posting.debitCents) },
  { name: 'credit_eur', kind: 'amount', width: 14, value: ({ posting }) => eurText(posting.creditCents) },
];
