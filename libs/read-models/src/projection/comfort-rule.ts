import { localDateAt } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { ComfortRule } from '#domain/metering';
import { zoneOf } from './zone-of.js';

/** The rule of useful heat as it stands, and the season by the calendar of the place where a heater stood. */
export function comfortRule(facts: Facts, heater: string): ComfortRule {
  const { usefulHeat } = facts;
  const { seasonFromMonth, seasonToMonth } = usefulHeat;
  return {
    usefulHeat,
    isSeason(atMs) {
      if (facts.zones.size === 0) return false;
      const month = Number(localDateAt(zoneOf(facts, heater, atMs), atMs).slice(5, 7));
      return seasonFromMonth <= seasonToMonth
        ? month >= seasonFromMonth && month <= seasonToMonth
        : month >= seasonFromMonth || month <= seasonToMonth;
    },
  };
}
