import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import { indexAt } from '#processes/closing';
import { Problem } from '../../http/index.js';
import { instantOf, instantText } from '../shape/index.js';

/** An index, or an instant. */
export const AS_OF = /^(\d{1,15}|\d{4}-\d{2}-\d{2}.*)$/;

/**
 * Index before which everything counts: an index as it is; an instant means all events before the first one recorded
 * later. Throws a 400 INSTANT_INVALID or INDEX_UNKNOWN, a 422 AS_OF_IN_FUTURE: what stands then nobody knows yet.
 */
export async function asOfIndex(store: EventStore, clock: Clock, asOf: string): Promise<number> {
  if (!/^\d{1,15}$/.test(asOf)) return indexAt(store, pastInstant(asOf, clock.now()));
  const index = Number(asOf);
  const end = await store.nextIndex();
  if (index <= end) return index;
  throw new Problem(400, {
    code: 'INDEX_UNKNOWN',
    field: 'asOf',
    remedy: `The log ends before index ${end}: give that or a lower one.`,
  });
}

function pastInstant(asOf: string, nowMs: number): number {
  const ms = instantOf('asOf', asOf);
  if (ms <= nowMs) return ms;
  throw new Problem(422, {
    code: 'AS_OF_IN_FUTURE',
    field: 'asOf',
    remedy: `Give an instant up to now, ${instantText(nowMs)}.`,
  });
}
