import type { Kysely } from 'kysely';
import type { Prepayment } from '#domain/documents';
import type { Tables } from '#read-models';

/** What prepayment invoices issued before an index still hold after invoices issued before it, oldest first. */
export async function prepaymentsBefore(models: Kysely<Tables>, index: number): Promise<Prepayment[]> {
  const issued = await models
    .selectFrom('document')
    .select(['series', 'number', 'party', 'issue_date', 'gross_cents', 'vat_cents'])
    .where('kind', '=', 'prepayment-invoice')
    .where('idx', '<', index)
    .orderBy('idx')
    .execute();
  if (issued.length === 0) return [];
  const uses = await models
    .selectFrom('prepayment_use')
    .select(({ fn }) => [
      'series',
      'prepayment',
      fn.sum<number | string>('gross_cents').as('gross'),
      fn.sum<number | string>('vat_cents').as('vat'),
    ])
    .where('idx', '<', index)
    .groupBy(['series', 'prepayment'])
    .execute();
  const used = new Map(uses.map((use) => [`${use.series}/${use.prepayment}`, use]));
  return issued
    .map((document) => {
      const use = used.get(`${document.series}/${document.number}`);
      return {
        client: document.party,
        number: document.number,
        issueDate: document.issue_date,
        leftGrossCents: Number(document.gross_cents) - Number(use?.gross ?? 0),
        leftVatCents: Number(document.vat_cents) - Number(use?.vat ?? 0),
      };
    })
    .filter(({ leftGrossCents }) => leftGrossCents > 0);
}
