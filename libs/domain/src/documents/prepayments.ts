import type { LocalDate } from '#domain/calendar';
import { Decimal, addExact, eurText, toCents } from '#domain/quantity';
import type { VatTreatment } from '#domain/rating';
import type { DocumentIssuedData, DocumentLine } from '#events';
import { draftOf, type DocumentDraft } from './draft.js';
import type { Language } from './format.js';
import { seriesOf } from './kinds.js';
import { prepaymentPlannedId } from './planned-id.js';

/** What a prepayment invoice still holds for later invoices of its client. */
export interface Prepayment {
  readonly client: string;
  readonly number: string;
  readonly issueDate: LocalDate;
  readonly leftGrossCents: number;
  readonly leftVatCents: number;
}

export type PrepaidPart = NonNullable<DocumentIssuedData['prepaid']>[number];

/** Prepayments that one document names. */
const PARTS_MAX = 50;

/** VAT that goes with a part of what is left; the last part takes all of it. */
const vatOfPart = ({ leftGrossCents, leftVatCents }: Prepayment, grossCents: number): number =>
  grossCents === leftGrossCents
    ? leftVatCents
    : toCents(new Decimal(leftVatCents).times(grossCents).div(leftGrossCents).div(100));

/** Deducts from an invoice what its client prepaid, oldest first, up to what the invoice comes to. */
export function deductPrepaid(
  invoiceGrossCents: number,
  prepayments: readonly Prepayment[],
): { readonly parts: readonly PrepaidPart[]; readonly left: readonly Prepayment[] } {
  const parts: PrepaidPart[] = [];
  let dueCents = invoiceGrossCents;
  const left = prepayments.map((prepayment) => {
    const grossCents = parts.length < PARTS_MAX ? Math.min(dueCents, prepayment.leftGrossCents) : 0;
    if (grossCents <= 0) return prepayment;
    const vatCents = vatOfPart(prepayment, grossCents);
    const { number, issueDate } = prepayment;
    parts.push({ number, issueDate, grossCents, vatCents });
    dueCents -= grossCents;
    return {
      ...prepayment,
      leftGrossCents: prepayment.leftGrossCents - grossCents,
      leftVatCents: prepayment.leftVatCents - vatCents,
    };
  });
  return { parts, left };
}

/** Money that came before the work. */
export interface MoneyPrepaid {
  readonly receipt: string;
  readonly on: LocalDate;
  readonly client: string;
  readonly contract: string;
  /** The contract's own reference for the client. */
  readonly reference: string | null;
  readonly language: Language;
  readonly grossCents: number;
  readonly vat: VatTreatment;
  readonly vatPoint: DocumentDraft['vatPoint'];
}

/** The VAT in an amount that includes it: gross × rate ÷ (100 + rate), half away from zero. */
export const vatWithin = (grossCents: number, rate: string): number =>
  toCents(new Decimal(grossCents).times(rate).div(new Decimal(rate).plus(100)).div(100));

/** The invoice of a prepayment (UNTDID 1001: 386): one line, the amount received, its VAT in it. */
export function prepaymentDraft(money: MoneyPrepaid): DocumentDraft {
  const { receipt, on, client, contract, language, grossCents, vat } = money;
  const vatCents = vatWithin(grossCents, vat.rate);
  const netCents = addExact(grossCents, -vatCents);
  const line: DocumentLine = {
    key: `prepayment|${contract}|${receipt}`,
    label: language === 'fr' ? `Acompte sur le contrat ${contract}` : `Prepayment for contract ${contract}`,
    quantity: '1',
    unit: 'one',
    priceEur: eurText(netCents),
    priceBase: 1,
    amountCents: netCents,
    vatCategory: vat.category,
    vatRate: vat.rate,
    from: on,
    to: on,
    adjusts: null,
  };
  const party = { kind: 'client', id: client } as const;
  return draftOf({
    planned: prepaymentPlannedId(on, receipt),
    kind: 'prepayment-invoice',
    series: seriesOf('prepayment-invoice', party),
    party,
    period: on.slice(0, 7),
    language,
    contractReference: money.reference,
    paymentDays: null,
    vatPoint: money.vatPoint,
    lines: [line],
    vat: [{ category: vat.category, rate: vat.rate, baseCents: netCents, vatCents }],
    cites: [],
    obstacles: [],
  });
}

/** Invoices with what their clients prepaid deducted, in the order in which they are issued. */
export function withPrepaid(
  drafts: readonly DocumentDraft[],
  prepayments: readonly Prepayment[],
): DocumentDraft[] {
  const held = new Map<string, readonly Prepayment[]>();
  for (const one of prepayments) held.set(one.client, [...(held.get(one.client) ?? []), one]);
  return drafts.map((draft) => {
    const own = held.get(draft.party.id);
    if (draft.kind !== 'invoice' || own === undefined) return draft;
    const { parts, left } = deductPrepaid(draft.grossCents, own);
    held.set(draft.party.id, left);
    return parts.length === 0 ? draft : { ...draft, prepaid: [...parts] };
  });
}

/** What prepayments still hold once these documents have deducted theirs. */
export function lessPrepaidIn(
  documents: readonly Pick<DocumentDraft, 'prepaid'>[],
  prepayments: readonly Prepayment[],
): Prepayment[] {
  const used = documents.flatMap(({ prepaid }) => prepaid ?? []);
  return prepayments.map((prepayment) =>
    used
      .filter(({ number }) => number === prepayment.number)
      .reduce(
        (left, { grossCents, vatCents }) => ({
          ...left,
          leftGrossCents: addExact(left.leftGrossCents, -grossCents),
          leftVatCents: addExact(left.leftVatCents, -vatCents),
        }),
        prepayment,
      ),
  );
}
