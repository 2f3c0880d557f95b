import type { Entry, Posting } from '#domain/accounting';
import { addExact, eurText } from '#domain/quantity';
import { csvHead, csvLine, type CsvColumn } from '#spreadsheets/csv';

/** An entry of a batch. */
export interface BatchEntry {
  /** Index in the log of the event that embeds it. */
  readonly index: number;
  /** Which one of that event, from 1. */
  readonly ordinal: number;
  /** When it was recorded, ms UTC. */
  readonly recordedAt: number;
  readonly entry: Entry;
}

interface BatchRow extends Posting {
  readonly batch: number;
  readonly of: BatchEntry;
  readonly line: number;
}

/**
 * Key of an entry: the same for ever, and no other entry has it. With the number of the batch an accounting package knows
 * what it took over already.
 */
export const entryKey = ({ index, ordinal }: BatchEntry): string => `${index}-${ordinal}`;

const instant = (ms: number): string => new Date(ms).toISOString();

/** Nothing in a row changes later, as names do: accounts and parties are told by their ids. */
const COLUMNS: readonly CsvColumn<BatchRow>[] = [
  { name: 'batch', value: ({ batch }) => batch },
  { name: 'entry', value: ({ of }) => entryKey(of) },
  { name: 'line', value: ({ line }) => line },
  { name: 'journal', value: ({ of }) => of.entry.journal },
  { name: 'date', value: ({ of }) => of.entry.date },
  { name: 'recorded_at', value: ({ of }) => instant(of.recordedAt) },
  { name: 'piece', value: ({ of }) => of.entry.piece },
  { name: 'label', value: ({ of }) => of.entry.label },
  { name: 'account', value: ({ account }) => account },
  { name: 'party', value: ({ party }) => party },
  { name: 'debit_eur', value: ({ debitCents }) => eurText(debitCents) },
  { name: 'credit_eur', value: ({ creditCents }) => eurText(creditCents) },
];

/** What a batch comes to: compare it with what the accounting package took over. */
export interface BatchTotals {
  readonly entries: number;
  readonly postings: number;
  readonly debitCents: number;
  readonly creditCents: number;
}

export const NO_ENTRIES: BatchTotals = { entries: 0, postings: 0, debitCents: 0, creditCents: 0 };

export const withEntry = (totals: BatchTotals, { entry: { postings } }: BatchEntry): BatchTotals => ({
  entries: totals.entries + 1,
  postings: totals.postings + postings.length,
  debitCents: postings.reduce((sum, { debitCents }) => addExact(sum, debitCents), totals.debitCents),
  creditCents: postings.reduce((sum, { creditCents }) => addExact(sum, creditCents), totals.creditCents),
});

/** A batch as CSV, one posting a row: its bytes are what the batch's SHA-256 is of. */
export async function* batchCsv(batch: number, entries: AsyncIterable<BatchEntry>): AsyncGenerator<string> {
  yield csvHead(COLUMNS);
  for await (const of of entries)
    yield of.entry.postings
      .map((posting, at) => csvLine(COLUMNS, { ...posting, batch, of, line: at + 1 }))
      .join('');
}

const money = (cents: number) => ({ amount: eurText(cents), currency: 'EUR' });

/** An entry in JSON. */
const jsonOf = (of: BatchEntry): object => {
  const { journal, date, piece, label, postings } = of.entry;
  return {
    entry: entryKey(of),
    journal,
    date,
    recordedAt: instant(of.recordedAt),
    piece,
    label,
    postings: postings.map(({ account, party, debitCents, creditCents }) => ({
      account,
      party,
      debit: money(debitCents),
      credit: money(creditCents),
    })),
  };
};

/** A batch as one JSON object: what `head` says of it, then its entries, one a line. */
export async function* batchJson(head: object, entries: AsyncIterable<BatchEntry>): AsyncGenerator<string> {
  let before = `${JSON.stringify(head).slice(0, -1)},"rows":[\n`;
  for await (const of of entries) {
    yield before + JSON.stringify(jsonOf(of));
    before = ',\n';
  }
  yield before === ',\n' ? '\n]}\n' : `${before}]}\n`;
}
