import { instantAt, type Month, type ZoneOffsets } from '#domain/calendar';
import type { Facts } from '#domain/facts';

/** The month in which the first close begins, and why. */
export interface FirstUsage {
  readonly period: Month;
  readonly why: string;
}

/**
 * From when on a month may owe somebody something: the first heater put at a supply point, even if no reading shows
 * energy yet, because one that comes late would fall into a month that was never closed; or the first work for a
 * contract; or the first day of a contract that owes something without any work (minimum, reserved capacity), by the
 * company's calendar. Energy drawn before a heater stood anywhere, and what a wrong clock dates before, is paid by
 * nobody. `firstWorkMs`: ms UTC, null where there is no work.
 */
export function firstUsage(
  facts: Facts,
  firstWorkMs: number | null,
  zone: ZoneOffsets,
): { readonly atMs: number; readonly why: string } | null {
  let first = firstWorkMs === null ? null : { atMs: firstWorkMs, why: 'work for a contract was done in it' };
  for (const [heater, { placements }] of facts.heaters)
    for (const { from, supplyPoint } of placements)
      if (supplyPoint !== null && (first === null || from < first.atMs))
        first = { atMs: from, why: `heater ${heater} has stood at supply point ${supplyPoint} since then` };
  for (const { contract, signed } of facts.contracts.values()) {
    if (signed === null || (signed.minimumEurPerMonth === null && signed.reserved === null)) continue;
    const atMs = instantAt(zone, signed.from);
    if (first === null || atMs < first.atMs)
      first = { atMs, why: `contract ${contract} owes its minimum or reserved capacity since then` };
  }
  return first;
}
