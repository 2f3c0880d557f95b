import { DAY_MS, HALF_HOUR_MS } from '#domain/calendar';
import type { DayCell } from '#domain/metering';
import { invariant } from '#domain/decision';
import { mulDivFloor } from '#domain/quantity';
import type { Register } from '#events';

const SLOTS = 48;

/**
 * What a register drew since the first cell, at any instant: integers that only grow,
 * so the parts of any division of a span add up to the span. Any instant costs the same.
 */
export interface RegisterCurve {
  /** Wh drawn until an instant. */
  totalWh(atMs: number): number;
  /** The interpolated part of it (spans longer than the gap limit). */
  interpolatedWh(atMs: number): number;
  readonly anyInterpolated: boolean;
}

const NOTHING: RegisterCurve = { totalWh: () => 0, interpolatedWh: () => 0, anyInterpolated: false };

/** Cells stand for days apart; what lies between them drew nothing. */
export function registerCurve(cells: readonly DayCell[], register: Register): RegisterCurve {
  if (cells.length === 0) return NOTHING;
  const drawn = (cell: DayCell): readonly number[] => (register === 'main' ? cell.mainWh : cell.auxWh);
  const inferred = (cell: DayCell): readonly number[] | null =>
    register === 'main' ? cell.interpolatedMainWh : cell.interpolatedAuxWh;
  const sorted = [...cells].sort((a, b) => a.day - b.day);
  const days = new DaysDrawn(sorted, drawn);
  const anyInterpolated = sorted.some((cell) => inferred(cell) !== null);
  const inferredDays = anyInterpolated ? new DaysDrawn(sorted, inferred) : null;

  /** Wh of the half-hour until an instant inside it. */
  const part = (place: number, slot: number, atMs: number): number =>
    withinSlot(sorted[place]!, register, slot, atMs);
  return {
    anyInterpolated,
    totalWh: (atMs) => days.at(atMs, part),
    interpolatedWh: (atMs) =>
      inferredDays?.at(atMs, (place, slot) => {
        const cell = sorted[place]!;
        const wh = withinSlot(cell, register, slot, atMs);
        return wh > 0 ? mulDivFloor(inferred(cell)?.[slot] ?? 0, wh, drawn(cell)[slot]!) : 0;
      }) ?? 0,
  };
}

/** Sums before each half-hour, day after day: what was drawn until an instant is one look. */
class DaysDrawn {
  private readonly days: readonly number[];
  /** 49 per day: before each half-hour, and at the end of the day. */
  private readonly sums: Float64Array;

  constructor(cells: readonly DayCell[], values: (cell: DayCell) => readonly number[] | null) {
    this.days = cells.map(({ day }) => day);
    this.sums = new Float64Array(cells.length * (SLOTS + 1));
    let total = 0;
    let k = 0;
    for (const cell of cells) {
      const slots = values(cell);
      for (let slot = 0; slot < SLOTS; slot++) {
        this.sums[k++] = total;
        total += slots?.[slot] ?? 0;
      }
      this.sums[k++] = total;
    }
    invariant(Number.isSafeInteger(total), `sum ${total} leaves the safe integers`);
  }

  at(atMs: number, within: (place: number, slot: number, atMs: number) => number): number {
    const place = this.lastDayBefore(atMs);
    if (place < 0) return 0;
    const sinceMs = atMs - this.days[place]! * DAY_MS;
    if (sinceMs >= DAY_MS) return this.sums[place * (SLOTS + 1) + SLOTS]!;
    const slot = Math.floor(sinceMs / HALF_HOUR_MS);
    const before = this.sums[place * (SLOTS + 1) + slot]!;
    return sinceMs % HALF_HOUR_MS === 0 ? before : before + within(place, slot, atMs);
  }

  /** Place of the last day that begins at or before an instant; −1: none does. */
  private lastDayBefore(atMs: number): number {
    const { days } = this;
    const day = Math.floor(atMs / DAY_MS);
    // Days mostly follow each other without a gap.
    const guess = day - days[0]!;
    if (days[guess] === day) return guess;
    let low = 0;
    let high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle]! <= day) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
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
