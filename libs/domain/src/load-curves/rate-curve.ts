import { monthOf, type LocalDate, type Month } from '#domain/calendar';
import { refuse, type Refused } from '#domain/decision';
import { priceCellOf, type MeterOption, type PriceCell } from '#domain/electricity-tariffs';
import { Decimal, addExact } from '#domain/quantity';
import type { DayEnergy } from './energy-by-day.js';

export type CurvePrice = Pick<PriceCell, 'cell' | 'inclTaxEurPerKwh' | 'kva'>;

/** Prices from a local day on, until the next ones; `to`: not after this day, though none follow. */
export interface PriceVersion {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly cells: readonly CurvePrice[];
}

/** Energy of a month, price cell and price: exact, so that it may be rounded once where it is told. */
export interface RatedCell {
  readonly month: Month;
  readonly cell: string;
  readonly status: DayEnergy['status'];
  /** First day of the price; null where none was asked for, or none can hold (no colour). */
  readonly priceFrom: LocalDate | null;
  readonly eurPerKwh: string | null;
  readonly energyWh: number;
  readonly eur: Decimal | null;
}

/** What prices a curve: versions ascending by `from`. */
export interface CurveTariff extends MeterOption {
  readonly versions: readonly PriceVersion[];
}

const WH_PER_KWH = 1000;

interface Price {
  readonly from: LocalDate;
  readonly eurPerKwh: string;
}

/** The price of a cell on a day, by the version of that civil day; never a neighbour's. */
function priceOn({ versions, ...meter }: CurveTariff, day: LocalDate, cell: string): Price | null {
  const version = versions.findLast(({ from }) => from <= day);
  if (version === undefined || (version.to !== null && version.to < day)) return null;
  const price = priceCellOf(version, meter, cell);
  return price === null ? null : { from: version.from, eurPerKwh: price.inclTaxEurPerKwh };
}

const missing = (cell: string, day: LocalDate): Refused =>
  refuse(
    'PRICE_MISSING',
    '--prices',
    `There is no price of ${cell} on ${day}, and no other price stands in for it: give a list that has one.`,
  );

const eurOf = (price: Price | null, energyWh: number): Decimal | null =>
  price === null ? null : new Decimal(price.eurPerKwh).times(energyWh).div(WH_PER_KWH);

/**
 * Energy per month, price cell and price version, ascending. What waits for a colour or for windows is told
 * without a price. Refusal: PRICE_MISSING, naming the first day of energy that has none.
 */
export function rateCurve(
  days: readonly DayEnergy[],
  tariff: CurveTariff | null,
): { readonly rated: readonly RatedCell[] } | Refused {
  const rated = new Map<string, RatedCell>();
  for (const { day, cell, status, energyWh } of days) {
    const price = tariff === null || status !== 'known' ? null : priceOn(tariff, day, cell);
    if (tariff !== null && status === 'known' && price === null) return missing(cell, day);
    const month = monthOf(day);
    const key = `${month}/${cell}/${price?.from ?? ''}`;
    const sumWh = addExact(rated.get(key)?.energyWh ?? 0, energyWh);
    rated.set(key, {
      month,
      cell,
      status,
      priceFrom: price?.from ?? null,
      eurPerKwh: price?.eurPerKwh ?? null,
      energyWh: sumWh,
      eur: eurOf(price, sumWh),
    });
  }
  return { rated: [...rated.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell) };
}

/** Energy that waits for the colour of a Tempo day, by that day, ascending. */
export function pendingByDay(
  days: readonly DayEnergy[],
): readonly { readonly day: LocalDate; readonly energyWh: number }[] {
  const sums = new Map<LocalDate, number>();
  for (const { colourDay, energyWh } of days)
    if (colourDay !== null) sums.set(colourDay, addExact(sums.get(colourDay) ?? 0, energyWh));
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, energyWh]) => ({ day, energyWh }));
}
