import { addDays, addMonths, instantAt, localDateAt, monthOf, type LocalDate } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import type { Register, SealedEnergy } from '#events';
import { energyOf, layersOf } from './energy.js';
import { stretchesOf, zoneOfPlace, type Stretch } from './stretches.js';

const REGISTERS: readonly Register[] = ['main', 'aux'];

/** Local days, both included. */
export interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * Energy of a heater over local days, in the rows of which a month is sealed: by place, holder, terms, price cell and
 * fate. Integers that add up: the spans of any division of a span sum to it.
 */
export function energyInSpan(metered: MeteredHeater, facts: Facts, days: Days): SealedEnergy[] {
  const stretches: Stretch[] = [];
  for (let month = monthOf(days.from); month <= monthOf(days.to); month = addMonths(month, 1))
    for (const stretch of stretchesOf(facts, metered.heater, month))
      stretches.push(...clipped(stretch, facts, days));
  return REGISTERS.flatMap((register) => {
    const layers = layersOf(metered, facts.heaters.get(metered.heater), register);
    return stretches.flatMap((stretch) => energyOf(layers, stretch, register));
  });
}

function clipped(stretch: Stretch, facts: Facts, { from, to }: Days): Stretch[] {
  const zone = zoneOfPlace(facts, stretch.place);
  const fromMs = Math.max(stretch.fromMs, instantAt(zone, from));
  const toMs = Math.min(stretch.toMs, instantAt(zone, addDays(to, 1)));
  if (fromMs >= toMs) return [];
  return [{ ...stretch, fromMs, toMs, from: localDateAt(zone, fromMs), to: localDateAt(zone, toMs - 1) }];
}
