import { type Kysely, sql } from 'kysely';
import type { LocalDate } from '#domain/calendar';
import type { BookAccount, BookSpan, OpeningBalance } from '#exports/books';
import type { Tables } from '#read-models';
import type { AccountMovement, BookTotals } from './books.js';

/** First and last date of the books, or null where they are empty. */
export async function boundsOfBooks(
  models: Kysely<Tables>,
  index: number,
): Promise<{ readonly from: LocalDate; readonly to: LocalDate } | null> {
  const row = await models
    .selectFrom('posting')
    .select(({ fn }) => [
      fn.min<LocalDate | null>('date').as('from'),
      fn.max<LocalDate | null>('date').as('to'),
    ])
    .where('idx', '<=', index)
    .executeTakeFirst();
  const { from = null, to = null } = row ?? {};
  return from === null || to === null ? null : { from, to };
}

export async function countIn(models: Kysely<Tables>, { index, from, to }: BookSpan): Promise<BookTotals> {
  const postings = models
    .selectFrom('posting')
    .where('idx', '<=', index)
    .where('date', '>=', from)
    .where('date', '<=', to);
  const sums = await postings
    .select(({ fn }) => [
      fn.countAll<number | string>().as('postings'),
      fn.sum<number | string | null>('debit_cents').as('debit'),
      fn.sum<number | string | null>('credit_cents').as('credit'),
    ])
    .executeTakeFirst();
  const entries = await models
    .selectFrom(postings.select(['idx', 'journal', 'date', 'piece']).distinct().as('entry'))
    .select(({ fn }) => fn.countAll<number | string>().as('entries'))
    .executeTakeFirst();
  return {
    entries: Number(entries?.entries ?? 0),
    postings: Number(sums?.postings ?? 0),
    debitCents: Number(sums?.debit ?? 0),
    creditCents: Number(sums?.credit ?? 0),
  };
}

const byAccount = (a: BookAccount, b: BookAccount): number =>
  compared(a.account, b.account) || compared(a.party ?? '', b.party ?? '');
const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every account that is used up to the end of a span, and what stood on it before the span. */
export async function balancesBefore(
  models: Kysely<Tables>,
  { index, from, to }: BookSpan,
): Promise<{ readonly accounts: readonly BookAccount[]; readonly openings: readonly OpeningBalance[] }> {
  const before = sql<
    number | string
  >`sum(case when date < ${from} then debit_cents - credit_cents else 0 end)`;
  const rows = await models
    .selectFrom('posting')
    .select(['account', 'party', before.as('cents'), ({ fn }) => fn.max<LocalDate>('date').as('last')])
    .where('idx', '<=', index)
    .where('date', '<=', to)
    .groupBy(['account', 'party'])
    .execute();
  const balances = rows
    .map(({ account, party, cents, last }) => ({ account, party, cents: Number(cents), last }))
    .filter(({ cents, last }) => cents !== 0 || last >= from)
    .sort(byAccount);
  return {
    accounts: balances.map(({ account, party }) => ({ account, party })),
    openings: balances
      .filter(({ cents }) => cents !== 0)
      .map(({ account, party, cents }) => ({ account, party, cents })),
  };
}

/** Opening and movements per account, as the trial balance shows them. */
export async function movementsIn(
  models: Kysely<Tables>,
  { index, from, to }: BookSpan,
): Promise<readonly AccountMovement[]> {
  const within = (column: 'debit_cents' | 'credit_cents') =>
    sql<number | string>`sum(case when date >= ${from} then ${sql.ref(column)} else 0 end)`;
  const rows = await models
    .selectFrom('posting')
    .select([
      'account',
      sql<number | string>`sum(case when date < ${from} then debit_cents - credit_cents else 0 end)`.as(
        'opening',
      ),
      within('debit_cents').as('debit'),
      within('credit_cents').as('credit'),
    ])
    .where('idx', '<=', index)
    .where('date', '<=', to)
    .groupBy('account')
    .execute();
  return rows
    .map(({ account, opening, debit, credit }) => ({
      account,
      openingCents: Number(opening),
      debitCents: Number(debit),
      creditCents: Number(credit),
    }))
    .sort((a, b) => compared(a.account, b.account));
}
