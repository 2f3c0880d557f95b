import { DAY_MS, HALF_HOUR_MS } from '#domain/calendar';
import type { UploadBody } from '#events';
import { slotAt, type HeaterBook } from './book.js';
import type { Standing } from './cell.js';
import { nextEdgeAt, pointsTo } from './edges.js';
import { keepHeld } from './held.js';
import type { Meter } from './meter.js';
import { firstAfter, type Point } from './point.js';
import { OLDEST_MS, plainSpanMs, type MeteringRules } from './rating.js';
import { reckon, type HeldCode, type Segment } from './segment.js';
import { spread } from './spread.js';

/** What an upload is judged by besides itself. */
export interface UploadContext {
  readonly index: number;
  /** Our clock when it was recorded (ms UTC). */
  readonly recordedAt: number;
  readonly rules: MeteringRules;
}

export type ReadingColumns = Pick<UploadBody, 'at' | 'mainWh' | 'auxWh' | 'clock'>;

const MS_PER_HOUR_PERMILLE = 3_600_000_000;

/** Rating as far as it was known when the upload was recorded. */
export const ratingFor = (meter: Meter, index: number): Meter['rating'] =>
  meter.rating !== null && meter.rating.since < index ? meter.rating : null;

/** What one reading is judged by. */
export interface ReadingBounds {
  readonly earliestMs: number;
  readonly latestMs: number;
  readonly modulus: number;
}

export const readingBounds = (
  rating: Meter['rating'],
  { recordedAt, rules }: UploadContext,
): ReadingBounds => ({
  earliestMs: recordedAt - OLDEST_MS,
  latestMs: recordedAt + rules.futureToleranceMs,
  modulus: rating?.registerModulus ?? Number.MAX_SAFE_INTEGER,
});

/** Why a reading cannot be used, or null. `last` is the last accepted one. */
export function readingFault(
  at: number,
  mainWh: number,
  auxWh: number,
  clock: number,
  last: Standing | null,
  { earliestMs, latestMs, modulus }: ReadingBounds,
): HeldCode | null {
  // 1 informative, 2 synchronised; an unknown or relative clock tells no time.
  if (clock !== 1 && clock !== 2) return 'CLOCK_NOT_SET';
  if (at > latestMs || at < earliestMs || at <= 0 || (last !== null && at <= last.at))
    return 'IMPOSSIBLE_TIME';
  if (mainWh < 0 || auxWh < 0 || mainWh >= modulus || auxWh >= modulus) return 'TOO_MUCH_ENERGY';
  return null;
}

/** The same instant and registers told again: no reading at all. */
export const isRepeat = (at: number, mainWh: number, auxWh: number, last: Standing | null): boolean =>
  last !== null && at === last.at && mainWh === last.mainWh && auxWh === last.auxWh;

/** Columns being read, and the last accepted reading: what the scan goes on from. */
class Cursor {
  next = 0;
  at = 0;
  mainWh = 0;
  auxWh = 0;
  clock = 0;
  lastAt = 0;
  lastMainWh = 0;
  lastAuxWh = 0;
  /** Longest span that may be plain; 0 while nothing is (no last reading, or one in doubt). */
  plainMs = 0;
  /** The next knot, cut or edge. */
  pointAt = Number.POSITIVE_INFINITY;

  constructor(
    readonly body: ReadingColumns,
    private readonly limits: Limits,
  ) {}

  /** Goes on from the meter's last reading. */
  resume(meter: Meter): void {
    const { last, doubt } = meter;
    // Times ascend: what follows a reading that is not too old is not too old either.
    const sure = last !== null && doubt === null && last.at >= this.limits.earliestMs;
    this.plainMs = sure ? this.limits.longestMs : 0;
    this.pointAt = nextPointAt(meter);
    if (last === null) return;
    this.lastAt = last.at;
    this.lastMainWh = last.mainWh;
    this.lastAuxWh = last.auxWh;
  }
}

/** Within these a span is plain: nothing about it needs a closer look. */
export interface Limits extends ReadingBounds {
  readonly scaledW: number;
  readonly longestMs: number;
}

/** Whether so much energy is no more than the heater may draw in a span. */
export const isWithin = (energyWh: number, spanMs: number, { scaledW }: Limits): boolean =>
  energyWh <= 1 || (energyWh - 1) * MS_PER_HOUR_PERMILLE <= scaledW * spanMs;

/** Field by field: this is made for every upload, and a spread would cost as much as folding it. */
export function limitsOf(rating: Meter['rating'], context: UploadContext): Limits {
  const { rules } = context;
  const { earliestMs, latestMs, modulus } = readingBounds(rating, context);
  return {
    earliestMs,
    latestMs,
    modulus,
    scaledW: rating === null ? 0 : rating.ratedW * (1000 + rules.powerTolerancePermille),
    longestMs: rating === null ? 0 : plainSpanMs(rating, rules),
  };
}

/**
 * Folds the readings of one upload, straight from the delta-coded columns. Every span is judged; one that is not
 * plain (first, fall, too much, gap, doubt, a point inside) goes through `reckon`. The knots ahead must have been
 * lifted.
 */
export function foldReadings(
  meter: Meter,
  body: ReadingColumns,
  book: HeaterBook,
  context: UploadContext,
): void {
  const limits = limitsOf(ratingFor(meter, context.index), context);
  const cursor = new Cursor(body, limits);
  const closedBeforeMs = book.closedBefore * DAY_MS;
  cursor.resume(meter);
  for (;;) {
    const from = cursor.lastAt;
    const stopped = scanPlain(cursor, limits, book);
    if (from < closedBeforeMs) book.noteSpan(from, cursor.lastAt);
    if (meter.last !== null) moveLast(meter, cursor.lastAt, cursor.lastMainWh, cursor.lastAuxWh);
    if (!stopped) return;
    const { at, mainWh, auxWh, clock } = cursor;
    takeReading(meter, book, context, { at, mainWh, auxWh }, clock, limits);
    cursor.resume(meter);
  }
}

/**
 * Reads on while spans are plain; true where it stopped at a reading that needs a closer look. Between the edges of
 * half-hours nothing is added up: only the readings around an edge are touched.
 */
function scanPlain(cursor: Cursor, limits: Limits, book: HeaterBook): boolean {
  const { at: ats, mainWh: mains, auxWh: auxs, clock: clocks } = cursor.body;
  const [count, mainCount, auxCount, clockCount] = [ats.length, mains.length, auxs.length, clocks.length];
  const { modulus, latestMs, scaledW } = limits;
  const { plainMs, pointAt } = cursor;
  let { next, at, mainWh, auxWh, clock, lastAt, lastMainWh, lastAuxWh } = cursor;
  let [markMainWh, markAuxWh] = [lastMainWh, lastAuxWh];
  let edge = (slotAt(lastAt) + 1) * HALF_HOUR_MS;
  let plain = true;
  for (; next < count && plain; next++) {
    at += ats[next]!;
    if (next < mainCount) mainWh += mains[next]!;
    if (next < auxCount) auxWh += auxs[next]!;
    if (next < clockCount) clock += clocks[next]!;
    const spanMs = at - lastAt;
    const riseMain = mainWh - lastMainWh;
    const riseAux = auxWh - lastAuxWh;
    const excessWh = riseMain + riseAux - 1;
    plain =
      spanMs > 0 &&
      spanMs <= plainMs &&
      riseMain >= 0 &&
      riseAux >= 0 &&
      (excessWh <= 0 || excessWh * MS_PER_HOUR_PERMILLE <= scaledW * spanMs) &&
      at < pointAt &&
      at <= latestMs &&
      (clock === 2 || clock === 1) &&
      mainWh < modulus &&
      auxWh < modulus;
    if (!plain) continue;
    while (at > edge) {
      const thenMain = lastMainWh + floorShare(riseMain, edge - lastAt, spanMs);
      const thenAux = lastAuxWh + floorShare(riseAux, edge - lastAt, spanMs);
      book.add(edge / HALF_HOUR_MS - 1, thenMain - markMainWh, thenAux - markAuxWh, false);
      [markMainWh, markAuxWh] = [thenMain, thenAux];
      edge += HALF_HOUR_MS;
    }
    [lastAt, lastMainWh, lastAuxWh] = [at, mainWh, auxWh];
  }
  book.add(edge / HALF_HOUR_MS - 1, lastMainWh - markMainWh, lastAuxWh - markAuxWh, false);
  Object.assign(cursor, { next, at, mainWh, auxWh, clock, lastAt, lastMainWh, lastAuxWh });
  return !plain;
}

/** floor(wh × part ÷ whole); a plain span stays far inside the safe integers. */
const floorShare = (wh: number, part: number, whole: number): number => Math.floor((wh * part) / whole);

/** In place: one object per upload and heater would outlive most of what is folded. */
function moveLast(meter: Meter, at: number, mainWh: number, auxWh: number): void {
  if (meter.last === null) meter.last = { at, mainWh, auxWh };
  else {
    meter.last.at = at;
    meter.last.mainWh = mainWh;
    meter.last.auxWh = auxWh;
  }
}

function nextPointAt(meter: Meter): number {
  const k = meter.last === null ? 0 : firstAfter(meter.points, meter.last.at);
  return Math.min(meter.points[k]?.at ?? Number.POSITIVE_INFINITY, nextEdgeAt(meter));
}

/** One reading the long way: judged, then reckoned with whatever points lie before it. */
function takeReading(
  meter: Meter,
  book: HeaterBook,
  context: UploadContext,
  reading: Standing,
  clock: number,
  limits: Limits,
): void {
  const { last } = meter;
  if (isRepeat(reading.at, reading.mainWh, reading.auxWh, last)) return;
  const fault = readingFault(reading.at, reading.mainWh, reading.auxWh, clock, last, limits);
  if (fault !== null) {
    meter.doubt ??= fault;
    return;
  }
  const points = pointsTo(meter, last, reading.at);
  const rating = ratingFor(meter, context.index);
  const { spans, standing } = reckon(segmentTo(reading, last, points, meter.doubt, rating, context.rules));
  spread(book, spans, points, undefined, reading.at);
  keepHeld(book, spans, []);
  if (last !== null && meter.monthEnds.after(last.at - 1) < reading.at)
    meter.around = { before: { ...last }, after: { ...reading } };
  meter.firstAt ??= reading.at;
  meter.last = standing === null ? null : { ...standing };
  meter.doubt = null;
}

/** The segment that ends with a reading. What came before the first one was nothing, so nothing of it is in doubt. */
export function segmentTo(
  end: Standing,
  start: Standing | null,
  points: readonly Point[],
  doubt: HeldCode | null,
  rating: Meter['rating'],
  rules: MeteringRules,
): Segment {
  const begins = start === null && !points.some((point) => point.knot !== null);
  return { start, end, points, doubt: begins ? null : doubt, rating, rules };
}
