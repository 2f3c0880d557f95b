import type { Kysely } from 'kysely';
import { waitingVatCents, type Chart } from '#domain/accounting';
import { isCredit } from '#domain/documents';
import { eReportTotals, isCountedElsewhere, type EReportLine } from '#domain/lifecycle';
import { addExact } from '#domain/quantity';
import type { Tables } from '#read-models';
import { type Reconciled, reconciled } from './e-report-answer.js';
import type { ReceiptsOfPeriod } from './receipts-of-period.js';
import type { Days, DocumentOfReport } from './reported-documents.js';

const INDEXES_AT_ONCE = 500;
const SALES = ['10.1', '10.3'] as const;
const RECEIPTS = ['10.2', '10.4'] as const;

/** Credit less debit of an account by events at these indexes, dated in these days. */
async function booked(
  models: Kysely<Tables>,
  account: string,
  indexes: readonly number[],
  { from, to }: Days,
): Promise<number> {
  let sum = 0;
  for (let at = 0; at < indexes.length; at += INDEXES_AT_ONCE) {
    const row = await models
      .selectFrom('posting')
      .select(({ fn }) => [
        fn.sum<number | string | null>('debit_cents').as('debit'),
        fn.sum<number | string | null>('credit_cents').as('credit'),
      ])
      .where('idx', 'in', indexes.slice(at, at + INDEXES_AT_ONCE))
      .where('account', '=', account)
      .where('date', '>=', from)
      .where('date', '<=', to)
      .executeTakeFirst();
    sum = addExact(sum, Number(row?.credit ?? 0) - Number(row?.debit ?? 0));
  }
  return sum;
}

const signed = ({ kind }: DocumentOfReport, cents: number): number => (isCredit(kind) ? -cents : cents);
const sumOf = (documents: readonly DocumentOfReport[], cents: (one: DocumentOfReport) => number): number =>
  documents.reduce((sum, one) => addExact(sum, signed(one, cents(one))), 0);

/** Net and VAT of each rate: as the lines say it, and as the documents do. */
function perRate(lines: readonly EReportLine[], sales: readonly DocumentOfReport[]): Reconciled[] {
  const rates = new Set(lines.map(({ category, rate }) => `${category} ${rate}`));
  return [...rates].sort().flatMap((rate) => {
    const reported = eReportTotals(
      lines.filter((line) => `${line.category} ${line.rate}` === rate),
      SALES,
    );
    const stated = (part: 'baseCents' | 'vatCents'): number =>
      sumOf(sales, ({ vat }) =>
        vat
          .filter((total) => `${total.category} ${total.rate}` === rate)
          .reduce((sum, total) => addExact(sum, total[part]), 0),
      );
    return [
      reconciled(`net of documents at ${rate} %`, reported.netCents, stated('baseCents')),
      reconciled(`VAT of documents at ${rate} %`, reported.vatCents, stated('vatCents')),
    ];
  });
}

/** By event index: VAT that invoices take back because it fell due with a prepayment. */
async function vatOfPrepaid(
  models: Kysely<Tables>,
  invoices: readonly DocumentOfReport[],
): Promise<ReadonlyMap<number, number>> {
  const prepaid = new Map<number, number>();
  const indexes = invoices.filter(({ prepaidCents }) => prepaidCents > 0).map(({ idx }) => idx);
  for (let at = 0; at < indexes.length; at += INDEXES_AT_ONCE) {
    const rows = await models
      .selectFrom('prepayment_use')
      .select(['idx', ({ fn }) => fn.sum<number | string>('vat_cents').as('vat')])
      .where('idx', 'in', indexes.slice(at, at + INDEXES_AT_ONCE))
      .groupBy('idx')
      .execute();
    for (const { idx, vat } of rows) prepaid.set(idx, Number(vat));
  }
  return prepaid;
}

/** VAT that falls due by the issue of a document: not what waits for a receipt, nor what fell due with a prepayment. */
function dueAtIssue(document: DocumentOfReport, prepaidVatCents: number): number {
  const { kind, vatPoint, vatCents, grossCents, prepaidCents } = document;
  if (kind !== 'invoice') return vatPoint === 'debits' ? -vatCents : 0;
  const prepaid = { grossCents: prepaidCents, vatCents: prepaidVatCents };
  const point = vatPoint === 'receipts' ? vatPoint : 'debits';
  return (
    vatCents - waitingVatCents({ kind, vatPoint: point, vatCents, grossCents, prepaid }) - prepaidVatCents
  );
}

/** The report against documents and accounts: turnover (706) and VAT that fell due (44571), to the cent. */
export async function reconciliationOf(
  models: Kysely<Tables>,
  chart: Chart,
  told: {
    readonly lines: readonly EReportLine[];
    readonly issued: readonly DocumentOfReport[];
    readonly money: ReceiptsOfPeriod;
  },
  days: Days,
): Promise<Reconciled[]> {
  const { lines, issued, money } = told;
  const sales = issued.filter(
    (one) => !isCountedElsewhere(one) && (one.kind === 'invoice' || one.kind === 'credit-note'),
  );
  const indexes = sales.map(({ idx }) => idx);
  const reported = eReportTotals(lines, SALES);
  const received = eReportTotals(lines, RECEIPTS);
  const prepaid = await vatOfPrepaid(models, sales);
  const due = sales.reduce(
    (sum, document) => addExact(sum, dueAtIssue(document, prepaid.get(document.idx) ?? 0)),
    received.vatCents,
  );
  return [
    reconciled(
      'net of documents',
      reported.netCents,
      sumOf(sales, ({ netCents }) => netCents),
    ),
    reconciled(
      'VAT of documents',
      reported.vatCents,
      sumOf(sales, ({ vatCents }) => vatCents),
    ),
    ...perRate(lines, sales),
    reconciled(
      `turnover, in account ${chart.revenue}`,
      reported.netCents,
      await booked(models, chart.revenue, indexes, days),
    ),
    reconciled(
      `VAT that fell due, in account ${chart.vatCollected}`,
      due,
      await booked(models, chart.vatCollected, [...indexes, ...money.indexes], days),
    ),
  ];
}
