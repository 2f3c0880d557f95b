import { HALF_HOUR_MS } from '#domain/calendar';
import type { FactEvent } from '#domain/facts';
import {
  coveredFrom,
  dayOfSlot,
  edgesDiffering,
  foldEdgesAhead,
  refoldEdges,
  slotAt,
  type Edges,
} from '#domain/metering';
import type { FoldState } from './fold-state.js';
import { loadTail } from './load-tail.js';
import { readPast } from './past-uploads.js';
import type { Shelf } from './shelf.js';

/** The readings of so many half-hours, a month, are read again at once and stand in memory until they are folded. */
const SLOTS_AT_ONCE = 31 * 48;

/** Takes in what a fact says of the edges of windows; what was folded by other edges is folded again. */
export function foldEdges(state: FoldState, event: FactEvent, index: number): void | Promise<void> {
  const named = state.edges.heatersOf(event);
  const heaters = named?.filter((heater) => state.isOwn(heater)) ?? [...state.shelves.keys()];
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
  const edgesAt = edgesDiffering(before, edges, slotAt(fromMs) * HALF_HOUR_MS, last.at);
  const slots = [...new Set(edgesAt.map(slotAt))];
  for (let from = 0; from < slots.length;) {
    const end = slots.findIndex((slot) => slot >= slots[from]! + SLOTS_AT_ONCE);
    const until = end < 0 ? slots.length : end;
    await refold(state, shelf, slots.slice(from, until), index);
    from = until;
  }
  state.noteChange(shelf, index);
}

/** Half-hours, ascending, whose readings are read at once. Those whose key is gone are final as they are. */
async function refold(
  state: FoldState,
  shelf: Shelf,
  slots: readonly number[],
  index: number,
): Promise<void> {
  const { meter, book } = shelf;
  const [first, last] = [slots[0]!, slots.at(-1)!];
  const span = { fromMs: first * HALF_HOUR_MS, toMs: (last + 1) * HALF_HOUR_MS };
  const readings = await readPast(state, shelf, span, index);
  if (readings?.length === 0) return;
  if (readings !== null) {
    await state.load(shelf, Math.min(dayOfSlot(first) - 1, dayOfSlot(slotAt(meter.last?.at ?? span.fromMs))));
    for (const slot of slots) refoldEdges(meter, readings, slot, book, state.rulesNow);
  } else if (slots.length > 1) {
    const middle = slots.length >> 1;
    await refold(state, shelf, slots.slice(0, middle), index);
    await refold(state, shelf, slots.slice(middle), index);
  }
}
