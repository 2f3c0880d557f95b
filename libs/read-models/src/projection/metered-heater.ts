import { DAY_MS, addMonths, monthSpan, type Month } from '#domain/calendar';
import {
  coveredFrom,
  coveredTo,
  readingsAround,
  type DayCell,
  type DayWork,
  type MeteredHeater,
  type Standing,
} from '#domain/metering';
import { mulDivFloor } from '#domain/quantity';
import type { FoldState } from './fold-state.js';
import { readPast } from './past-uploads.js';
import type { Shelf } from './shelf.js';
import { zoneOf } from './zone-of.js';

/**
 * All that attribution needs of one heater for a month. Everything folded so far must be written:
 * cells and work come from the store.
 */
export async function meteredHeater(
  state: FoldState,
  shelf: Shelf,
  month: Month,
  beforeIndex: number,
): Promise<MeteredHeater> {
  const { heater, meter, book } = shelf;
  const zone = zoneOf(state.facts.current, heater, Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`));
  const { fromMs, toMs } = monthSpan(zone, month);
  const { fromDay, toDay } = state.daysOf(month);
  const days = { fromDay: Math.min(fromDay, Math.floor(fromMs / DAY_MS)), toDay };
  const cells = await state.store.cells(heater, days);
  const work = await state.store.work(heater, days);
  const late = await state.store.workAfter(addMonths(month, -1), heater, days.fromDay);
  const around =
    (shelf.erasure === null ? readingsAround(meter, toMs) : null) ??
    (await readPast(state, shelf, { fromMs: toMs, toMs }, beforeIndex));
  return {
    heater,
    cells: cells.map((row) => JSON.parse(row.data) as DayCell),
    work: [...late, ...work].map((row) => JSON.parse(row.data) as DayWork),
    pending: [...meter.attempts.pending.values()].flat(),
    held: book.held.filter((span) => span.to > fromMs && span.from < toMs),
    coveredFrom: coveredFrom(meter),
    coveredTo: coveredTo(meter),
    ...standingsAt(shelf, toMs, around ?? []),
  };
}

type Standings = Pick<MeteredHeater, 'end' | 'before' | 'after'>;

const standing = ({ at, mainWh, auxWh }: Standing): Standing => ({ at, mainWh, auxWh });

/** The registers at the end of a month, and the readings around it. A knot between them is nearer than a reading. */
function standingsAt(shelf: Shelf, toMs: number, readings: readonly Standing[]): Standings {
  const before = readings.findLast((one) => one.at <= toMs) ?? null;
  const after = readings.find((one) => one.at > toMs) ?? null;
  const knots = shelf.meter.points.flatMap(({ at, knot }) => (knot === null ? [] : [{ at, knot }]));
  const knotBefore = knots.findLast((one) => one.at <= toMs && one.at >= (before?.at ?? 0));
  const knotAfter = knots.find((one) => one.at > toMs && one.at <= (after?.at ?? one.at));
  const left =
    knotBefore === undefined ? before : { at: knotBefore.at, ...(knotBefore.knot.next ?? knotBefore.knot) };
  const right = knotAfter === undefined ? after : { at: knotAfter.at, ...knotAfter.knot };
  return {
    end: left === null ? null : between(left, right, toMs),
    before: before === null ? null : standing(before),
    after: after === null ? null : standing(after),
  };
}

/** Floor interpolation, as in the cells; after a last reading or knot nothing is known, so nothing is said. */
function between(left: Standing, right: Standing | null, at: number): Standing | null {
  if (left.at === at) return standing(left);
  if (right === null) return null;
  const share = (from: number, to: number): number =>
    from + mulDivFloor(Math.max(0, to - from), at - left.at, right.at - left.at);
  return { at, mainWh: share(left.mainWh, right.mainWh), auxWh: share(left.auxWh, right.auxWh) };
}
