import type { Month } from '#domain/calendar';
import { invariant } from '#domain/decision';
import type { Facts } from '#domain/facts';
import type { SealedEnergy } from '#events';
import { lineKey, type Charge, type EnergyLine } from './charge.js';
import { creditPriceOf, type CreditPrice } from './credit-price.js';
import { ChargeSums, type ChargeTerms } from './make-charge.js';

/**
 * Credits of electricity: one per holder, supply point, price cell of the credit, price version, VAT rate and
 * agreement. Only credited rows count; all others bear their reason and no money.
 */
export function energyCharges(facts: Facts, period: Month, rows: Iterable<SealedEnergy>): Charge[] {
  const sums = new ChargeSums();
  for (const row of rows) if (row.status === 'credited') addCredit(sums, facts, period, row);
  return sums.charges();
}

/** Adds a credited row to the line it belongs to; the key of that line. */
export function addCredit(sums: ChargeSums, facts: Facts, period: Month, row: SealedEnergy): string {
  const price = creditPriceOf(facts, row);
  const terms = termsOf(period, row, price);
  sums.add(terms, row.energyWh, row.from, row.to, price.exactEur);
  return terms.key;
}

/** The line that a credited row belongs to. */
export const creditTerms = (facts: Facts, period: Month, row: SealedEnergy): ChargeTerms =>
  termsOf(period, row, creditPriceOf(facts, row));

/** A cell as a key tells it: with the subscribed powers where prices differ by them. */
export const cellKey = ({ priceCell, kva }: EnergyLine): string =>
  kva === null ? priceCell : `${priceCell}:${kva.min}-${kva.max}kva`;

function termsOf(period: Month, row: SealedEnergy, price: CreditPrice): ChargeTerms {
  const { holder, supplyPoint } = row;
  invariant(holder !== null && supplyPoint !== null, 'credited energy has a holder and a supply point');
  return {
    key: lineKey(
      period,
      'energy',
      `${holder.kind}:${holder.id}`,
      supplyPoint,
      cellKey(price.energy),
      price.version,
      `${price.vat.category}${price.vat.rate}`,
      price.tax,
      price.agreement,
    ),
    party: { kind: holder.kind, id: holder.id },
    period,
    subject: supplyPoint,
    reference: price.agreement,
    unit: 'kWh',
    priceEur: price.priceEur,
    priceBase: 1,
    vat: price.vat,
    energy: price.energy,
  };
}
