import { standingOn, type Standing } from '#domain/attribution';
import { invariant } from '#domain/decision';
import type { Facts } from '#domain/facts';
import { Decimal } from '#domain/quantity';
import type { ElectricityPriceSet, SealedEnergy } from '#events';
import type { VatTreatment } from './charge.js';

type PriceCell = ElectricityPriceSet['data']['cells'][number];

/** At what price, and with which VAT, one kWh of a credited row is credited. */
export interface CreditPrice {
  readonly priceEur: string;
  readonly vat: VatTreatment;
  readonly priceList: string;
  readonly priceFrom: string;
  readonly agreement: string;
  readonly tax: 'including' | 'excluding';
}

export const OUTSIDE_VAT: VatTreatment = { category: 'O', rate: '0' };

export const standingOfRow = (facts: Facts, row: SealedEnergy): Standing =>
  standingOn(facts, { site: row.site, supplyPoint: row.supplyPoint, dwelling: row.dwelling }, row.from);

export function cellOf(price: ElectricityPriceSet['data'], cell: string): PriceCell {
  const found = price.cells.find((one) => one.cell === cell);
  invariant(found !== undefined, `price list ${price.priceList} of ${price.from} has no cell ${cell}`);
  return found;
}

/** Energy and accise: what a kWh costs without VAT. Accise is inside the VAT base. */
export const exclTaxEurPerKwh = (cell: PriceCell): string =>
  new Decimal(cell.energyEurPerKwh).plus(cell.acciseEurPerKwh).toFixed();

/**
 * An owner that deducts VAT is credited without tax, plus VAT; everyone else is made whole
 * at the published price including tax, unless the agreement says otherwise.
 */
export function creditPriceOf(facts: Facts, row: SealedEnergy): CreditPrice {
  const { agreement, creditPrice } = standingOfRow(facts, row);
  invariant(agreement !== null && creditPrice !== null, `credited energy of ${row.supplyPoint} has no price`);
  const cell = cellOf(creditPrice, row.priceCell);
  const owner = row.holder?.kind === 'owner' ? facts.owners.get(row.holder.id) : undefined;
  const deducts = owner?.registered.vat === 'deducts';
  const tax = deducts ? 'excluding' : agreement.tax;
  return {
    priceEur: tax === 'excluding' ? exclTaxEurPerKwh(cell) : cell.inclTaxEurPerKwh,
    vat: deducts ? { category: 'S', rate: cell.vatRate } : OUTSIDE_VAT,
    priceList: creditPrice.priceList,
    priceFrom: creditPrice.from,
    agreement: agreement.agreement,
    tax,
  };
}
