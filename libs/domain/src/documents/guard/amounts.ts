import { addExact, lineCents } from '#domain/quantity';
import type { DocumentIssuedData, DocumentLine, VatTotal } from '#events';
import { isCredit } from '../kinds.js';
import { paidBeforeCents } from '../prepaid-totals.js';
import { vatWithin } from '../prepayments.js';
import { creditedVat, vatTotals, type HeldAtRate } from '../vat-totals.js';
import { entryFaults } from './entry.js';
import { faultIf, type Fault } from './fault.js';

/** Amounts come from the ledger's own arithmetic: where they are wrong there is nothing for a person to mend. */
export const OURS = 'Nothing was issued; report it: the amounts of a document do not follow from its lines.';

const euros = (cents: number): string => (cents / 100).toFixed(2);

/** What a document must say, given quantity, price and base of its lines. */
interface Expected {
  readonly lines: readonly number[];
  readonly vat: readonly VatTotal[];
  readonly netCents: number;
  readonly vatCents: number;
}

/**
 * Every amount to the cent: line = price × quantity ÷ base, half away from zero; the net is the sum of the lines, VAT is
 * rounded once per category and rate, gross = net + VAT, and the entry says the same. (The official validators check no
 * line and tolerate one euro of VAT.) A credit takes at most what the cited document holds, and what exhausts it takes
 * the rest of its VAT; without `held` its VAT is only bounded. The VAT of a prepayment is within the amount received.
 * Lines must be whole: before long ones are set apart.
 */
export function amountFaults(document: DocumentIssuedData, held: readonly HeldAtRate[] | undefined): Fault[] {
  const exceeded = held === undefined ? [] : exceededFaults(document, held);
  const expected = expectedOf(document, exceeded.length > 0 ? undefined : held);
  return [
    ...document.lines.flatMap((line, i) => lineFaults(line, expected.lines[i]!, i)),
    ...vatFaults(document, expected),
    ...exceeded,
    ...totalFaults(document, expected),
    ...prepaidFaults(document),
    ...entryFaults(document, addExact(expected.netCents, expected.vatCents)),
  ];
}

function expectedOf(document: DocumentIssuedData, held: readonly HeldAtRate[] | undefined): Expected {
  const lines = document.lines.map((line) => lineCents(line.priceEur, line.quantity, line.priceBase));
  const totals = vatTotals(
    document.lines.map(({ vatCategory, vatRate }, i) => ({ vatCategory, vatRate, amountCents: lines[i]! })),
  );
  const vat = totals.map((total) => ({ ...total, vatCents: expectedVat(document, total, held) }));
  const sum = (key: 'baseCents' | 'vatCents'): number =>
    vat.reduce((cents, total) => addExact(cents, total[key]), 0);
  return { lines, vat, netCents: sum('baseCents'), vatCents: sum('vatCents') };
}

/** So many credits cite one document, each of which may round by half a cent: what the last one may take more. */
const ROUNDING_CENTS = 25;

function expectedVat(
  { kind, vat, grossCents }: DocumentIssuedData,
  { category, rate, baseCents, vatCents }: VatTotal,
  held: readonly HeldAtRate[] | undefined,
): number {
  if (kind === 'prepayment-invoice') return vatWithin(grossCents, rate);
  if (!isCredit(kind)) return vatCents;
  const at = held?.find((one) => one.category === category && one.rate === rate);
  if (at !== undefined) return creditedVat(baseCents, rate, at);
  const stated = vat.find((one) => one.category === category && one.rate === rate)?.vatCents ?? 0;
  return Math.min(Math.max(0, stated), vatCents + (rate === '0' ? 0 : ROUNDING_CENTS));
}

function exceededFaults({ lines }: DocumentIssuedData, held: readonly HeldAtRate[]): Fault[] {
  return vatTotals(lines).flatMap(({ category, rate, baseCents }) => {
    const left = held.find((one) => one.category === category && one.rate === rate)?.netCents ?? 0;
    return faultIf(
      baseCents < 0 || baseCents > left,
      'CREDIT_EXCEEDS',
      `vat[${category} ${rate}].base (BT-116)`,
      `The cited document still holds ${euros(left)} EUR at this rate; ${euros(baseCents)} are credited. ${OURS}`,
    );
  });
}

function lineFaults({ amountCents }: DocumentLine, expected: number, at: number): Fault[] {
  if (amountCents === expected) return [];
  return faultIf(
    true,
    'LINE_AMOUNT_WRONG',
    `lines[${at}].amount (BT-131)`,
    `Price × quantity ÷ base is ${euros(expected)} EUR, not ${euros(amountCents)}. ${OURS}`,
  );
}

function vatFaults({ vat }: DocumentIssuedData, expected: Expected): Fault[] {
  const stated = new Map(vat.map((total) => [`${total.category} ${total.rate}`, total]));
  const rates = expected.vat.map(({ category, rate }) => `${category} ${rate}`);
  const rows =
    stated.size === vat.length && vat.length === rates.length && rates.every((rate) => stated.has(rate));
  if (!rows)
    return faultIf(
      true,
      'VAT_ROWS_WRONG',
      'vat (BG-23)',
      `One total per category and rate of lines. ${OURS}`,
    );
  return expected.vat.flatMap((total) => {
    const rate = `${total.category} ${total.rate}`;
    const { baseCents, vatCents } = stated.get(rate)!;
    return [
      ...faultIf(
        baseCents !== total.baseCents,
        'VAT_BASE_WRONG',
        `vat[${rate}].base (BT-116)`,
        `The lines at this rate come to ${euros(total.baseCents)} EUR, not ${euros(baseCents)}. ${OURS}`,
      ),
      ...faultIf(
        vatCents !== total.vatCents,
        'VAT_AMOUNT_WRONG',
        `vat[${rate}].amount (BT-117)`,
        `VAT is ${euros(total.vatCents)} EUR, not ${euros(vatCents)}. ${OURS}`,
      ),
    ];
  });
}

function totalFaults({ netCents, vatCents, grossCents }: DocumentIssuedData, expected: Expected): Fault[] {
  const sums = [
    ['NET_TOTAL_WRONG', 'net (BT-109)', netCents, expected.netCents],
    ['VAT_TOTAL_WRONG', 'vat (BT-110)', vatCents, expected.vatCents],
    ['GROSS_TOTAL_WRONG', 'gross (BT-112)', grossCents, addExact(expected.netCents, expected.vatCents)],
  ] as const;
  return sums.flatMap(([code, field, stated, cents]) =>
    faultIf(stated !== cents, code, field, `It is ${euros(cents)} EUR, not ${euros(stated)}. ${OURS}`),
  );
}

function prepaidFaults(document: DocumentIssuedData): Fault[] {
  const { prepaid = [], received, grossCents, kind, issueDate } = document;
  const paidCents = paidBeforeCents(document);
  return [
    ...faultIf(
      paidCents > Math.max(0, grossCents) ||
        prepaid.some((one) => one.grossCents < 1 || one.vatCents > one.grossCents),
      'PREPAID_EXCEEDS',
      'prepaid (BT-113)',
      `${euros(paidCents)} EUR are deducted of ${euros(grossCents)}. ${OURS}`,
    ),
    ...faultIf(
      received !== undefined &&
        (received.cents < 1 || received.on > issueDate || isCredit(kind) || kind === 'prepayment-invoice'),
      'RECEIVED_WRONG',
      'received (BT-113)',
      `What was received before stands on what replaces another document, is above 0 and of no later day. ${OURS}`,
    ),
  ];
}
