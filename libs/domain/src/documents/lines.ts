import type { Facts } from '#domain/facts';
import type { Charge } from '#domain/rating';
import type { DocumentLine } from '#events';
import type { Language } from './format.js';
import { chargeLabel } from './labels.js';

/** The line that a charge becomes: rounded once, here. */
export function lineOf(charge: Charge, facts: Facts, language: Language): DocumentLine {
  return {
    key: charge.key,
    label: chargeLabel(charge, facts, language),
    quantity: charge.quantityText,
    unit: charge.unit,
    priceEur: charge.priceEur,
    priceBase: charge.priceBase,
    amountCents: charge.amountCents,
    vatCategory: charge.vat.category,
    vatRate: charge.vat.rate,
    from: charge.from,
    to: charge.to,
    adjusts: null,
    ...(charge.energyWh === undefined ? {} : { energyWh: charge.energyWh }),
  };
}
