import type { Month, ZoneOffsets } from '#domain/calendar';
import { reachesBack, type FactEvent } from '#domain/facts';

/** A closed month and the UTC days that it touches. */
export interface ClosedMonth {
  readonly period: Month;
  readonly fromDay: number;
  readonly toDay: number;
}

/** What happened since the last cut. */
export interface SinceCut {
  /** UTC days of heaters whose energy changed. */
  readonly touched: readonly { readonly heater: string; readonly day: number }[];
  readonly facts: readonly FactEvent[];
}

/** Stands for all heaters: a price, a contract or a holder concerns any of them. */
export const EVERY_HEATER = '*';

/** Closed months that would be sealed anew at the next cut, with the heaters concerned; in the order given. */
export function staleMonths(
  closed: readonly ClosedMonth[],
  zones: readonly ZoneOffsets[],
  { touched, facts }: SinceCut,
): readonly (readonly [Month, ReadonlySet<string>])[] {
  const months = closed.map((month) => ({ ...month, heaters: new Set<string>() }));
  for (const { heater, day } of touched)
    for (const month of months) if (day >= month.fromDay && day <= month.toDay) month.heaters.add(heater);
  for (const event of facts)
    for (const { period, heaters } of months)
      if (zones.some((zone) => reachesBack(event, period, zone)))
        heaters.add('heater' in event.data ? event.data.heater : EVERY_HEATER);
  return months.flatMap(({ period, heaters }) => (heaters.size === 0 ? [] : [[period, heaters] as const]));
}
