import type { ZoneOffsets } from '#domain/calendar';
import { invariant } from '#domain/decision';
import { placementAt, zoneOfSite, type Facts } from '#domain/facts';

/** The zone in which a heater's instant is reckoned: of its site, else of the company, else the only one there is. */
export function zoneOf(facts: Facts, heater: string, ms: number): ZoneOffsets {
  const known = facts.heaters.get(heater);
  const site = known === undefined ? null : (placementAt(known, ms)?.site ?? null);
  if (site !== null) return zoneOfSite(facts, site);
  const zone = facts.zones.get(facts.company?.zone ?? '') ?? [...facts.zones.values()][0];
  invariant(zone !== undefined, 'no UTC offsets of any zone recorded');
  return zone;
}
