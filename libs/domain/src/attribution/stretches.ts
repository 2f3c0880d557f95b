import {
  instantAt,
  localDateAt,
  monthSpan,
  type LocalDate,
  type Month,
  type ZoneOffsets,
} from '#domain/calendar';
import { invariant } from '#domain/decision';
import type { Facts, Placement } from '#domain/facts';
import { changeDays, standingOn, type Standing } from './standing.js';

/** A part of a month throughout which a heater stands in one place and nobody's terms change. */
export interface Stretch {
  /** [fromMs, toMs) */
  readonly fromMs: number;
  readonly toMs: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly place: Placement;
  readonly standing: Standing;
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

/** A heater's month in its own local time, cut wherever place, holder, terms, prices or occupancy change. */
export function stretchesOf(facts: Facts, heater: string, period: Month): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { place, from, to } of placesOf(facts, heater)) {
    const zone = zoneOfPlace(facts, place);
    const month = monthSpan(zone, period);
    const fromMs = Math.max(from, month.fromMs);
    const toMs = Math.min(to, month.toMs);
    if (fromMs >= toMs) continue;
    const changes = changeDays(facts, place, localDateAt(zone, fromMs), localDateAt(zone, toMs - 1));
    const edges = [fromMs, ...changes.map((day) => instantAt(zone, day)), toMs];
    for (let i = 0; i + 1 < edges.length; i++) {
      const first = localDateAt(zone, edges[i]!);
      stretches.push({
        fromMs: edges[i]!,
        toMs: edges[i + 1]!,
        from: first,
        to: localDateAt(zone, edges[i + 1]! - 1),
        place,
        standing: standingOn(facts, place, first),
      });
    }
  }
  return stretches;
}
