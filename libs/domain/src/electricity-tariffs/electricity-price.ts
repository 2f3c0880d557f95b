import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { Decimal } from '#domain/quantity';
import { checkDate } from '#domain/calendar';
import { checkVatRate } from '#domain/installation';
import type { ElectricityPriceSet } from '#events';

export type SetElectricityPrice = { readonly type: 'SetElectricityPrice' } & ElectricityPriceSet['data'];

/** A kWh never cost anything near this (EUR); a price in cents or per MWh would. */
const EUR_PER_KWH_MAX = 10;

const checkPrice = (field: string, price: string, mayBeZero: boolean): Check => {
  const eur = new Decimal(price);
  return refuseIf(
    eur.isNegative() || (!mayBeZero && eur.isZero()) || eur.greaterThan(EUR_PER_KWH_MAX),
    'PRICE_ABSURD',
    field,
    `Give EUR per kWh, ${mayBeZero ? 'from' : 'above'} 0 up to ${EUR_PER_KWH_MAX}.`,
  );
};

/** Each cell once, each price plausible, and the published price including tax not below what it includes. */
export function checkElectricityPrice({ from, cells }: ElectricityPriceSet['data']): Check {
  const names = cells.map(({ cell }) => cell);
  return firstRefused(
    checkDate('from', from),
    refuseIf(new Set(names).size !== names.length, 'PRICE_CELL_TWICE', 'cells', 'Give each price cell once.'),
    ...cells.flatMap((cell, place) => [
      checkPrice(`cells.${place}.inclTaxEurPerKwh`, cell.inclTaxEurPerKwh, false),
      checkPrice(`cells.${place}.energyEurPerKwh`, cell.energyEurPerKwh, false),
      checkPrice(`cells.${place}.acciseEurPerKwh`, cell.acciseEurPerKwh, true),
      checkVatRate(`cells.${place}.vatRate`, cell.vatRate),
      refuseIf(
        new Decimal(cell.energyEurPerKwh).plus(cell.acciseEurPerKwh).greaterThan(cell.inclTaxEurPerKwh),
        'PRICE_BELOW_NET',
        `cells.${place}.inclTaxEurPerKwh`,
        'The price including tax is below energy price and accise together.',
      ),
    ]),
  );
}
