import { emptyAttempts, type Attempts } from './attempts.js';
import type { Standing } from './cell.js';
import { NO_EDGES, type Edges } from './edges.js';
import { firstAfter, type Point } from './point.js';
import type { MeteringRules, Rating } from './rating.js';
import type { HeldCode } from './segment.js';

/** Temperature of a room and its setpoint (0.1 °C). */
export interface Room {
  readonly roomDeciC: number;
  readonly targetDeciC: number;
}

/** Neighbouring readings: `before` at or before an instant, `after` after it. */
export interface Around {
  readonly before: Standing;
  readonly after: Standing;
}

/** What the fold knows of one heater between two uploads. */
export interface Meter {
  readonly heater: string;
  rating: Rating | null;
  /** The last accepted reading; at an exchange in that instant, the new meter. */
  last: { at: number; mainWh: number; auxWh: number } | null;
  /** Instant of the first accepted reading. */
  firstAt: number | null;
  /** Readings after the last accepted one were skipped: the span to the next is held with this code. */
  doubt: HeldCode | null;
  /** What the last accepted reading said of the room; null: nothing. */
  room: Room | null;
  /** Knots and cuts, ascending, behind and ahead of the last reading. */
  readonly points: Point[];
  /** Instants besides them that follow from facts; whoever keeps a meter sets them anew. */
  edges: Edges;
  /** Ends of months: the readings around them are kept. Set anew like the edges. */
  monthEnds: Edges;
  /** The readings around the last end of a month that was passed. */
  around: Around | null;
  /** Rules under which the knots ahead of the last reading were reckoned for the time being; null: none are. */
  tail: MeteringRules | null;
  readonly attempts: Attempts;
}

export const newMeter = (heater: string): Meter => ({
  heater,
  rating: null,
  last: null,
  firstAt: null,
  doubt: null,
  room: null,
  points: [],
  edges: NO_EDGES,
  monthEnds: NO_EDGES,
  around: null,
  tail: null,
  attempts: emptyAttempts(),
});

/**
 * The readings around an instant: the last at or before it, the first after it where there is one. Null where the
 * fold has not kept them, and they must be read again.
 */
export function readingsAround({ around, last }: Meter, atMs: number): readonly Standing[] | null {
  if (last !== null && last.at <= atMs) return [last];
  return around !== null && around.before.at <= atMs && atMs < around.after.at
    ? [around.before, around.after]
    : null;
}

/** Points after the last reading. */
export const pointsAhead = (meter: Meter): readonly Point[] =>
  meter.points.slice(meter.last === null ? 0 : firstAfter(meter.points, meter.last.at));

/** The first instant that readings or knots cover. */
export function coveredFrom(meter: Meter): number | null {
  const knot = meter.points.find((point) => point.knot !== null);
  if (knot === undefined || meter.firstAt === null) return knot?.at ?? meter.firstAt;
  return Math.min(knot.at, meter.firstAt);
}

/** The last instant that readings or knots cover; nothing after it is measured. */
export function coveredTo(meter: Meter): number | null {
  const knot = pointsAhead(meter).findLast((point) => point.knot !== null);
  return knot?.at ?? meter.last?.at ?? null;
}
