import { addDays, instantAt, localDateAt, type LocalDate, type ZoneOffsets } from '#domain/calendar';
import { priceCellOf } from '#domain/electricity-tariffs';
import { spotPricesOn, type Facts } from '#domain/facts';
import { Decimal } from '#domain/quantity';
import type { SealedEnergy } from '#events';
import type { Standing } from './standing.js';
import type { HourBand } from './tariff-hours.js';

const HOUR_MS = 3_600_000;
const WH_PER_KWH = 1000;

type Exact = NonNullable<SealedEnergy['exact']>;

/** What a kWh of one hour costs (EUR); null where nobody published it, or the list is not hourly. */
export interface HourPrice {
  readonly creditInclEur: string | null;
  readonly creditExclEur: string | null;
  readonly ownInclEur: string | null;
}

/** The hours of a span with their prices. Cell 0: an hour that can be credited; 1: its price is missing. */
export interface HourlyPrices {
  readonly bands: readonly HourBand[];
  /** Of the same order as the bands. */
  readonly prices: readonly HourPrice[];
}

interface PricedHour {
  readonly inclEur: string;
  readonly exclEur: string;
}

function pricedHour(facts: Facts, list: string | null, day: LocalDate, hour: number): PricedHour | null {
  const published = list === null ? null : spotPricesOn(facts, list, day);
  const prices = published?.hours[hour];
  if (published === null || prices === undefined) return null;
  return {
    inclEur: prices.inclTaxEurPerKwh,
    exclEur: new Decimal(prices.energyEurPerKwh).plus(published.acciseEurPerKwh).toFixed(),
  };
}

/** Whether a list of this name prices every hour apart. */
export const isHourly = (facts: Facts, list: string | null): boolean =>
  list !== null && facts.spotPrices.has(list);

/** Prices are published by the days of the company's zone, wherever a meter stands. */
const zoneOfPrices = (facts: Facts, ofPlace: ZoneOffsets): ZoneOffsets =>
  facts.zones.get(facts.company?.zone ?? '') ?? ofPlace;

/** Hours from each local midnight on: a day has as many as the clock gives it. */
export function hourlyPrices(
  facts: Facts,
  { ownList, creditList, creditPrice, meter }: Standing,
  ofPlace: ZoneOffsets,
  fromMs: number,
  toMs: number,
): HourlyPrices {
  const zone = zoneOfPrices(facts, ofPlace);
  // A list of other cells prices no hour.
  const flat = meter !== null && creditPrice !== null && priceCellOf(creditPrice, meter, 'spot') !== null;
  const bands: HourBand[] = [];
  const prices: HourPrice[] = [];
  for (let day = localDateAt(zone, fromMs); instantAt(zone, day) < toMs; day = addDays(day, 1)) {
    const [dayFromMs, dayToMs] = [instantAt(zone, day), instantAt(zone, addDays(day, 1))];
    for (let hour = 0; dayFromMs + hour * HOUR_MS < dayToMs; hour++) {
      const credit = pricedHour(facts, creditList, day, hour);
      const own = pricedHour(facts, ownList, day, hour);
      const hourFromMs = dayFromMs + hour * HOUR_MS;
      bands.push({
        fromMs: hourFromMs,
        toMs: Math.min(hourFromMs + HOUR_MS, dayToMs),
        cell: credit === null && !flat ? 1 : 0,
      });
      prices.push({
        creditInclEur: credit?.inclEur ?? null,
        creditExclEur: credit?.exclEur ?? null,
        ownInclEur: own?.inclEur ?? null,
      });
    }
  }
  return { bands, prices };
}

/** Σ Wh × price of the hour, exact. Null where the price of an hour with energy is missing. */
export function exactSums(prices: readonly HourPrice[], energyWh: ReadonlyMap<number, number>): Exact {
  const sum = (field: keyof HourPrice): string | null => {
    let total: Decimal = new Decimal(0);
    for (const [hour, wh] of energyWh) {
      const price = prices[hour]?.[field] ?? null;
      if (price === null) return null;
      total = total.plus(new Decimal(price).times(wh));
    }
    return total.div(WH_PER_KWH).toFixed();
  };
  return {
    creditInclEur: sum('creditInclEur'),
    creditExclEur: sum('creditExclEur'),
    ownInclEur: sum('ownInclEur'),
  };
}
