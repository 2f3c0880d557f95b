import { assertBalanced } from '#domain/accounting';
import type { EntryData } from '#events';
import type { FoldState, Place } from './fold-state.js';

/** Postings of the entries that an event embeds, numbered through. Books that do not balance are not shown: it stops there. */
export function foldEntries(
  state: FoldState,
  entries: readonly EntryData[],
  { index, recordedAt }: Place,
): void {
  let line = 0;
  for (const entry of entries) {
    const { journal, date, piece, label, postings } = assertBalanced(entry);
    for (const { account, party, debitCents, creditCents } of postings)
      state.changes.put('posting', {
        idx: index,
        line: line++,
        recorded_at: recordedAt,
        journal,
        date,
        piece,
        label,
        account,
        party,
        debit_cents: debitCents,
        credit_cents: creditCents,
      });
  }
}
