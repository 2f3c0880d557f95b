import { HALF_HOUR_MS } from '#domain/calendar';
import { invariant } from '#domain/decision';
import type { HeaterBook } from './book.js';
import type { Standing } from './cell.js';
import { pointsTo } from './edges.js';
import { keepHeld } from './held.js';
import type { Meter } from './meter.js';
import type { PastReading } from './past-readings.js';
import { firstAfter, type Point } from './point.js';
import type { MeteringRules } from './rating.js';
import { segmentTo } from './readings.js';
import { reckon, standingAfter } from './segment.js';
import { spread, windowOf, type Window } from './spread.js';
import { layTail, liftTail } from './tail.js';

/** Where to look first for the readings around a point. */
export const windowAround = (point: Point): Window => windowOf(point.at, point.at);

export const windowSpan = (window: Window): { readonly fromMs: number; readonly toMs: number } => ({
  fromMs: window.fromSlot * HALF_HOUR_MS,
  toMs: window.toSlot * HALF_HOUR_MS,
});

/**
 * The half-hours that a point behind the last reading changes. `readings`: those in any span around it, with the
 * last one before that span and the first one after it.
 */
export function windowToRefold(meter: Meter, point: Point, readings: readonly PastReading[]): Window {
  if (point.knot === null) return windowAround(point);
  const k = readings.findIndex((reading) => reading.at >= point.at);
  invariant(k >= 0, `no reading of ${meter.heater} at or after ${point.at}, yet it lies behind the last one`);
  const before = readings[k - 1]?.at;
  const firstKnot = meter.points.find((one) => one.knot !== null)?.at ?? point.at;
  const from = before ?? Math.min(firstKnot, point.at);
  // At an exchange in the very instant of a reading, the span after it starts anew.
  const to = readings[k]!.at === point.at ? (readings[k + 1]?.at ?? point.at) : readings[k]!.at;
  return windowOf(from, to);
}

/**
 * Takes in what is told late of the past (`change`: points, edges): reckons the half-hours of the window again from
 * the readings given (all in it, the last one before and the first one after it), as if it had been known all along.
 */
export function refoldWindow(
  meter: Meter,
  change: (meter: Meter) => void,
  readings: readonly PastReading[],
  window: Window,
  book: HeaterBook,
  rules: MeteringRules,
): void {
  const lifted = liftTail(meter, book);
  change(meter);
  const { fromMs, toMs } = windowSpan(window);
  const before = book.unhold(fromMs, toMs);
  book.clear(window.fromSlot, window.toSlot);
  // One at or before the window opens its first segment; where there is none, the heater began inside.
  let start: Standing | null = null;
  for (const reading of readings) {
    const points = pointsTo(meter, start, reading.at);
    const began = start === null && reading.at <= fromMs;
    if (!began && (start === null || start.at < toMs) && reading.at > fromMs) {
      const { spans } = reckon(
        segmentTo(reading, start, points, reading.doubt, reading.rating, reading.rules),
      );
      spread(book, spans, points, window, reading.at);
      // Spans outside the window stand as they were, and so do those of them that are held.
      const inside = spans.filter((span) => span.to > fromMs && span.from < toMs);
      keepHeld(book, inside, before, window);
    }
    const { at, mainWh, auxWh } = reading;
    start = standingAfter({ at, mainWh, auxWh }, points);
  }
  if (start !== null && start.at === meter.last?.at) meter.last = start;
  layTail(meter, book, rules, lifted);
}

/**
 * Reckons one half-hour again by the edges that hold now. `readings`: any around it, with the last one at or before
 * it and the first one at or after its end where there are such.
 */
export function refoldEdges(
  meter: Meter,
  readings: readonly PastReading[],
  slot: number,
  book: HeaterBook,
  rules: MeteringRules,
): void {
  const [fromMs, toMs] = [slot * HALF_HOUR_MS, (slot + 1) * HALF_HOUR_MS];
  const first = Math.max(0, firstAfter(readings, fromMs) - 1);
  const near = readings.slice(first, firstAfter(readings, toMs) + 1);
  refoldWindow(meter, () => undefined, near, { fromSlot: slot, toSlot: slot + 1 }, book, rules);
}
