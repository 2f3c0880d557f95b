import type { Month } from '#domain/calendar';
import type { Difference } from './differences.js';

/** What no document holds yet of earlier months, and what of it a document can bear. */
export interface LateLines {
  readonly taken: readonly Difference[];
  /** Months whose lines come to less than zero, more than this document pays: they stay open. */
  readonly left: readonly Difference[];
}

/**
 * Lines of earlier months that were never documented, month by month: one that comes to zero or more is an ordinary part of
 * this document; one below zero (hourly prices may be) is, as long as the document still pays something, oldest first.
 * A month is taken whole or not at all, so that nobody is paid its better half alone.
 */
export function lateLines(otherCents: number, late: readonly Difference[]): LateLines {
  const sums = new Map<Month, number>();
  for (const { period, cents } of late) sums.set(period, (sums.get(period) ?? 0) + cents);
  const taken = new Set([...sums].filter(([, cents]) => cents >= 0).map(([period]) => period));
  let left = otherCents;
  for (const period of taken) left += sums.get(period)!;
  for (const [period, cents] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (cents < 0 && left + cents >= 0) {
      taken.add(period);
      left += cents;
    }
  return {
    taken: late.filter(({ period }) => taken.has(period)),
    left: late.filter(({ period }) => !taken.has(period)),
  };
}
