import {
  addMonths,
  firstDay,
  instantAt,
  localDateAt,
  monthOf,
  type Month,
  type ZoneOffsets,
} from '#domain/calendar';
import { invariant } from '#domain/decision';
import { addExact, mulDivFloor } from '#domain/quantity';
import { WATT_MS_PER_WH } from './energy-by-day.js';

/** Energy (W·ms) of [fromMs, toMs), as a meter tells it. */
export interface MeterInterval {
  readonly fromMs: number;
  readonly toMs: number;
  readonly wattMs: number;
}

/** The same in whole mWh; what is less is carried to the next interval. */
export interface CountedInterval {
  readonly fromMs: number;
  readonly toMs: number;
  readonly milliWh: number;
}

/** What a meter measured in one local month. */
export interface MeterMonth {
  readonly month: Month;
  readonly energyWh: number;
  /** Time of the month of which no energy is known. */
  readonly missingMs: number;
  readonly intervals: readonly CountedInterval[];
}

/** Counts whole units and carries the rest. */
const counterOf = (wattMsPerUnit: number): ((wattMs: number) => number) => {
  let rest = 0;
  return (wattMs) => {
    const sum = addExact(rest, wattMs);
    const units = Math.floor(sum / wattMsPerUnit);
    rest = sum - units * wattMsPerUnit;
    return units;
  };
};

interface OpenMonth {
  readonly month: Month;
  readonly fromMs: number;
  readonly toMs: number;
  energyWh: number;
  coveredMs: number;
  coveredToMs: number;
  readonly intervals: CountedInterval[];
}

function openMonth(zone: ZoneOffsets, atMs: number): OpenMonth {
  const month = monthOf(localDateAt(zone, atMs));
  const fromMs = instantAt(zone, firstDay(month));
  const toMs = instantAt(zone, firstDay(addMonths(month, 1)));
  return { month, fromMs, toMs, energyWh: 0, coveredMs: 0, coveredToMs: fromMs, intervals: [] };
}

/**
 * Intervals by local month; one across midnight of a first is shared by time. Sums are whole Wh as a register counts
 * them, so months add up to the whole, rounded down once. Intervals ascend by their beginning and may overlap
 * (two meters of one file): their energies add up, time that both cover is covered once.
 */
export function meterMonths(intervals: readonly MeterInterval[], zone: ZoneOffsets): readonly MeterMonth[] {
  const months = new Map<Month, OpenMonth>();
  const wholeWh = counterOf(WATT_MS_PER_WH);
  const wholeMilliWh = counterOf(WATT_MS_PER_WH / 1000);
  let beganMs = -Infinity;
  let month: OpenMonth | undefined;
  for (const { fromMs, toMs, wattMs } of intervals) {
    invariant(fromMs >= beganMs && toMs > fromMs && wattMs >= 0, 'intervals of a meter do not ascend');
    beganMs = fromMs;
    let told = 0;
    for (let from = fromMs; from < toMs;) {
      if (month === undefined || from < month.fromMs || from >= month.toMs) {
        const opened = openMonth(zone, from);
        month = months.get(opened.month) ?? opened;
        months.set(month.month, month);
      }
      const to: number = Math.min(toMs, month.toMs);
      const upTo = mulDivFloor(wattMs, to - fromMs, toMs - fromMs);
      month.energyWh += wholeWh(upTo - told);
      month.intervals.push({ fromMs: from, toMs: to, milliWh: wholeMilliWh(upTo - told) });
      month.coveredMs += Math.max(0, to - Math.max(from, month.coveredToMs));
      month.coveredToMs = Math.max(month.coveredToMs, to);
      told = upTo;
      from = to;
    }
  }
  return [...months.values()]
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .map(({ month: name, energyWh, coveredMs, fromMs, toMs, intervals: parts }) => ({
      month: name,
      energyWh,
      missingMs: toMs - fromMs - coveredMs,
      intervals: parts,
    }));
}
