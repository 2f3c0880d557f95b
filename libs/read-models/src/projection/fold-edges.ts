import { HALF_HOUR_MS } from '#domain/calendar';
import type { FactEvent } from '#domain/facts';
import {
  coveredFrom,
  dayOfSlot,
  edgesDiffer,
  foldEdgesAhead,
  refoldWindow,
  slotAt,
  windowOf,
  windowSpan,
  type Edges,
  type Window,
} from '#domain/metering';
import type { FoldState } from './fold-state.js';
import { loadTail } from './load-tail.js';
import { readPast } from './past-uploads.js';
import type { Shelf } from './shelf.js';

/** Half-hours read again at once: a month, in memory until they are folded. */
const SLOTS_AT_ONCE = 31 * 48;
const SLOTS_PER_DAY = 48;

/** Takes in what a fact says of the edges of windows; what was folded by other edges is folded again. */
export function foldEdges(state: FoldState, event: FactEvent, index: number): void | Promise<void> {
  const heaters = state.edges.heatersOf(event) ?? [...state.shelves.keys()];
  if (heaters.length > 0) return foldEach(state, heaters, index);
}

async function foldEach(state: FoldState, heaters: readonly string[], index: number): Promise<void> {
  for (const heater of heaters) {
    const shelf = state.shelf(heater);
    const edges = state.edges.of(state.facts.current, heater);
    if (edges !== shelf.meter.edges) await takeEdges(state, shelf, edges, index);
  }
}

async function takeEdges(state: FoldState, shelf: Shelf, edges: Edges, index: number): Promise<void> {
  const { meter } = shelf;
  const { edges: before, last } = meter;
  const fromMs = coveredFrom(meter);
  await loadTail(state, shelf);
  foldEdgesAhead(meter, edges, shelf.book, state.rulesNow);
  state.noteChange(shelf, index);
  if (fromMs === null || last === null) return;
  const differ = edgesDiffer(before, edges, slotAt(fromMs) * HALF_HOUR_MS, last.at);
  if (differ === null) return;
  const whole = windowOf(differ.firstMs, differ.lastMs);
  for (let fromSlot = whole.fromSlot; fromSlot < whole.toSlot; fromSlot += SLOTS_AT_ONCE) {
    const toSlot = Math.min(fromSlot + SLOTS_AT_ONCE, whole.toSlot);
    await refold(state, shelf, { fromSlot, toSlot }, index);
  }
  state.noteChange(shelf, index);
}

/** By the edges that hold now. Half-hours whose key is gone are final as they are; those beside them are not. */
async function refold(state: FoldState, shelf: Shelf, window: Window, index: number): Promise<void> {
  const { meter, book } = shelf;
  const { fromSlot, toSlot } = window;
  const span = windowSpan(window);
  const readings = await readPast(state, shelf, span, index);
  if (readings === null) {
    const slots = toSlot - fromSlot;
    if (slots <= SLOTS_PER_DAY) return;
    const middle = fromSlot + Math.ceil(slots / 2);
    await refold(state, shelf, { fromSlot, toSlot: middle }, index);
    return refold(state, shelf, { fromSlot: middle, toSlot }, index);
  }
  await state.load(
    shelf,
    Math.min(dayOfSlot(fromSlot) - 1, dayOfSlot(slotAt(meter.last?.at ?? span.fromMs))),
  );
  refoldWindow(meter, () => undefined, readings, window, book, state.rulesNow);
}
