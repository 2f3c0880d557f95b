import type { Month } from '#domain/calendar';
import { sealWithDays, type BilledWork } from '#domain/attribution';
import { EVERY_HEATER, staleMonths } from '#domain/periods';
import type { Tables } from '../tables.js';
import type { FoldState } from './fold-state.js';
import { meteredHeater } from './metered-heater.js';

/** What a cut freezes of one heater's month. */
export interface SealedMonth {
  readonly row: Tables['sealed_heater'];
  /** Of the month that is cut: earlier ones had their documents. */
  readonly billed: readonly BilledWork[];
}

/**
 * Freezes a month at its cut, for every heater of the partition; and seals anew earlier months of those whose cells,
 * held spans or facts changed after the last cut. Everything before the cut must be written.
 */
export async function* sealMonths(
  state: FoldState,
  cut: Month,
  cutIndex: number,
): AsyncGenerator<SealedMonth> {
  const heaters = [...state.shelves.keys()].sort();
  const stale = await resealed(state);
  for (const [period, which] of [...stale, [cut, new Set([EVERY_HEATER])] as const])
    for (const heater of heaters) {
      if (!which.has(EVERY_HEATER) && !which.has(heater)) continue;
      const shelf = state.shelves.get(heater)!;
      // An erased month is final: its row comes from what was sealed then (`UsageSealed`).
      if (shelf.erasure?.months.includes(period) === true) continue;
      const metered = await meteredHeater(state, shelf, period, cutIndex);
      const { sealed, billed } = sealWithDays(metered, state.facts.current, period);
      const row = { cut, period, heater, data: JSON.stringify(sealed) };
      yield { row, billed: period === cut ? billed : [] };
    }
}

/** Earlier months, ascending, with the heaters to look at again. */
async function resealed(state: FoldState): Promise<ReturnType<typeof staleMonths>> {
  const last = state.cuts.at(-1);
  if (last === undefined) return [];
  const closed = state.cuts.map(({ period }) => ({ period, ...state.daysOf(period) }));
  const touched = await state.store.touchedSince(last.idx);
  const since = { touched: touched.filter(({ heater }) => state.isOwn(heater)), facts: state.factsSinceCut };
  return staleMonths(closed, [...state.facts.current.zones.values()], since);
}
