import { Decimal as DecimalJs } from 'decimal.js';
import { invariant } from '#domain/decision';

/** One rounding policy: 40 significant digits, half away from zero. */
export const Decimal = DecimalJs.clone({
  precision: 40,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -30,
  toExpPos: 30,
});
export type Decimal = DecimalJs;

/** An exact amount in EUR to cents, half away from zero: the only place where money is rounded. */
export function toCents(eur: Decimal): number {
  const cents = eur.times(100).toDecimalPlaces(0, DecimalJs.ROUND_HALF_UP).toNumber();
  invariant(Number.isSafeInteger(cents), `amount ${eur.toFixed()} EUR is out of range`);
  return cents === 0 ? 0 : cents;
}

/** price × quantity ÷ base, in cents. All three are decimal texts or integers. */
export function lineCents(priceEur: string, quantity: string | number, priceBase: number): number {
  return toCents(new Decimal(priceEur).times(quantity).div(priceBase));
}

/** VAT of a base at a rate in percent, in cents. */
export function vatCents(baseCents: number, ratePercent: string): number {
  return toCents(new Decimal(baseCents).times(ratePercent).div(10_000));
}

/** Cents as a wire amount: `-4.53`. */
export function eurText(cents: number): string {
  return new Decimal(cents).div(100).toFixed(2);
}
