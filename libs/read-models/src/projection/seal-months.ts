import type { Month } from '#domain/calendar';
import { isFactType, type FactEvent } from '#domain/facts';
import { sealHeater } from '#domain/attribution';
import { EVERY_HEATER, staleMonths } from '#domain/periods';
import { readEvent, type DomainEvent } from '#events';
import type { Tables } from '../tables.js';
import type { FoldState } from './fold-state.js';
import { meteredHeater } from './metered-heater.js';

const FACTS_READ = 2_000;

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
  const stale = await resealed(state);
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
async function resealed(state: FoldState): Promise<ReturnType<typeof staleMonths>> {
  const last = state.cuts.at(-1);
  if (last === undefined) return [];
  const closed = state.cuts.map(({ period }) => ({ period, ...state.daysOf(period) }));
  const since = {
    touched: await state.store.touchedSince(last.idx),
    facts: await factsSince(state, last.idx),
  };
  return staleMonths(closed, [...state.facts.current.zones.values()], since);
}

async function factsSince(state: FoldState, index: number): Promise<FactEvent[]> {
  const facts: FactEvent[] = [];
  for (let from = index; ;) {
    const rows = await state.store.factsFrom(from, FACTS_READ);
    for (const row of rows) {
      const event = readEvent(row);
      if (isFact(event)) facts.push(event);
    }
    if (rows.length < FACTS_READ) return facts;
    from = rows.at(-1)!.idx + 1;
  }
}
