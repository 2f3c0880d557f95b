import type { LocalDate } from '#domain/calendar';
import { concerning } from '#domain/decision';
import { Decimal, addExact, eurText, toCents } from '#domain/quantity';
import type { Charge } from './charge.js';

/** Everything of a charge but what follows from summing: quantity, days and amounts. */
export type ChargeTerms = Omit<
  Charge,
  'quantity' | 'quantityText' | 'amountEur' | 'amountCents' | 'from' | 'to' | 'energyWh'
>;

interface Sum {
  readonly terms: ChargeTerms;
  quantity: number;
  /** Of hourly prices: the exact amount so far (EUR). */
  exactEur: Decimal | null;
  from: LocalDate;
  to: LocalDate;
}

/** Gathers integer quantities by line key; prices meet them once, at the end. */
export class ChargeSums {
  private readonly sums = new Map<string, Sum>();

  /**
   * `exactEur`: what the quantity is worth at prices of its own hours; the line is then 1 × the sum of these.
   * All of one key have it, or none.
   */
  add(
    terms: ChargeTerms,
    quantity: number,
    from: LocalDate,
    to: LocalDate,
    exactEur: string | null = null,
  ): void {
    const exact = exactEur === null ? null : new Decimal(exactEur);
    const sum = this.sums.get(terms.key);
    if (sum === undefined) {
      this.sums.set(terms.key, { terms, quantity, exactEur: exact, from, to });
      return;
    }
    sum.quantity = addExact(sum.quantity, quantity);
    if (exact !== null) sum.exactEur = exact.plus(sum.exactEur ?? 0);
    if (from < sum.from) sum.from = from;
    if (to > sum.to) sum.to = to;
  }

  /** Charges in the order of their keys. */
  charges(): Charge[] {
    return [...this.sums.values()]
      .sort((a, b) => (a.terms.key < b.terms.key ? -1 : 1))
      .map((sum) => concerning(sum.terms.key, () => chargeOf(sum)));
  }
}

function chargeOf({ terms, quantity, exactEur, from, to }: Sum): Charge {
  if (exactEur !== null) {
    const amountCents = toCents(exactEur);
    const one = { quantityText: '1', unit: 'one', priceEur: eurText(amountCents), priceBase: 1 } as const;
    return { ...terms, ...one, quantity, energyWh: quantity, amountEur: exactEur, amountCents, from, to };
  }
  const quantityText = new Decimal(quantity).div(1000).toFixed(3);
  const amountEur = new Decimal(terms.priceEur).times(quantityText).div(terms.priceBase);
  return { ...terms, quantity, quantityText, amountEur, amountCents: toCents(amountEur), from, to };
}
