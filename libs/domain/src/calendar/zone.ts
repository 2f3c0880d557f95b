import { invariant } from '#domain/decision';
import {
  DAY_MS,
  addMonths,
  dateOfEpochDay,
  epochDay,
  firstDay,
  type LocalDate,
  type Month,
} from './local-date.js';

/** The UTC offsets of one zone, ascending; they come from the log, never from a table of the machine. */
export interface ZoneOffsets {
  readonly zone: string;
  readonly offsets: readonly { readonly from: number; readonly offsetMinutes: number }[];
}

function offsetMsAt(zone: ZoneOffsets, ms: number): number {
  const { offsets } = zone;
  let low = 0;
  let high = offsets.length - 1;
  invariant(high >= 0 && offsets[0]!.from <= ms, `no UTC offset of ${zone.zone} recorded for ${ms}`);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle]!.from <= ms) low = middle;
    else high = middle - 1;
  }
  return offsets[low]!.offsetMinutes * 60_000;
}

/** The local day in which an instant lies. */
export function localDateAt(zone: ZoneOffsets, ms: number): LocalDate {
  return dateOfEpochDay(Math.floor((ms + offsetMsAt(zone, ms)) / DAY_MS));
}

/**
 * The instant of a local wall time. One that does not exist means the first instant that does;
 * one that occurs twice means its first occurrence.
 */
export function instantAt(zone: ZoneOffsets, date: LocalDate, minuteOfDay = 0): number {
  const wall = epochDay(date) * DAY_MS + minuteOfDay * 60_000;
  const before = offsetMsAt(zone, wall - DAY_MS);
  const after = offsetMsAt(zone, wall + DAY_MS);
  const first = wall - Math.max(before, after);
  const second = wall - Math.min(before, after);
  if (first + offsetMsAt(zone, first) === wall) return first;
  if (second + offsetMsAt(zone, second) === wall) return second;
  const change = zone.offsets.find((offset) => offset.from > first - DAY_MS && offset.from <= second);
  invariant(change !== undefined, `no instant for ${date} in ${zone.zone}`);
  return change.from;
}

/** First instant of a month, and the first one after it. */
export function monthSpan(
  zone: ZoneOffsets,
  month: Month,
): { readonly fromMs: number; readonly toMs: number } {
  return { fromMs: instantAt(zone, firstDay(month)), toMs: instantAt(zone, firstDay(addMonths(month, 1))) };
}
