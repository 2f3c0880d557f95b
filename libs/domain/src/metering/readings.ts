import { HALF_HOUR_MS } from '#domain/calendar';
import type { UploadBody } from '#events';
import { slotAt, type HeaterBook } from './book.js';
import type { Standing } from './cell.js';
import { keepHeld } from './held.js';
import type { Meter } from './meter.js';
import { firstAfter, type Point } from './point.js';
import { plainSpanMs, type MeteringRules } from './rating.js';
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

/** Why a reading cannot be used, or null. `last` is the last accepted one. */
export function readingFault(
  at: number,
  mainWh: number,
  auxWh: number,
  clock: number,
  last: Standing | null,
  latestMs: number,
  modulus: number,
): HeldCode | null {
  // 1 informative, 2 synchronised; an unknown or relative clock tells no time.
  if (clock !== 1 && clock !== 2) return 'CLOCK_NOT_SET';
  if (at > latestMs || at <= 0 || (last !== null && at <= last.at)) return 'IMPOSSIBLE_TIME';
  if (mainWh < 0 || auxWh < 0 || mainWh >= modulus || auxWh >= modulus) return 'TOO_MUCH_ENERGY';
  return null;
}

/** The same instant and registers told again: no reading at all. */
export const isRepeat = (at: number, mainWh: number, auxWh: number, last: Standing | null): boolean =>
  last !== null && at === last.at && mainWh === last.mainWh && auxWh === last.auxWh;

/**
 * Folds the readings of one upload, straight from the delta-coded columns. Between the edges of half-hours
 * nothing is added up: only the readings around an edge are touched. Every span is still judged;
 * one that is not plain (first, fall, too much, gap, doubt, a point inside) goes through `reckon`.
 * The knots ahead must have been lifted.
 */
export function foldReadings(
  meter: Meter,
  body: ReadingColumns,
  book: HeaterBook,
  context: UploadContext,
): void {
  const { at: ats, mainWh: mains, auxWh: auxs, clock: clocks } = body;
  const [count, mainCount, auxCount, clockCount] = [ats.length, mains.length, auxs.length, clocks.length];
  const rating = ratingFor(meter, context.index);
  const modulus = rating?.registerModulus ?? Number.MAX_SAFE_INTEGER;
  const latestMs = context.recordedAt + context.rules.futureToleranceMs;
  const scaledW = rating === null ? 0 : rating.ratedW * (1000 + context.rules.powerTolerancePermille);
  // Nothing is plain while the rating or the last reading is unknown or in doubt.
  const longestMs = rating === null ? 0 : plainSpanMs(rating, context.rules);
  let plainMs = meter.last === null || meter.doubt !== null ? 0 : longestMs;
  let lastAt = meter.last?.at ?? 0;
  let lastMain = meter.last?.mainWh ?? 0;
  let lastAux = meter.last?.auxWh ?? 0;
  let markMain = lastMain;
  let markAux = lastAux;
  let edge = (slotAt(lastAt) + 1) * HALF_HOUR_MS;
  let pointAt = nextPointAt(meter);
  let at = 0;
  let main = 0;
  let aux = 0;
  let clock = 0;
  for (let i = 0; i < count; i++) {
    at += ats[i]!;
    if (i < mainCount) main += mains[i]!;
    if (i < auxCount) aux += auxs[i]!;
    if (i < clockCount) clock += clocks[i]!;
    const spanMs = at - lastAt;
    const riseMain = main - lastMain;
    const riseAux = aux - lastAux;
    const excessWh = riseMain + riseAux - 1;
    if (
      spanMs > 0 &&
      spanMs <= plainMs &&
      riseMain >= 0 &&
      riseAux >= 0 &&
      (excessWh <= 0 || excessWh * MS_PER_HOUR_PERMILLE <= scaledW * spanMs) &&
      at < pointAt &&
      at <= latestMs &&
      (clock === 2 || clock === 1) &&
      main < modulus &&
      aux < modulus
    ) {
      while (at > edge) {
        const thenMain = lastMain + floorShare(riseMain, edge - lastAt, spanMs);
        const thenAux = lastAux + floorShare(riseAux, edge - lastAt, spanMs);
        book.add(edge / HALF_HOUR_MS - 1, thenMain - markMain, thenAux - markAux, false);
        [markMain, markAux] = [thenMain, thenAux];
        edge += HALF_HOUR_MS;
      }
      lastAt = at;
      lastMain = main;
      lastAux = aux;
      continue;
    }
    if (meter.last !== null) {
      book.add(edge / HALF_HOUR_MS - 1, lastMain - markMain, lastAux - markAux, false);
      moveLast(meter, lastAt, lastMain, lastAux);
    }
    takeReading(meter, book, context, { at, mainWh: main, auxWh: aux }, clock, modulus, latestMs);
    const last: Standing | null = meter.last;
    if (last !== null) {
      lastAt = last.at;
      markMain = lastMain = last.mainWh;
      markAux = lastAux = last.auxWh;
      edge = (slotAt(lastAt) + 1) * HALF_HOUR_MS;
      pointAt = nextPointAt(meter);
      plainMs = meter.doubt === null ? longestMs : 0;
    }
  }
  if (meter.last === null || lastAt === meter.last.at) return;
  book.add(edge / HALF_HOUR_MS - 1, lastMain - markMain, lastAux - markAux, false);
  moveLast(meter, lastAt, lastMain, lastAux);
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
  return meter.points[k]?.at ?? Number.POSITIVE_INFINITY;
}

/** One reading the long way: judged, then reckoned with whatever points lie before it. */
function takeReading(
  meter: Meter,
  book: HeaterBook,
  context: UploadContext,
  reading: Standing,
  clock: number,
  modulus: number,
  latestMs: number,
): void {
  const { last } = meter;
  if (isRepeat(reading.at, reading.mainWh, reading.auxWh, last)) return;
  const fault = readingFault(reading.at, reading.mainWh, reading.auxWh, clock, last, latestMs, modulus);
  if (fault !== null) {
    meter.doubt ??= fault;
    return;
  }
  const from = last === null ? 0 : firstAfter(meter.points, last.at);
  const points = meter.points.slice(from, firstAfter(meter.points, reading.at));
  const rating = ratingFor(meter, context.index);
  const { spans, standing } = reckon(segmentTo(reading, last, points, meter.doubt, rating, context.rules));
  spread(book, spans, points, undefined, reading.at);
  keepHeld(book, spans, []);
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
