/** Registers of both meters, in Wh. */
export interface Registers {
  readonly mainWh: number;
  readonly auxWh: number;
}

/** Registers that a person read: a point of the interpolation like a reading. `next`: of the new meter, after an exchange. */
export interface Knot extends Registers {
  readonly next: Registers | null;
}

/**
 * An instant that matters inside a half-hour: a knot (install, move, removal, exchange),
 * or a mere cut (edge of a correction, of a span set aside, of an opening).
 */
export interface Point {
  readonly at: number;
  readonly knot: Knot | null;
}

/** First place in an ascending list whose `at` is greater. */
export function firstAfter(points: readonly { readonly at: number }[], at: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Points in (from, to], ascending. */
export const pointsWithin = (points: readonly Point[], from: number, to: number): readonly Point[] =>
  points.slice(firstAfter(points, from), firstAfter(points, to));

/** Keeps the list ascending; of two at one instant the earlier recorded comes first. A cut told twice is one. */
export function insertPoint(points: Point[], point: Point): void {
  const place = firstAfter(points, point.at);
  if (point.knot === null && place > 0 && points[place - 1]!.at === point.at) return;
  points.splice(place, 0, point);
}
