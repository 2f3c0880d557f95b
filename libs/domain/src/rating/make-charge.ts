import type { LocalDate } from '#domain/calendar';
import { Decimal, addExact, toCents } from '#domain/quantity';
import type { Charge } from './charge.js';

/** Everything of a charge but what follows from summing: quantity, days and amounts. */
export type ChargeTerms = Omit<
  Charge,
  'quantity' | 'quantityText' | 'amountEur' | 'amountCents' | 'from' | 'to'
>;

/** Gathers integer quantities by line key; prices meet them once, at the end. */
export class ChargeSums {
  private readonly sums = new Map<
    string,
    { terms: ChargeTerms; quantity: number; from: LocalDate; to: LocalDate }
  >();

  add(terms: ChargeTerms, quantity: number, from: LocalDate, to: LocalDate): void {
    const sum = this.sums.get(terms.key);
    if (sum === undefined) {
      this.sums.set(terms.key, { terms, quantity, from, to });
      return;
    }
    sum.quantity = addExact(sum.quantity, quantity);
    if (from < sum.from) sum.from = from;
    if (to > sum.to) sum.to = to;
  }

  /** Charges in the order of their keys. */
  charges(): Charge[] {
    return [...this.sums.values()]
      .sort((a, b) => (a.terms.key < b.terms.key ? -1 : 1))
      .map(({ terms, quantity, from, to }) => {
        const quantityText = new Decimal(quantity).div(1000).toFixed(3);
        const amountEur = new Decimal(terms.priceEur).times(quantityText).div(terms.priceBase);
        return { ...terms, quantity, quantityText, amountEur, amountCents: toCents(amountEur), from, to };
      });
  }
}
