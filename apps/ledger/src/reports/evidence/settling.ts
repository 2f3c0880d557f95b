import type { Kysely } from 'kysely';
import type { Tables } from '#read-models';
import type { IssuedDocument } from '../shape/index.js';

/** Indexes of the events that settled a document, in part or whole; of a prepayment the receipt that it invoices. */
export async function settlingOf(models: Kysely<Tables>, document: IssuedDocument): Promise<number[]> {
  const rows = await models
    .selectFrom('settlement')
    .select('idx')
    .where('series', '=', document.series)
    .where('number', '=', document.number)
    .orderBy('idx')
    .execute();
  const prepaid = document.kind === 'prepayment-invoice' ? [document.cutIndex] : [];
  return [...new Set([...prepaid, ...rows.map(({ idx }) => idx)])].sort((a, b) => a - b);
}
