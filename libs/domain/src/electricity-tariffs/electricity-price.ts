import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { Decimal } from '#domain/quantity';
import { checkDate } from '#domain/calendar';
import { checkVatRate } from '#domain/installation';
import type { ElectricityPriceSet } from '#events';
import { CELLS_OF_OPTION } from './options.js';
import type { PriceCell } from './price-cell.js';

/** A kWh never cost anything near this (EUR); a price in cents or per MWh would. */
export const EUR_PER_KWH_MAX = 10;

/** Hourly prices have a list of their own. */
const CELLS = [
  ...new Set(Object.entries(CELLS_OF_OPTION).flatMap(([option, cells]) => (option === 'spot' ? [] : cells))),
];

const checkPrice = (field: string, price: string, mayBeZero: boolean): Check => {
  const eur = new Decimal(price);
  return refuseIf(
    eur.isNegative() || (!mayBeZero && eur.isZero()) || eur.greaterThan(EUR_PER_KWH_MAX),
    'PRICE_ABSURD',
    field,
    `Give EUR per kWh, ${mayBeZero ? 'from' : 'above'} 0 up to ${EUR_PER_KWH_MAX}.`,
  );
};

/** What the published price of a cell must say of itself. */
type PublishedPrice = Pick<PriceCell, 'cell' | 'kva' | 'inclTaxEurPerKwh'>;

const checkPublished = (cells: readonly PublishedPrice[], place: number): Check =>
  firstRefused(
    refuseIf(
      !CELLS.includes(cells[place]!.cell),
      'PRICE_CELL_UNKNOWN',
      `cells.${place}.cell`,
      `Give one of ${CELLS.join(', ')}.`,
    ),
    checkBand(cells, place),
    checkPrice(`cells.${place}.inclTaxEurPerKwh`, cells[place]!.inclTaxEurPerKwh, false),
  );

/**
 * Prices including tax of one version, of which no more is told. Refusals: PRICE_CELL_UNKNOWN, PRICE_CELL_TWICE,
 * KVA_BAND_EMPTY, KVA_BANDS_OVERLAP, PRICE_ABSURD.
 */
export const checkPublishedPrices = (cells: readonly PublishedPrice[]): Check =>
  firstRefused(...cells.map((_, place) => checkPublished(cells, place)));

/**
 * Cells that some meter has, each once or for subscribed powers that do not overlap; each price plausible, and the
 * published price including tax not below what it includes.
 */
export function checkElectricityPrice({
  from,
  cells,
}: Pick<ElectricityPriceSet['data'], 'from' | 'cells'>): Check {
  return firstRefused(
    checkDate('from', from),
    ...cells.flatMap((cell, place) => [
      checkPublished(cells, place),
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

/** Of one cell at most one price holds for a subscribed power. */
function checkBand(cells: readonly Pick<PriceCell, 'cell' | 'kva'>[], place: number): Check {
  const { cell, kva } = cells[place]!;
  const before = cells.slice(0, place).filter((other) => other.cell === cell);
  return firstRefused(
    refuseIf(
      kva !== undefined && kva.min > kva.max,
      'KVA_BAND_EMPTY',
      `cells.${place}.kva`,
      'Give the lowest subscribed power first (kVA).',
    ),
    refuseIf(
      before.some((other) => other.kva === undefined || kva === undefined),
      'PRICE_CELL_TWICE',
      `cells.${place}.cell`,
      'Give each price cell once, or each with the subscribed powers that it holds for (kva).',
    ),
    refuseIf(
      before.some((other) => bandsMeet(other.kva, kva)),
      'KVA_BANDS_OVERLAP',
      `cells.${place}.kva`,
      `Another price of ${cell} holds for some of these subscribed powers; part them.`,
    ),
  );
}

const bandsMeet = (a: PriceCell['kva'], b: PriceCell['kva']): boolean =>
  a !== undefined && b !== undefined && a.min <= b.max && b.min <= a.max;
