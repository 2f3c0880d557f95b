import type { HeaterBook } from './book.js';
import type { HeldSpan } from './cell.js';
import type { Span } from './segment.js';
import { EVERYWHERE, releaseInto, type Window } from './spread.js';

const same = (a: HeldSpan, b: HeldSpan): boolean =>
  a.from === b.from && a.to === b.to && a.code === b.code && a.mainWh === b.mainWh && a.auxWh === b.auxWh;

/**
 * Notes held spans. One that stood there before, unchanged, keeps what a person decided on it;
 * where the past was told anew, what was decided on the old span is void.
 */
export function keepHeld(
  book: HeaterBook,
  spans: readonly Span[],
  before: readonly HeldSpan[],
  window: Window = EVERYWHERE,
): void {
  for (const { from, to, held, mainWh, auxWh } of spans) {
    if (held === null) continue;
    const span: HeldSpan = { heater: book.heater, from, to, code: held, mainWh, auxWh, status: 'held' };
    const old = before.find((one) => same(one, span));
    book.hold(old ?? span);
    if (old?.status === 'released') releaseInto(book, old, 1, window);
  }
}

/**
 * A person's decision on the held spans that lie in [from, to]; spans already decided stay as they are.
 * Returns how many it touched.
 */
export function decideHeld(
  book: HeaterBook,
  from: number,
  to: number,
  status: 'released' | 'discarded',
): number {
  const decided = book.held.filter((span) => span.status === 'held' && span.from >= from && span.to <= to);
  if (decided.length === 0) return 0;
  book.held = book.held.map((span) => (decided.includes(span) ? { ...span, status } : span));
  book.heldChanged = true;
  if (status === 'released') for (const span of decided) releaseInto(book, span, 1);
  return decided.length;
}
