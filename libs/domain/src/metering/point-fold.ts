import type { HeaterBook } from './book.js';
import type { Edges } from './edges.js';
import type { Meter } from './meter.js';
import { insertPoint, type Point } from './point.js';
import type { MeteringRules, Rating } from './rating.js';
import { layTail, liftTail } from './tail.js';

/** Whether a point lies at or before the last reading: readings around it must be read again (`refold`). */
export const isBehind = (meter: Meter, point: Point): boolean =>
  meter.last !== null && point.at <= meter.last.at;

/** Takes in a point ahead of the last reading. */
export function foldPoint(meter: Meter, point: Point, book: HeaterBook, rules: MeteringRules): void {
  const lifted = liftTail(meter, book);
  insertPoint(meter.points, point);
  layTail(meter, book, rules, lifted);
}

/** Edges ahead of the last reading are others from here on; those behind it are for the caller to fold again. */
export function foldEdgesAhead(meter: Meter, edges: Edges, book: HeaterBook, rules: MeteringRules): void {
  const lifted = liftTail(meter, book);
  meter.edges = edges;
  layTail(meter, book, rules, lifted);
}

/** The heater is commissioned: what it may draw is known from here on. */
export function foldRating(meter: Meter, rating: Rating, book: HeaterBook, rules: MeteringRules): void {
  const lifted = liftTail(meter, book);
  meter.rating = rating;
  layTail(meter, book, rules, lifted);
}
