import { dayOfSlot, slotAt } from '#domain/metering';
import type { FoldState } from './fold-state.js';
import type { Shelf } from './shelf.js';

/** Knots ahead are reckoned from the last reading, or from the first knot, on: those days are loaded. */
export async function loadTail(state: FoldState, shelf: Shelf, at = Number.POSITIVE_INFINITY): Promise<void> {
  const { last, points } = shelf.meter;
  const from = last?.at ?? Math.min(points[0]?.at ?? at, at);
  if (Number.isFinite(from)) await state.load(shelf, dayOfSlot(slotAt(from)));
}
