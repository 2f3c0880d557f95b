import { invariant } from '#domain/decision';
import { addExact, vatCents } from '#domain/quantity';
import type { DocumentLine, VatTotal } from '#events';

type VatLine = Pick<DocumentLine, 'vatCategory' | 'vatRate' | 'amountCents'>;

const rateKey = (category: string, rate: string): string => `${category}/${rate}`;

/** VAT once per category and rate on the sum of the rounded lines. */
export function vatTotals(lines: readonly VatLine[]): VatTotal[] {
  const bases = new Map<string, { category: string; rate: string; baseCents: number }>();
  for (const { vatCategory: category, vatRate: rate, amountCents } of lines) {
    const key = rateKey(category, rate);
    const before = bases.get(key)?.baseCents ?? 0;
    bases.set(key, { category, rate, baseCents: addExact(before, amountCents) });
  }
  return [...bases.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, base]) => ({ ...base, vatCents: vatCents(base.baseCents, base.rate) }));
}

/** What a document still holds at one rate: its own base and VAT less what was credited from it. */
export interface Held {
  readonly netCents: number;
  readonly vatCents: number;
}

/** The same with the rate it holds it at. */
export interface HeldAtRate extends Held {
  readonly category: string;
  readonly rate: string;
}

/**
 * VAT of crediting a net amount: never more than is left, and the credit that exhausts the net
 * takes what is left of the VAT. So credits of a document add up to its own VAT, cent for cent.
 */
export function creditedVat(netCents: number, rate: string, held: Held): number {
  invariant(
    netCents >= 0 && netCents <= held.netCents,
    `credit of ${netCents} cents where ${held.netCents} are left`,
  );
  if (netCents === held.netCents) return held.vatCents;
  return Math.min(vatCents(netCents, rate), held.vatCents);
}

/** VAT totals of a credit note, each rate capped by what the credited document still holds. */
export function creditTotals(
  lines: readonly VatLine[],
  heldAt: (category: string, rate: string) => Held,
): VatTotal[] {
  return vatTotals(lines).map((total) => ({
    ...total,
    vatCents: creditedVat(total.baseCents, total.rate, heldAt(total.category, total.rate)),
  }));
}

export function heldOf(totals: readonly VatTotal[], credits: readonly (readonly VatTotal[])[]) {
  return (category: string, rate: string): Held => {
    const at = (list: readonly VatTotal[]): VatTotal | undefined =>
      list.find((total) => total.category === category && total.rate === rate);
    const own = at(totals);
    const taken = credits.map(at);
    return {
      netCents: (own?.baseCents ?? 0) - taken.reduce((sum, total) => sum + (total?.baseCents ?? 0), 0),
      vatCents: (own?.vatCents ?? 0) - taken.reduce((sum, total) => sum + (total?.vatCents ?? 0), 0),
    };
  };
}

/** What is held at each rate that these lines are at. */
export const heldByRates = (
  lines: readonly VatLine[],
  heldAt: (category: string, rate: string) => Held,
): HeldAtRate[] =>
  vatTotals(lines).map(({ category, rate }) => ({ category, rate, ...heldAt(category, rate) }));
