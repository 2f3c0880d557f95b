import { HALF_HOUR_MS } from '#domain/calendar';
import { mulDivFloor } from '#domain/quantity';
import { slotAt, type HeaterBook } from './book.js';
import type { HeldSpan } from './cell.js';
import type { Point } from './point.js';
import type { Span } from './segment.js';

/** Half-hours [fromSlot, toSlot) that may change; the rest stands. */
export interface Window {
  readonly fromSlot: number;
  readonly toSlot: number;
}
export const EVERYWHERE: Window = {
  fromSlot: Number.NEGATIVE_INFINITY,
  toSlot: Number.POSITIVE_INFINITY,
};

/** The half-hours that a span of time touches. */
export const windowOf = (from: number, to: number): Window => ({
  fromSlot: slotAt(from),
  toSlot: Math.max(Math.ceil(to / HALF_HOUR_MS), slotAt(from) + 1),
});

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly mainWh: number;
  readonly auxWh: number;
}

/** Calls back for each part of a span between edges of half-hours and the given instants: floor of the cumulative value. */
function eachPart(
  piece: Piece,
  instants: readonly { readonly at: number }[],
  part: (slot: number, mainWh: number, auxWh: number, until: number) => void,
): void {
  const spanMs = piece.to - piece.from;
  let at = piece.from;
  let main = 0;
  let aux = 0;
  let k = 0;
  while (at < piece.to) {
    while (k < instants.length && instants[k]!.at <= at) k++;
    const slot = slotAt(at);
    const until = Math.min((slot + 1) * HALF_HOUR_MS, piece.to, instants[k]?.at ?? piece.to);
    const mainThen = mulDivFloor(piece.mainWh, until - piece.from, spanMs);
    const auxThen = mulDivFloor(piece.auxWh, until - piece.from, spanMs);
    part(slot, mainThen - main, auxThen - aux, until);
    [at, main, aux] = [until, mainThen, auxThen];
  }
}

/** Adds spans to the cells in order of time and notes the register at every point inside a half-hour. */
export function spread(
  book: HeaterBook,
  spans: readonly Span[],
  points: readonly Point[],
  window: Window = EVERYWHERE,
  firstAt = 0,
): void {
  const inside = (slot: number): boolean => slot >= window.fromSlot && slot < window.toSlot;
  const startAt = spans[0]?.from ?? firstAt;
  for (const { at } of points) {
    // The half-hour in which measuring begins has drawn nothing until then.
    if (at <= startAt && slotAt(at) === slotAt(startAt) && inside(slotAt(at))) book.cut(at);
  }
  let k = 0;
  for (const span of spans) {
    if (span.held !== null && points.length === 0) continue;
    if (span.held === null)
      book.noteSpan(
        Math.max(span.from, window.fromSlot * HALF_HOUR_MS),
        Math.min(span.to, window.toSlot * HALF_HOUR_MS),
      );
    eachPart(span, points, (slot, mainWh, auxWh, until) => {
      if (!inside(slot)) return;
      if (span.held === null) book.add(slot, mainWh, auxWh, span.interpolated);
      while (k < points.length && points[k]!.at < until) k++;
      if (k < points.length && points[k]!.at === until) book.cut(until);
    });
  }
}

/** Takes back what `spread` added; cuts are left to the caller. */
export function unspread(book: HeaterBook, spans: readonly Span[]): void {
  for (const span of spans)
    if (span.held === null)
      eachPart(span, [], (slot, mainWh, auxWh) => book.add(slot, -mainWh, -auxWh, span.interpolated));
}

/** A held span counts as measured after all (sign 1), or no longer (−1); cuts after it see it too. */
export function releaseInto(
  book: HeaterBook,
  span: HeldSpan,
  sign: 1 | -1,
  window: Window = EVERYWHERE,
): void {
  if (span.mainWh === 0 && span.auxWh === 0) return;
  const cuts: { at: number; mainWh: number; auxWh: number }[] = [];
  for (const cell of book.cells.values())
    for (const cut of cell.cuts) if (cut.at > span.from && slotAt(cut.at) <= slotAt(span.to)) cuts.push(cut);
  cuts.sort((a, b) => a.at - b.at);
  eachPart(span, cuts, (slot, mainWh, auxWh, until) => {
    if (slot < window.fromSlot || slot >= window.toSlot) return;
    book.add(slot, sign * mainWh, sign * auxWh, false);
    for (const cut of cuts) {
      if (cut.at < until || slotAt(cut.at) !== slot) continue;
      cut.mainWh += sign * mainWh;
      cut.auxWh += sign * auxWh;
    }
  });
}
