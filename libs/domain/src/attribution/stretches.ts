import {
  instantAt,
  localDateAt,
  monthSpan,
  type LocalDate,
  type Month,
  type ZoneOffsets,
} from '#domain/calendar';
import { invariant } from '#domain/decision';
import { priceCellOf } from '#domain/electricity-tariffs';
import type { Facts, Placement } from '#domain/facts';
import { hourlyPrices, isHourly, type HourPrice } from './hourly-prices.js';
import { changeDays, standingOn, type Standing } from './standing.js';
import { flatHours, tariffHours, type HourBand, type TariffHours } from './tariff-hours.js';

/** A price cell of a stretch, and why the credit cannot be priced in it; null: it can. */
export interface StretchCell {
  readonly priceCell: string;
  readonly missing: 'NO_COLOUR' | 'NO_WINDOWS' | 'NO_PRICE' | null;
}

/** A part of a month throughout which a heater stands in one place and nobody's terms change. */
export interface Stretch {
  /** [fromMs, toMs) */
  readonly fromMs: number;
  readonly toMs: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly place: Placement;
  readonly standing: Standing;
  readonly cells: readonly StretchCell[];
  /** Ascending, without gaps; they cover the stretch and may reach beyond it. */
  readonly bands: readonly HourBand[];
  /** Where prices are hourly, those of each band; else null. */
  readonly prices: readonly HourPrice[] | null;
}

export const NOWHERE: Placement = { from: 0, site: null, supplyPoint: null, dwelling: null };

/** The zone of the place; of the company while a heater stands nowhere. */
export function zoneOfPlace(facts: Facts, place: Placement): ZoneOffsets {
  const site = place.site === null ? undefined : facts.sites.get(place.site);
  const name = site?.registered.zone ?? facts.company?.zone;
  const zone = name === undefined ? [...facts.zones.values()][0] : facts.zones.get(name);
  invariant(zone !== undefined, `no UTC offsets recorded for ${name ?? 'any zone'}`);
  return zone;
}

/** Where a heater stood, without gaps from the beginning of time: [from, to). */
export function placesOf(facts: Facts, heater: string): { place: Placement; from: number; to: number }[] {
  const placements = facts.heaters.get(heater)?.placements ?? [];
  for (let i = 1; i < placements.length; i++)
    invariant(placements[i]!.from >= placements[i - 1]!.from, `placements of ${heater} are out of order`);
  const all = [NOWHERE, ...placements];
  return all.map((place, i) => ({
    place,
    from: i === 0 ? Number.NEGATIVE_INFINITY : place.from,
    to: all[i + 1]?.from ?? Number.POSITIVE_INFINITY,
  }));
}

/** The zone in which a heater's instant is reckoned. */
export function zoneAt(facts: Facts, heater: string, atMs: number): ZoneOffsets {
  const placements = facts.heaters.get(heater)?.placements ?? [];
  return zoneOfPlace(facts, placements.findLast((place) => place.from <= atMs) ?? NOWHERE);
}

/** The part of a heater's month in a place, cut wherever terms, prices or occupancy change. */
export function stretchesOf(facts: Facts, heater: string, period: Month): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { place, from, to } of placesOf(facts, heater)) {
    const zone = zoneOfPlace(facts, place);
    const month = monthSpan(zone, period);
    if (from >= month.toMs || to <= month.fromMs) continue;
    for (const whole of monthOfPlace(facts, place, period)) {
      const fromMs = Math.max(from, whole.fromMs);
      const toMs = Math.min(to, whole.toMs);
      if (fromMs >= toMs) continue;
      const clipped = fromMs > whole.fromMs || toMs < whole.toMs;
      stretches.push(
        clipped
          ? {
              ...whole,
              place,
              fromMs,
              toMs,
              from: localDateAt(zone, fromMs),
              to: localDateAt(zone, toMs - 1),
            }
          : { ...whole, place },
      );
    }
  }
  return stretches;
}

/** Stretches of places by month: heaters of one supply point and dwelling share them while the facts stay the same. */
const known = new WeakMap<Facts, Map<Month, Map<string, readonly Stretch[]>>>();
/** Who seals looks at one month after another. */
const MONTHS_KEPT = 3;

function monthOfPlace(facts: Facts, place: Placement, period: Month): readonly Stretch[] {
  const months = known.get(facts) ?? new Map<Month, Map<string, readonly Stretch[]>>();
  known.set(facts, months);
  const places = months.get(period) ?? new Map<string, readonly Stretch[]>();
  if (!months.has(period) && months.size >= MONTHS_KEPT) months.clear();
  months.set(period, places);
  const key = `${place.site ?? ''}/${place.supplyPoint ?? ''}/${place.dwelling ?? ''}`;
  const before = places.get(key);
  if (before !== undefined) return before;
  const stretches = cutAtChanges(facts, place, period);
  places.set(key, stretches);
  return stretches;
}

function cutAtChanges(facts: Facts, place: Placement, period: Month): Stretch[] {
  const zone = zoneOfPlace(facts, place);
  const { fromMs, toMs } = monthSpan(zone, period);
  const hours =
    place.supplyPoint === null
      ? flatHours(fromMs, toMs)
      : tariffHours(facts, place.supplyPoint, zone, fromMs, toMs);
  const changes = changeDays(facts, place, localDateAt(zone, fromMs), localDateAt(zone, toMs - 1));
  const edges = [fromMs, ...changes.map((day) => instantAt(zone, day)), toMs];
  return edges.slice(1).map((edge, i) => {
    const first = localDateAt(zone, edges[i]!);
    const standing = standingOn(facts, place, first);
    return {
      fromMs: edges[i]!,
      toMs: edge,
      from: first,
      to: localDateAt(zone, edge - 1),
      place,
      standing,
      ...pricingOf(facts, standing, hours, zone, edges[i]!, edge),
    };
  });
}

type Pricing = Pick<Stretch, 'cells' | 'bands' | 'prices'>;

/** Hour by hour, as the meter tells them apart; an hourly list prices each hour of an hourly meter by itself. */
function pricingOf(
  facts: Facts,
  standing: Standing,
  hours: TariffHours,
  zone: ZoneOffsets,
  fromMs: number,
  toMs: number,
): Pricing {
  const { meter, creditPrice, creditList, ownList } = standing;
  if (meter?.option === 'spot' && (isHourly(facts, creditList) || isHourly(facts, ownList))) {
    const { bands, prices } = hourlyPrices(facts, standing, zone, fromMs, toMs);
    return { cells: SPOT_CELLS, bands, prices };
  }
  const cells = hours.cells.map(({ cell, status }): StretchCell => {
    if (status !== 'known') return { priceCell: cell, missing: status };
    const priced = meter !== null && creditPrice !== null && priceCellOf(creditPrice, meter, cell) !== null;
    return { priceCell: cell, missing: priced ? null : 'NO_PRICE' };
  });
  return { cells, bands: hours.bands, prices: null };
}

const SPOT_CELLS: readonly StretchCell[] = [
  { priceCell: 'spot', missing: null },
  { priceCell: 'spot', missing: 'NO_PRICE' },
];
