import { exhausted } from '#domain/decision';
import type { HeaterFact, MeteringFact } from '#domain/facts';
import { DAY_MS } from '#domain/calendar';
import {
  decideHeld,
  declareEnd,
  dayOfSlot,
  foldPoint,
  foldRating,
  insertPoint,
  isBehind,
  pointsOf,
  ratingOf,
  refoldWindow,
  slotAt,
  windowAround,
  windowSpan,
  windowToRefold,
  type Point,
} from '#domain/metering';
import type { FoldState } from './fold-state.js';
import { loadTail } from './load-tail.js';
import { readPast } from './past-uploads.js';
import type { Shelf } from './shelf.js';

const dayOf = (ms: number): number => dayOfSlot(slotAt(ms));

/** What a fact about a heater does to its cells, work and held spans. */
export async function foldHeaterFact(
  state: FoldState,
  event: HeaterFact | MeteringFact,
  index: number,
): Promise<void> {
  const shelf = state.shelf(event.data.heater);
  await apply(state, shelf, event, index);
  state.noteChange(shelf, index);
}

async function apply(
  state: FoldState,
  shelf: Shelf,
  event: HeaterFact | MeteringFact,
  index: number,
): Promise<void> {
  const { meter, book } = shelf;
  switch (event.type) {
    case 'HeaterCommissioned':
      await loadTail(state, shelf);
      return foldRating(meter, ratingOf(event.data, index), book, state.rulesNow);
    case 'HeaterInstalled':
    case 'HeaterMoved':
    case 'HeaterRemoved':
    case 'HeaterMeterExchanged':
    case 'HeaterOpened':
    case 'HeaterReset':
    case 'EnergyCorrected':
    case 'EstimateAccepted':
    case 'SpanSetAside':
      for (const point of pointsOf(event)) await foldOnePoint(state, shelf, point, index);
      return;
    case 'HeldSpanReleased':
    case 'HeldSpanDiscarded':
      await state.load(shelf, dayOf(event.data.from));
      decideHeld(
        book,
        event.data.from,
        event.data.to,
        event.type === 'HeldSpanReleased' ? 'released' : 'discarded',
      );
      return;
    case 'AttemptEndDeclared':
      await state.load(shelf, oldestPendingDay(shelf));
      return declareEnd(meter.attempts, event.data, book, state.lastCut);
    case 'HeaterEpochOpened':
    case 'HeaterDeclaredPlain':
    case 'HeaterDeclaredHousehold':
    case 'HeaterModeSet':
    case 'UploadRefused':
      return;
    default:
      return exhausted(event);
  }
}

function oldestPendingDay(shelf: Shelf): number {
  const parts = [...shelf.meter.attempts.pending.values()].flat();
  return Math.min(...parts.map((part) => dayOf(part.slots[0]!.slotEndMs - 1)));
}

async function foldOnePoint(state: FoldState, shelf: Shelf, point: Point, index: number): Promise<void> {
  const { meter, book } = shelf;
  if (!isBehind(meter, point)) {
    await loadTail(state, shelf, point.at);
    return foldPoint(meter, point, book, state.rulesNow);
  }
  let window = windowAround(point);
  for (;;) {
    const span = windowSpan(window);
    const readings = await readPast(state, shelf, span, index);
    // Its key is gone: the month is final, the fact moves no energy in it.
    if (readings === null || readings.at(-1) === undefined || readings.at(-1)!.at < point.at) {
      return insertPoint(meter.points, point);
    }
    const wanted = windowToRefold(meter, point, readings);
    if (wanted.fromSlot >= window.fromSlot && wanted.toSlot <= window.toSlot) {
      const lastDay = dayOf(meter.last?.at ?? point.at);
      await state.load(shelf, Math.min(dayOf(span.fromMs), lastDay, dayOf(point.at - DAY_MS)));
      return refoldWindow(
        meter,
        ({ points }) => insertPoint(points, point),
        readings,
        window,
        book,
        state.rulesNow,
      );
    }
    window = wanted;
  }
}
