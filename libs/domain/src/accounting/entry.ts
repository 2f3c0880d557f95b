import { invariant } from '#domain/decision';
import { addExact } from '#domain/quantity';
import type { ChartOfAccountsSet, EntryData } from '#events';

/** Balanced postings of one piece in one journal. */
export type Entry = EntryData;
export type Chart = ChartOfAccountsSet['data'];
export type Posting = Entry['postings'][number];

const total = (postings: readonly Posting[], side: 'debitCents' | 'creditCents'): number =>
  postings.reduce((sum, posting) => addExact(sum, posting[side]), 0);

/** Every entry balances; a posting has one side. */
export function assertBalanced(entry: Entry): Entry {
  const debit = total(entry.postings, 'debitCents');
  const credit = total(entry.postings, 'creditCents');
  invariant(debit === credit, `entry of ${entry.piece} does not balance: ${debit} against ${credit} cents`);
  for (const { account, debitCents, creditCents } of entry.postings)
    invariant(
      debitCents >= 0 && creditCents >= 0 && debitCents + creditCents > 0 && debitCents * creditCents === 0,
      `posting to ${account} in ${entry.piece} has not exactly one side`,
    );
  return entry;
}

/** One side of an entry: an account, whose it is, and the amount. */
export interface Side {
  readonly account: string;
  readonly party: string | null;
  readonly cents: number;
}

/** What an entry says besides its postings. */
export interface EntryHead {
  readonly journal: Entry['journal'];
  readonly date: string;
  readonly piece: string;
  readonly label: string;
}

const LABEL_LENGTH = 200;

/** A balanced entry of these sides; sides of nothing are left out. Fails (`InvariantBroken`) where it does not balance. */
export function entryOf(
  { journal, date, piece, label }: EntryHead,
  sides: { readonly debit: readonly Side[]; readonly credit: readonly Side[] },
): Entry {
  const postings = [
    ...sides.debit.map(({ account, party, cents }) => ({
      account,
      party,
      debitCents: cents,
      creditCents: 0,
    })),
    ...sides.credit.map(({ account, party, cents }) => ({
      account,
      party,
      debitCents: 0,
      creditCents: cents,
    })),
  ].filter((posting) => posting.debitCents !== 0 || posting.creditCents !== 0);
  return assertBalanced({ journal, date, piece, label: label.slice(0, LABEL_LENGTH), postings });
}
