import { monthSpan, type Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';

export interface MonthSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The month in the zone where a heater stands (or stood last); null where no zone is known. */
export function monthOfHeater(facts: Facts, heater: string, period: Month): MonthSpan | null {
  const placements = facts.heaters.get(heater)?.placements ?? [];
  const site = placements.findLast((placement) => placement.site !== null)?.site;
  const [anyZone] = facts.zones.values();
  const zone = facts.zones.get(facts.sites.get(site ?? '')?.registered.zone ?? '') ?? anyZone;
  return zone === undefined ? null : monthSpan(zone, period);
}

/** Whether work that ended at an instant belongs to the month: 00:00 ends the day before. */
export const endsIn = ({ fromMs, toMs }: MonthSpan, atMs: number): boolean => atMs > fromMs && atMs <= toMs;
