import { HALF_HOUR_MS } from '#domain/calendar';
import type { Standing } from './cell.js';
import type { Meter } from './meter.js';
import { pointsWithin, type Point } from './point.js';
import { LONGEST_SPAN_MS } from './segment.js';

/**
 * Instants that come again every day at which the registers of a heater must be known: edges of the off-peak windows
 * of its supply point. They follow from facts and are kept nowhere, unlike the points that events name.
 */
export interface Edges {
  /**
   * The first edge after an instant (ms UTC); infinite where none follows. An edge on a half-hour may be left out,
   * and one that is none may be told there: registers at half-hours are known anyway.
   */
  after(atMs: number): number;
}

export const NO_EDGES: Edges = Object.freeze({ after: () => Number.POSITIVE_INFINITY });

/** From which instant on the span after the last reading needs a closer look: an edge, or the end of a month. */
export function nextEdgeAt({ edges, monthEnds, last }: Meter): number {
  if (last === null) return Number.POSITIVE_INFINITY;
  // A month that ends with the last reading is passed by the next one.
  const endAt = monthEnds.after(last.at - 1);
  return edges === NO_EDGES ? endAt : Math.min(endAt, edges.after(last.at));
}

/**
 * Points and edges after a standing up to an instant, ascending. Where nothing stood before, edges count from the
 * half-hour in which measuring begins. Over more than a year nothing is known of the time between: no edges there.
 */
export function pointsTo(meter: Meter, start: Standing | null, toMs: number): readonly Point[] {
  const told = pointsWithin(meter.points, start?.at ?? Number.NEGATIVE_INFINITY, toMs);
  if (meter.edges === NO_EDGES) return told;
  const beganMs = told.find((point) => point.knot !== null)?.at ?? toMs;
  const fromMs = start?.at ?? Math.floor(beganMs / HALF_HOUR_MS) * HALF_HOUR_MS;
  if (toMs - fromMs > LONGEST_SPAN_MS) return told;
  return withEdges(told, meter.edges, fromMs, toMs);
}

function withEdges(told: readonly Point[], edges: Edges, fromMs: number, toMs: number): readonly Point[] {
  let edge = edges.after(fromMs);
  if (edge > toMs) return told;
  const merged: Point[] = [];
  let k = 0;
  for (; edge <= toMs; edge = edges.after(edge)) {
    while (k < told.length && told[k]!.at < edge) merged.push(told[k++]!);
    // A point in that instant tells the register already.
    if (told[k]?.at !== edge) merged.push({ at: edge, knot: null });
  }
  while (k < told.length) merged.push(told[k++]!);
  return merged;
}

/** Instants in (from, to], ascending, that only one of both tells; on half-hours none matters. */
export function edgesDiffering(before: Edges, now: Edges, fromMs: number, toMs: number): readonly number[] {
  const differing: number[] = [];
  let [a, b] = [before.after(fromMs), now.after(fromMs)];
  for (let at = Math.min(a, b); at <= toMs; at = Math.min(a, b)) {
    if (a !== b && at % HALF_HOUR_MS !== 0) differing.push(at);
    if (a === at) a = before.after(at);
    if (b === at) b = now.after(at);
  }
  return differing;
}
