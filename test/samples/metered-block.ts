import { DAY_MS, HALF_HOUR_MS } from '#domain/calendar';
import type { DayCell, DayWork, MeteredHeater } from '#domain/metering';
import type { AttemptEnd } from '#events';
import { at } from './heated-block.js';

/** Wh per half-hour, by its start (ms UTC). */
export interface Drawn {
  readonly fromMs: number;
  readonly toMs: number;
  readonly mainWhPerHalfHour: number;
  readonly auxWhPerHalfHour?: number;
}

export function cellsOf(heater: string, spans: readonly Drawn[]): DayCell[] {
  const cells = new Map<number, DayCell>();
  for (const { fromMs, toMs, mainWhPerHalfHour, auxWhPerHalfHour = 0 } of spans)
    for (let ms = fromMs; ms < toMs; ms += HALF_HOUR_MS) {
      const day = Math.floor(ms / DAY_MS);
      const cell = cells.get(day) ?? emptyCell(heater, day);
      cells.set(day, cell);
      const slot = (ms - day * DAY_MS) / HALF_HOUR_MS;
      cell.mainWh[slot]! += mainWhPerHalfHour;
      cell.auxWh[slot]! += auxWhPerHalfHour;
    }
  return [...cells.values()].sort((a, b) => a.day - b.day);
}

export const emptyCell = (heater: string, day: number): DayCell => ({
  heater,
  day,
  mainWh: new Array<number>(48).fill(0),
  auxWh: new Array<number>(48).fill(0),
  interpolatedMainWh: null,
  interpolatedAuxWh: null,
  cuts: [],
});

/** Settled work whose slices end right after an instant. */
export function workAt(
  heater: string,
  ms: number,
  contractId: string,
  coreMs: number,
  outcome: AttemptEnd['outcome'] | 'none' = 'completed',
  afterCut = '',
): DayWork {
  const day = Math.floor(ms / DAY_MS);
  const slot = Math.floor((ms - day * DAY_MS) / HALF_HOUR_MS);
  const cell = { contract: contractId, plan: 'cpu', model: 'ryzen', outcome, slots: [slot] };
  return { heater, day, afterCut, work: [{ ...cell, coreMs: [coreMs], ghzMs: [coreMs * 3] }] };
}

export const metered = (heater: string, changes: Partial<MeteredHeater> = {}): MeteredHeater => ({
  heater,
  cells: [],
  work: [],
  pending: [],
  held: [],
  coveredFrom: at('2026-01-01'),
  coveredTo: at('2027-01-01'),
  end: null,
  before: null,
  after: null,
  ...changes,
});
