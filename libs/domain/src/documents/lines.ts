import type { Facts } from '#domain/facts';
import { Decimal } from '#domain/quantity';
import type { Charge } from '#domain/rating';
import type { DocumentLine } from '#events';
import type { Language } from './format.js';
import { chargeLabel } from './labels.js';

/** Decimals that the price of an e-invoice may have (XP Z12-012, BR-FR-DEC-03). */
const PRICE_DECIMALS_MAX = 6;

type Priced = Pick<DocumentLine, 'quantity' | 'priceEur' | 'priceBase'>;

/**
 * The same price as e-invoices may say it: with at most six decimals, of a base so much larger (BT-149), and never below
 * zero (EN 16931 BR-27): what hourly prices take away is a quantity below zero.
 */
export function expressed({ quantity, priceEur, priceBase }: Priced): Priced {
  const price = new Decimal(priceEur);
  const written = priceEur.includes('.') ? priceEur.length - priceEur.indexOf('.') - 1 : 0;
  const scale = new Decimal(10).pow(Math.max(0, price.decimalPlaces() - PRICE_DECIMALS_MAX));
  const said =
    written <= PRICE_DECIMALS_MAX
      ? { priceEur, priceBase }
      : { priceEur: price.times(scale).toFixed(), priceBase: scale.times(priceBase).toNumber() };
  return price.isNegative() && !price.isZero()
    ? { ...said, quantity: new Decimal(quantity).negated().toFixed(), priceEur: said.priceEur.slice(1) }
    : { ...said, quantity };
}

/** The line that a charge becomes: rounded once, here. */
export function lineOf(charge: Charge, facts: Facts, language: Language): DocumentLine {
  return {
    key: charge.key,
    label: chargeLabel(charge, facts, language),
    unit: charge.unit,
    ...expressed({
      quantity: charge.quantityText,
      priceEur: charge.priceEur,
      priceBase: charge.priceBase,
    }),
    amountCents: charge.amountCents,
    vatCategory: charge.vat.category,
    vatRate: charge.vat.rate,
    from: charge.from,
    to: charge.to,
    adjusts: null,
    ...(charge.energyWh === undefined ? {} : { energyWh: charge.energyWh }),
  };
}
