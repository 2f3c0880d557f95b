import type { Month } from '#domain/calendar';
import { isFactType, reachesBack, type FactEvent } from '#domain/facts';
import { sealHeater } from '#domain/attribution';
import { readEvent, type DomainEvent } from '#events';
import type { Tables } from '../tables.js';
import type { FoldState } from './fold-state.js';
import { meteredHeater } from './metered-heater.js';

const FACTS_READ = 2_000;
const EVERY_HEATER = '*';

const isFact = (event: DomainEvent): event is FactEvent => isFactType(event.type);

/**
 * Freezes a month at its cut, for every heater; and seals anew earlier months of heaters whose cells, held spans or
 * facts changed after the last cut. Everything before the cut must be written.
 */
export async function* sealMonths(
  state: FoldState,
  cut: Month,
  cutIndex: number,
): AsyncGenerator<Tables['sealed_heater']> {
  const heaters = [...state.shelves.keys()].sort();
  const stale = await staleMonths(state);
  for (const [period, which] of [...stale, [cut, new Set([EVERY_HEATER])] as const])
    for (const heater of heaters) {
      if (!which.has(EVERY_HEATER) && !which.has(heater)) continue;
      const shelf = state.shelves.get(heater)!;
      // An erased month is final: its row comes from what was sealed then (`UsageSealed`).
      if (shelf.erasure?.months.includes(period) === true) continue;
      const metered = await meteredHeater(state, shelf, period, cutIndex);
      const sealed = sealHeater(metered, state.facts.current, period);
      yield { cut, period, heater, data: JSON.stringify(sealed) };
    }
}

/** Earlier months, ascending, with the heaters to look at again. */
async function staleMonths(state: FoldState): Promise<readonly (readonly [Month, Set<string>])[]> {
  const last = state.cuts.at(-1);
  if (last === undefined) return [];
  const months = state.cuts.map(({ period }) => ({
    period,
    ...state.daysOf(period),
    heaters: new Set<string>(),
  }));
  for (const { heater, day } of await state.store.touchedSince(last.idx))
    for (const month of months) if (day >= month.fromDay && day <= month.toDay) month.heaters.add(heater);
  const zones = [...state.facts.current.zones.values()];
  for await (const event of factsSince(state, last.idx))
    for (const { period, heaters } of months)
      if (zones.some((zone) => reachesBack(event, period, zone))) heaters.add(heaterOf(event));
  return months.flatMap(({ period, heaters }) => (heaters.size === 0 ? [] : [[period, heaters] as const]));
}

const heaterOf = (event: FactEvent): string => ('heater' in event.data ? event.data.heater : EVERY_HEATER);

async function* factsSince(state: FoldState, index: number): AsyncGenerator<FactEvent> {
  for (let from = index; ;) {
    const rows = await state.store.factsFrom(from, FACTS_READ);
    for (const row of rows) {
      const event = readEvent(row);
      if (isFact(event)) yield event;
    }
    if (rows.length < FACTS_READ) return;
    from = rows.at(-1)!.idx + 1;
  }
}
