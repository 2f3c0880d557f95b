import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely';
import type { Tables } from '#read-models';
import { keyOf } from './page.js';

export type Posting = Selectable<Tables['posting']>;

/** Whose or which account's postings, between which dates. */
export interface PostingFilter {
  readonly account?: string;
  readonly party?: string;
  readonly without?: readonly string[];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A posting and the balance (debit − credit, cents) after it. */
export interface RunningPosting {
  readonly posting: Posting;
  readonly balanceCents: number;
}

type Postings<Row> = SelectQueryBuilder<Tables, 'posting', Row>;

const filtered = <Row>(query: Postings<Row>, { account, party, without }: PostingFilter): Postings<Row> => {
  let rows = query;
  if (account !== undefined) rows = rows.where('account', '=', account);
  if (party !== undefined) rows = rows.where('party', '=', party);
  if (without !== undefined && without.length > 0) rows = rows.where('account', 'not in', [...without]);
  return rows;
};

/** Sum of debit − credit of postings before a place in the order of dates. */
async function balanceBefore(
  models: Kysely<Tables>,
  filter: PostingFilter,
  place: readonly [string, number, number],
): Promise<number> {
  const [date, idx, line] = place;
  const row = await filtered(models.selectFrom('posting'), filter)
    .where(({ eb, and, or }) =>
      or([
        eb('date', '<', date),
        and([eb('date', '=', date), eb('idx', '<', idx)]),
        and([eb('date', '=', date), eb('idx', '=', idx), eb('line', '<', line)]),
      ]),
    )
    .select(({ fn }) => [
      fn.sum<number | string | null>('debit_cents').as('debit'),
      fn.sum<number | string | null>('credit_cents').as('credit'),
    ])
    .executeTakeFirst();
  return Number(row?.debit ?? 0) - Number(row?.credit ?? 0);
}

export interface RunningPostings {
  readonly openingCents: number;
  readonly rows: readonly RunningPosting[];
}

/**
 * Postings in the order of their dates, with the balance after each; one more than the limit, for the page to know
 * whether there is a next one. The balance runs on over pages and begins with what stood before the first date. All of
 * one state: what is projected meanwhile would stand in the balance and not in the rows.
 */
export const runningPostings = (
  models: Kysely<Tables>,
  filter: PostingFilter,
  limit: number,
  after: string | undefined,
): Promise<RunningPostings> =>
  models.transaction().execute((state) => runningIn(state, filter, limit, after));

async function runningIn(
  models: Kysely<Tables>,
  filter: PostingFilter,
  limit: number,
  after: string | undefined,
): Promise<RunningPostings> {
  const key = keyOf(after, ['', 0, 0]);
  let query = filtered(models.selectFrom('posting'), filter);
  if (filter.from !== undefined) query = query.where('date', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('date', '<=', filter.to);
  if (key !== null)
    query = query.where(({ eb, and, or }) =>
      or([
        eb('date', '>', key[0]),
        and([eb('date', '=', key[0]), eb('idx', '>', key[1])]),
        and([eb('date', '=', key[0]), eb('idx', '=', key[1]), eb('line', '>', key[2])]),
      ]),
    );
  const postings = await query
    .selectAll()
    .orderBy('date')
    .orderBy('idx')
    .orderBy('line')
    .limit(limit + 1)
    .execute();
  const openingCents = await balanceBefore(models, filter, [filter.from ?? '', -1, -1]);
  let balanceCents =
    key === null ? openingCents : await balanceBefore(models, filter, [key[0], key[1], key[2] + 1]);
  const rows = postings.map((posting) => {
    balanceCents += Number(posting.debit_cents) - Number(posting.credit_cents);
    return { posting, balanceCents };
  });
  return { openingCents, rows };
}

/** Where a page goes on. */
export const placeOfPosting = ({ posting }: RunningPosting): readonly [string, number, number] => [
  posting.date,
  Number(posting.idx),
  Number(posting.line),
];
