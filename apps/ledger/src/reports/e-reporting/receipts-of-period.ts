import type { Kysely } from 'kysely';
import { waitingVatCents } from '#domain/accounting';
import { invariant } from '#domain/decision';
import { receiptsOn, type DatedStep, type ReportedReceipt } from '#domain/lifecycle';
import type { SettledDocument } from '#domain/settlements';
import type { Tables } from '#read-models';
import { documentsSettled, type Days, type DocumentOfReport } from './reported-documents.js';

/** Receipts of a period, and the indexes of the events that booked them. */
export interface ReceiptsOfPeriod {
  readonly receipts: readonly ReportedReceipt[];
  readonly indexes: readonly number[];
}

type Settlement = Tables['settlement'];

const inDays = (date: string, { from, to }: Days): boolean => date >= from && date <= to;

const settlementsOf = (models: Kysely<Tables>, { series, number }: DocumentOfReport): Promise<Settlement[]> =>
  models
    .selectFrom('settlement')
    .selectAll()
    .where('series', '=', series)
    .where('number', '=', number)
    .orderBy('idx')
    .orderBy('ord')
    .execute();

/** VAT in what an invoice deducts as prepaid: it fell due before. */
async function prepaidVat(models: Kysely<Tables>, { series, number }: DocumentOfReport): Promise<number> {
  const row = await models
    .selectFrom('prepayment_use')
    .select(({ fn }) => fn.sum<number | string | null>('vat_cents').as('vat'))
    .where('series', '=', series)
    .where('number', '=', number)
    .executeTakeFirst();
  return Number(row?.vat ?? 0);
}

/** The document as settlements see it: what it owes, and the VAT of it that waits. */
async function settledOf(models: Kysely<Tables>, document: DocumentOfReport): Promise<SettledDocument> {
  const { series, number, kind, issueDate, vatCents, grossCents, prepaidCents } = document;
  const prepaid = { grossCents: prepaidCents, vatCents: await prepaidVat(models, document) };
  return {
    series,
    number,
    kind,
    party: { kind: 'client', id: '' },
    issueDate,
    owedBy: 'party',
    debtCents: grossCents - prepaidCents,
    vatCents,
    waitingVatCents: waitingVatCents({ kind, vatPoint: 'receipts', vatCents, grossCents, prepaid }),
    vatOnReceipts: true,
    cites: [],
  };
}

const stepOf = ({ kind, cents, date: on, waiting_vat_cents: waitingVat }: Settlement): DatedStep =>
  kind === 'credited'
    ? { kind: 'credit', cents, waitingVatCents: waitingVat, on }
    : { kind: 'money', cents, on };

/** Money on an invoice, with the VAT that fell due by each amount. */
async function onInvoice(
  models: Kysely<Tables>,
  document: DocumentOfReport,
  days: Days,
): Promise<ReceiptsOfPeriod> {
  const rows = await settlementsOf(models, document);
  const receipts = receiptsOn(await settledOf(models, document), rows.map(stepOf))
    .filter(({ on }) => inDays(on, days))
    .map((receipt) => ({ ...receipt, document }));
  const booked = rows.filter(({ kind, date }) => kind !== 'credited' && inDays(date, days));
  return { receipts, indexes: booked.map(({ idx }) => idx) };
}

/** What a credit note gives back of money that had come: all that was not open any more, and the VAT in it. */
async function givenBack(
  models: Kysely<Tables>,
  document: DocumentOfReport,
  days: Days,
): Promise<ReceiptsOfPeriod> {
  const own = (await settlementsOf(models, document)).find(({ kind }) => kind === 'credited');
  if (own === undefined || !inDays(own.date, days)) return { receipts: [], indexes: [] };
  const cited = await models
    .selectFrom('settlement')
    .selectAll()
    .where('idx', '=', own.idx)
    .where('number', '!=', document.number)
    .executeTakeFirst();
  invariant(cited !== undefined, `credit note ${document.number} was applied to nothing`);
  const grossCents = cited.cents - document.grossCents;
  const vatCents = cited.waiting_vat_cents - document.vatCents;
  return { receipts: [{ document, on: own.date, grossCents, vatCents }], indexes: [own.idx] };
}

/**
 * Receipts of VAT on receipts in a period: money on invoices, what credit notes give back, and prepayments, whose VAT
 * is due on the day the money came (CGI art. 269-2 c).
 */
export async function receiptsIn(
  models: Kysely<Tables>,
  issued: readonly DocumentOfReport[],
  days: Days,
): Promise<ReceiptsOfPeriod> {
  const receipts: ReportedReceipt[] = [];
  const indexes: number[] = [];
  for (const document of await documentsSettled(models, days)) {
    const found =
      document.kind === 'invoice'
        ? await onInvoice(models, document, days)
        : document.kind === 'credit-note' && document.returnsPrepayment !== true
          ? await givenBack(models, document, days)
          : { receipts: [], indexes: [] };
    receipts.push(...found.receipts);
    indexes.push(...found.indexes);
  }
  for (const document of issued) {
    if (document.vatPoint === 'none') continue;
    const { kind, issueDate: on, grossCents, vatCents, cutIndex, idx, returnsPrepayment } = document;
    if (kind === 'prepayment-invoice') {
      receipts.push({ document, on, grossCents, vatCents });
      // It is booked by its receipt, which stands where its invoice was computed.
      indexes.push(cutIndex);
    } else if (returnsPrepayment === true) {
      receipts.push({ document, on, grossCents: -grossCents, vatCents: -vatCents });
      indexes.push(idx);
    }
  }
  return { receipts, indexes: [...new Set(indexes)].sort((a, b) => a - b) };
}
