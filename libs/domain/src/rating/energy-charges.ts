import type { Month } from '#domain/calendar';
import { invariant } from '#domain/decision';
import type { Facts } from '#domain/facts';
import type { SealedEnergy } from '#events';
import { lineKey, type Charge } from './charge.js';
import { creditPriceOf } from './credit-price.js';
import { ChargeSums, type ChargeTerms } from './make-charge.js';

/**
 * Credits of electricity: one per holder, supply point, price cell, price version, VAT rate and agreement.
 * Only credited rows count; all others bear their reason and no money.
 */
export function energyCharges(facts: Facts, period: Month, rows: Iterable<SealedEnergy>): Charge[] {
  const sums = new ChargeSums();
  for (const row of rows)
    if (row.status === 'credited') sums.add(creditTerms(facts, period, row), row.energyWh, row.from, row.to);
  return sums.charges();
}

/** The line that a credited row belongs to. */
export function creditTerms(facts: Facts, period: Month, row: SealedEnergy): ChargeTerms {
  const { holder, supplyPoint } = row;
  invariant(holder !== null && supplyPoint !== null, 'credited energy has a holder and a supply point');
  const price = creditPriceOf(facts, row);
  return {
    key: lineKey(
      period,
      'energy',
      `${holder.kind}:${holder.id}`,
      supplyPoint,
      row.priceCell,
      `${price.priceList}@${price.priceFrom}`,
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
  };
}
