import { coveredTo, pointsAhead, type Meter } from './meter.js';
import type { HeaterBook } from './book.js';
import type { HeldSpan } from './cell.js';
import { pointsTo } from './edges.js';
import { keepHeld } from './held.js';
import type { MeteringRules } from './rating.js';
import { reckon, type Reckoning } from './segment.js';
import { releaseInto, spread, unspread } from './spread.js';

/**
 * Knots ahead of the last reading (a removal, say) are measured energy although no reading has followed.
 * They are reckoned for the time being, and taken back when a reading or another knot comes.
 */
function reckonTail(meter: Meter, rules: MeteringRules): Reckoning {
  return reckon({
    start: meter.last,
    end: null,
    points: pointsAhead(meter),
    doubt: meter.doubt,
    rating: meter.rating,
    rules,
  });
}

/** Takes the tail out of the book; returns its held spans, so that what was decided on them can be kept. */
export function liftTail(meter: Meter, book: HeaterBook): readonly HeldSpan[] {
  if (meter.tail === null) return [];
  const from = meter.last?.at ?? Number.NEGATIVE_INFINITY;
  const taken = book.unhold(from, Number.POSITIVE_INFINITY);
  for (const span of taken) if (span.status === 'released') releaseInto(book, span, -1);
  unspread(book, reckonTail(meter, meter.tail).spans);
  book.uncut(from, Number.POSITIVE_INFINITY);
  meter.tail = null;
  return taken;
}

/** Reckons the knots ahead, if there are any. */
export function layTail(
  meter: Meter,
  book: HeaterBook,
  rules: MeteringRules,
  before: readonly HeldSpan[],
): void {
  const points = pointsAhead(meter);
  if (!points.some((point) => point.knot !== null)) return;
  const { spans } = reckonTail(meter, rules);
  spread(book, spans, pointsTo(meter, meter.last, coveredTo(meter) ?? 0));
  keepHeld(book, spans, before);
  meter.tail = rules;
}
