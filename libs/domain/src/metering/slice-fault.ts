import { DAY_MS } from '#domain/calendar';
import type { Slice, UploadHead } from '#events';
import { slotEndingAt } from './book.js';
import type { SliceFault } from './cell.js';
import { OLDEST_MS, type MeteringRules, type Rating } from './rating.js';

/** What a slice is judged by. */
export interface SliceBounds {
  readonly head: Pick<UploadHead, 'from' | 'to'>;
  readonly recordedAt: number;
  readonly rating: Rating | null;
  readonly rules: MeteringRules;
}

/** How far outside its upload a slice may lie: heaters report late work after an outage, not after a day. */
const STRAY_MS = DAY_MS;
/** No processor runs at more GHz. */
const GHZ_MAX = 10;
/** Nonsense is recorded, but never so much of it that sums leave the safe integers. */
const RECORDED_MAX = 2 ** 32;
const SLACK_MS = 1000;

/**
 * Why the work of a slice can never be billed; null where it is plausible. It is recorded all the same, so that
 * work in = billed + free + internal + unbillable + pending holds for what was sent.
 */
export function sliceFault(slice: Slice, bounds: SliceBounds): SliceFault | null {
  const { head, rating, rules } = bounds;
  if (isTimeImpossible(slice, head, bounds.recordedAt, rules)) return 'SLICE_TIME_IMPOSSIBLE';
  if (rating === null) return 'UNKNOWN_HEATER_DATA';
  const possible = rating.cores * (slice.to - slice.from + SLACK_MS) * (1000 + rules.powerTolerancePermille);
  if (slice.coreMs * 1000 > possible) return 'TOO_MUCH_WORK';
  if (slice.ghzMs > slice.coreMs * GHZ_MAX) return 'CLOCK_RATE_IMPOSSIBLE';
  return null;
}

/** Ends before it starts, lies far from its upload, ahead of our clock, or more than five years back. */
export const isTimeImpossible = (
  slice: Slice,
  head: SliceBounds['head'],
  recordedAt: number,
  rules: MeteringRules,
): boolean =>
  slice.to < slice.from ||
  slice.from < head.from - STRAY_MS ||
  slice.to > head.to + STRAY_MS ||
  slice.to > recordedAt + rules.futureToleranceMs ||
  slice.to < recordedAt - OLDEST_MS;

/** Where and how much of a faulty slice is recorded: at an impossible time, when the upload was. */
export function workToRecord(
  slice: Slice,
  fault: SliceFault,
  bounds: SliceBounds,
): { readonly slot: number; readonly coreMs: number; readonly ghzMs: number } {
  const at = fault === 'SLICE_TIME_IMPOSSIBLE' ? bounds.recordedAt : Math.min(slice.to, bounds.recordedAt);
  return {
    slot: slotEndingAt(at),
    coreMs: Math.min(slice.coreMs, RECORDED_MAX),
    ghzMs: Math.min(slice.ghzMs, RECORDED_MAX),
  };
}
