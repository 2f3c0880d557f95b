import { entryOf, type Side } from '#domain/accounting';
import type { LocalDate } from '#domain/calendar';
import { addExact } from '#domain/quantity';
import type { BookEntry, OpeningBalance } from '../books/index.js';

/**
 * Results of earlier years that no meeting has allocated in this ledger (plan comptable général, class 1): the company's
 * accounting package allocates them.
 */
export const RESULT_ACCOUNTS = {
  profit: { account: '120', label: 'Résultat de l’exercice (bénéfice)' },
  loss: { account: '129', label: 'Résultat de l’exercice (perte)' },
} as const;

const isOfResult = (account: string): boolean => /^[67]/.test(account);

/**
 * The entry that opens a year: every account of the balance sheet as it stood the day before, by party; expenses and
 * income (classes 6 and 7) as one result. Null where nothing stood. Fails (`InvariantBroken`) where the balances do not sum to zero.
 * @param from first day of the year
 */
export function openingEntry(balances: readonly OpeningBalance[], from: LocalDate): BookEntry | null {
  const result = balances
    .filter(({ account }) => isOfResult(account))
    .reduce((sum, { cents }) => addExact(sum, cents), 0);
  const { account } = result < 0 ? RESULT_ACCOUNTS.profit : RESULT_ACCOUNTS.loss;
  const standing = [
    ...balances.filter((balance) => !isOfResult(balance.account)),
    { account, party: null, cents: result },
  ].filter(({ cents }) => cents !== 0);
  if (standing.length === 0) return null;
  const side = ({ account: on, party, cents }: OpeningBalance): Side => ({
    account: on,
    party,
    cents: Math.abs(cents),
  });
  const entry = entryOf(
    { journal: 'AN', date: from, piece: `AN-${from}`, label: 'À-nouveaux de l’exercice précédent' },
    {
      debit: standing.filter(({ cents }) => cents > 0).map(side),
      credit: standing.filter(({ cents }) => cents < 0).map(side),
    },
  );
  return { index: -1, validatedOn: from, entry };
}
