import { addDays, lastDay, type LocalDate, monthOf } from '#domain/calendar';
import { addExact } from '#domain/quantity';
import type { BookAccount, BookEntry, BookExtract, OpeningBalance } from './books.js';

/** What stands on the accounts at the end of a day. */
export interface BalancesOfDay {
  readonly on: LocalDate;
  readonly balances: readonly OpeningBalance[];
}

/** What a journal tells, one after the other. */
export type JournalStep =
  { readonly kind: 'entry'; readonly book: BookEntry } | ({ readonly kind: 'balances' } & BalancesOfDay);

const keyOf = ({ account, party }: BookAccount): string => `${account}\n${party ?? ''}`;

const ordered = (a: OpeningBalance, b: OpeningBalance): number => {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

const balancesOn = (
  on: LocalDate,
  keys: Iterable<string>,
  balances: ReadonlyMap<string, OpeningBalance>,
): JournalStep => ({
  kind: 'balances',
  on,
  balances: [...keys].map((key) => balances.get(key)!).sort(ordered),
});

/** Day before the span: openings stand there. */
export const dayBefore = ({ span }: Pick<BookExtract, 'span'>): LocalDate => addDays(span.from, -1);

/**
 * Entries by date, and between them the balances that stand: at the end of every month those of the accounts that moved
 * in it, at the end of the span those of all. Debit − credit, with what was there before the span.
 */
export async function* journalSteps({ span, openings, entries }: BookExtract): AsyncGenerator<JournalStep> {
  const balances = new Map<string, OpeningBalance>(openings.map((opening) => [keyOf(opening), opening]));
  let moved = new Set<string>();
  let month = monthOf(span.from);
  for await (const book of entries) {
    const next = monthOf(book.entry.date);
    if (next !== month && moved.size > 0) {
      yield balancesOn(lastDay(month), moved, balances);
      moved = new Set();
    }
    month = next;
    for (const { account, party, debitCents, creditCents } of book.entry.postings) {
      const key = keyOf({ account, party });
      const cents = addExact(balances.get(key)?.cents ?? 0, debitCents - creditCents);
      balances.set(key, { account, party, cents });
      moved.add(key);
    }
    yield { kind: 'entry', book };
  }
  if (moved.size > 0 && lastDay(month) < span.to) yield balancesOn(lastDay(month), moved, balances);
  if (balances.size > 0) yield balancesOn(span.to, balances.keys(), balances);
}
