import { DAY_MS, HALF_HOUR_MS } from '#domain/calendar';
import type { DayCell } from '#domain/metering';
import { addExact, mulDivFloor } from '#domain/quantity';
import type { Register } from '#events';

const SLOTS = 48;

/**
 * What a register drew since the first cell, at any instant: integers that only grow,
 * so the parts of any division of a span add up to the span.
 */
export interface RegisterCurve {
  /** Wh drawn until an instant. */
  totalWh(atMs: number): number;
  /** The interpolated part of it (spans longer than the gap limit). */
  interpolatedWh(atMs: number): number;
}

interface Day {
  readonly cell: DayCell;
  readonly startTotalWh: number;
  readonly startInterpolatedWh: number;
}

const sum = (values: readonly number[] | null): number => (values ?? []).reduce(addExact, 0);

export function registerCurve(cells: readonly DayCell[], register: Register): RegisterCurve {
  const drawn = (cell: DayCell): readonly number[] => (register === 'main' ? cell.mainWh : cell.auxWh);
  const interpolated = (cell: DayCell): readonly number[] | null =>
    register === 'main' ? cell.interpolatedMainWh : cell.interpolatedAuxWh;
  const days: Day[] = [];
  let total = 0;
  let inferred = 0;
  for (const cell of [...cells].sort((a, b) => a.day - b.day)) {
    days.push({ cell, startTotalWh: total, startInterpolatedWh: inferred });
    total = addExact(total, sum(drawn(cell)));
    inferred = addExact(inferred, sum(interpolated(cell)));
  }
  const lastBefore = (atMs: number): Day | null => {
    let low = 0;
    let high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle]!.cell.day * DAY_MS <= atMs) low = middle + 1;
      else high = middle;
    }
    return days[low - 1] ?? null;
  };
  const at = (atMs: number): { totalWh: number; interpolatedWh: number } => {
    const day = lastBefore(atMs);
    if (day === null) return { totalWh: 0, interpolatedWh: 0 };
    const values = drawn(day.cell);
    const inferredValues = interpolated(day.cell);
    const sinceMs = atMs - day.cell.day * DAY_MS;
    const whole = Math.min(SLOTS, Math.floor(sinceMs / HALF_HOUR_MS));
    let totalWh = day.startTotalWh;
    let interpolatedWh = day.startInterpolatedWh;
    for (let slot = 0; slot < whole; slot++) {
      totalWh += values[slot]!;
      interpolatedWh += inferredValues?.[slot] ?? 0;
    }
    if (whole < SLOTS) {
      const part = withinSlot(day.cell, register, whole, atMs);
      totalWh += part;
      if (part > 0) interpolatedWh += mulDivFloor(inferredValues?.[whole] ?? 0, part, values[whole]!);
    }
    return { totalWh, interpolatedWh };
  };
  return {
    totalWh: (atMs) => at(atMs).totalWh,
    interpolatedWh: (atMs) => at(atMs).interpolatedWh,
  };
}

/** Floor interpolation of the register between the edges of the half-hour and the cuts inside it. */
function withinSlot(cell: DayCell, register: Register, slot: number, atMs: number): number {
  const slotFrom = cell.day * DAY_MS + slot * HALF_HOUR_MS;
  const wholeWh = (register === 'main' ? cell.mainWh : cell.auxWh)[slot]!;
  let left = { at: slotFrom, wh: 0 };
  let right = { at: slotFrom + HALF_HOUR_MS, wh: wholeWh };
  for (const cut of cell.cuts) {
    if (cut.at < slotFrom || cut.at >= slotFrom + HALF_HOUR_MS) continue;
    const wh = register === 'main' ? cut.mainWh : cut.auxWh;
    if (cut.at <= atMs && cut.at >= left.at) left = { at: cut.at, wh };
    if (cut.at >= atMs && cut.at < right.at) right = { at: cut.at, wh };
  }
  if (right.at === left.at) return left.wh;
  return left.wh + mulDivFloor(right.wh - left.wh, atMs - left.at, right.at - left.at);
}
