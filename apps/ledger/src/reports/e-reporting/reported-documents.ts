import { type Kysely, sql } from 'kysely';
import type { LocalDate } from '#domain/calendar';
import type { ReportedDocument, ReportedProfile } from '#domain/lifecycle';
import type { DocumentKind, VatTotal } from '#events';
import type { Tables } from '#read-models';

/** Profiles that no platform exchanges as e-invoices: reported in flow 10. */
export const REPORTED: readonly ReportedProfile[] = ['B2C', 'B2BINT'];

export interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A reported document as the read models have it, with its figures. */
export interface DocumentOfReport extends ReportedDocument {
  readonly idx: number;
  readonly cutIndex: number;
  readonly vatPoint: string;
  readonly netCents: number;
  readonly vatCents: number;
  readonly grossCents: number;
  readonly prepaidCents: number;
}

/** Whether a row of `document` is a credit note that gives a prepayment back. */
const returnsPrepayment = sql<number | string>`(
  select count(*) from prepayment_use
  where prepayment_use.idx = document.idx and document.kind = 'credit-note')`;

const selection = (models: Kysely<Tables>) =>
  models
    .selectFrom('document_vat')
    .innerJoin('document', 'document.idx', 'document_vat.idx')
    .where('document_vat.profile', 'in', REPORTED)
    .select(returnsPrepayment.as('returns'))
    .select([
      'document.idx as idx',
      'document.cut_index as cutIndex',
      'document.series as series',
      'document.number as number',
      'document.kind as kind',
      'document.issue_date as issueDate',
      'document.net_cents as netCents',
      'document.vat_cents as vatCents',
      'document.gross_cents as grossCents',
      'document.prepaid_cents as prepaidCents',
      'document_vat.profile as profile',
      'document_vat.vat_point as vatPoint',
      'document_vat.category as category',
      'document_vat.rate as rate',
      'document_vat.base_cents as baseCents',
      'document_vat.vat_cents as rateVatCents',
    ])
    .orderBy('document_vat.idx')
    .orderBy('document_vat.ord');

type Row = Awaited<ReturnType<ReturnType<typeof selection>['execute']>>[number];

/** Rows of one document per rate, as one document with its rates. */
function documentsOf(rows: readonly Row[]): DocumentOfReport[] {
  const documents = new Map<number, DocumentOfReport & { readonly vat: VatTotal[] }>();
  for (const { category, rate, baseCents, rateVatCents, profile, kind, returns, ...row } of rows) {
    const known = documents.get(row.idx);
    const total = { category, rate, baseCents, vatCents: rateVatCents };
    if (known !== undefined) known.vat.push(total);
    // The fold writes kinds and profiles of events; the selection takes two of the profiles.
    else
      documents.set(row.idx, {
        ...row,
        kind: kind as DocumentKind,
        profile: profile as ReportedProfile,
        vat: [total],
        returnsPrepayment: Number(returns) > 0,
      });
  }
  return [...documents.values()];
}

/** Documents to report that were issued in these days, in the order of the log. */
export async function documentsIssued(
  models: Kysely<Tables>,
  { from, to }: Days,
): Promise<DocumentOfReport[]> {
  const rows = await selection(models)
    .where('document.issue_date', '>=', from)
    .where('document.issue_date', '<=', to)
    .execute();
  return documentsOf(rows);
}

/** Documents to report on which something was settled in these days: money or credit notes. */
export async function documentsSettled(
  models: Kysely<Tables>,
  { from, to }: Days,
): Promise<DocumentOfReport[]> {
  const rows = await selection(models)
    .where('document_vat.vat_point', '=', 'receipts')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('settlement')
          .select('settlement.idx')
          .whereRef('settlement.series', '=', 'document.series')
          .whereRef('settlement.number', '=', 'document.number')
          .where('settlement.date', '>=', from)
          .where('settlement.date', '<=', to),
      ),
    )
    .execute();
  return documentsOf(rows);
}
