import { sql, type Kysely } from 'kysely';
import { receivedCents, type MoneyOnDocument } from '#domain/lifecycle';
import type { Tables } from '#read-models';
import type { DocumentRef } from './settled-documents.js';

/** Of a row of `document`: a prepayment is received whole, before its invoice. */
const allocated = sql<
  number | string
>`case when document.kind = 'prepayment-invoice' then document.gross_cents
  else coalesce((
    select sum(settlement.cents) from settlement
    where settlement.series = document.series and settlement.number = document.number
      and settlement.kind <> 'credited'), 0) end`;

/** Of credit notes on a row of `document`, once they are applied. */
const ofCredits = (cents: 'credit.gross_cents' | 'settlement.cents') => sql<number | string>`coalesce((
  select sum(${sql.ref(cents)}) from settlement
  inner join document as credit on credit.series = settlement.series and credit.number = settlement.subject
  where settlement.series = document.series and settlement.number = document.number
    and settlement.kind = 'credited' and settlement.subject <> document.number), 0)`;

const credited = ofCredits('credit.gross_cents');
const lowered = ofCredits('settlement.cents');

/** Of a row of `document`: what `receivedCents` makes of it, for a condition. */
export const receivedInModels = sql<number | string>`(${allocated} - (${credited} - ${lowered}))`;

/** The same, to be selected: `moneyOf` reads it. */
export const MONEY_ON_DOCUMENT = [
  allocated.as('allocated'),
  credited.as('credited'),
  lowered.as('lowered'),
] as const;

type Sums = Readonly<Record<'allocated' | 'credited' | 'lowered', number | string>>;

/** Databases answer large sums as texts. */
export const moneyOf = (row: Sums): MoneyOnDocument => ({
  allocatedCents: Number(row.allocated),
  creditedCents: Number(row.credited),
  loweredCents: Number(row.lowered),
});

/** Money that a document has received and keeps; 0 where there is none of this number. Cents including VAT. */
export async function receivedOnDocument(
  models: Kysely<Tables>,
  { series, number }: DocumentRef,
): Promise<number> {
  const row = await models
    .selectFrom('document')
    .select(MONEY_ON_DOCUMENT)
    .where('series', '=', series)
    .where('number', '=', number)
    .executeTakeFirst();
  return row === undefined ? 0 : receivedCents(moneyOf(row));
}
