import type { LocalDate } from '#domain/calendar';
import { addExact, shareByLargestRemainder } from '#domain/quantity';
import { standingOf, type SettledDocument, type Step } from '#domain/settlements';
import type { VatTotal } from '#events';

/** What happened to a document of VAT on receipts, in the order of the log. */
export type DatedStep = Step & { readonly on: LocalDate };

/** Money received on a document, and the VAT in it that fell due by it. */
export interface ReceiptOnDocument {
  readonly on: LocalDate;
  readonly grossCents: number;
  readonly vatCents: number;
}

/** Receipts of a document one by one: VAT in proportion (CGI art. 269-2 c), as the books have it. */
export function receiptsOn(document: SettledDocument, steps: readonly DatedStep[]): ReceiptOnDocument[] {
  return steps.flatMap((step, at) => {
    if (step.kind !== 'money') return [];
    const before = standingOf(document, steps.slice(0, at)).waitingVatCents;
    const after = standingOf(document, steps.slice(0, at + 1)).waitingVatCents;
    return [{ on: step.on, grossCents: step.cents, vatCents: before - after }];
  });
}

/** A part of an amount at one VAT rate. */
export interface RatePart {
  readonly category: string;
  readonly rate: string;
  readonly grossCents: number;
  readonly vatCents: number;
}

/** Weights that a total can be shared by; where none is above 0 the first takes it all. */
function shares(cents: number, weights: readonly number[]): number[] {
  const positive = weights.map((weight) => Math.max(0, weight));
  if (positive.some((weight) => weight > 0)) return shareByLargestRemainder(cents, positive);
  return positive.map((_, at) => (at === 0 ? cents : 0));
}

/** An amount over the VAT rates of its document, by largest remainder: the parts add up to it. */
export function byRate(
  { grossCents, vatCents }: { readonly grossCents: number; readonly vatCents: number },
  totals: readonly VatTotal[],
): RatePart[] {
  const gross = shares(
    grossCents,
    totals.map((total) => addExact(total.baseCents, total.vatCents)),
  );
  const vat = shares(
    vatCents,
    totals.map((total) => total.vatCents),
  );
  return totals.map(({ category, rate }, at) => ({
    category,
    rate,
    grossCents: gross[at] ?? 0,
    vatCents: vat[at] ?? 0,
  }));
}
