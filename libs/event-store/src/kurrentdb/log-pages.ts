import type { RecordedEvent } from '#events';

import { EventStoreError } from '../errors.js';
import { type Connection, readAllFrom } from './connection.js';
import { EventCounter } from './event-counter.js';
import { comparePlaces, type Known, type Place } from './place.js';

/** An event of ours and its place. */
export interface Placed {
  readonly event: RecordedEvent;
  readonly place: Place;
}

const PAGE_EVENTS_MAX = 1_000;

/**
 * Our events after a known one, page by page as the server gives them, with their indexes; from the first one where
 * none is known. Ends at the end of the log. The known event is read again: where it is no longer there, the place was
 * counted in another log.
 */
export async function* pagesAfter(
  connection: Connection,
  known: Known | null,
  expected: number,
): AsyncGenerator<readonly Placed[], void, undefined> {
  const counter = new EventCounter(known);
  let from = known?.place ?? null;
  for (let count = countOf(expected); ; count = Math.min(count * 4, PAGE_EVENTS_MAX)) {
    const events = await readAllFrom(connection, from, count);
    const first = events[0]?.position;
    if (from !== null && (first === undefined || comparePlaces(first, from) !== 0))
      throw misplaced(connection, known?.index ?? 0);
    const placed: Placed[] = [];
    for (const event of events) {
      const counted = counter.take(event);
      if (counted.kind === 'event') placed.push({ event: counted.event, place: counted.place });
    }
    if (placed.length > 0) yield placed;
    const last = events.at(-1)?.position;
    if (events.length < count || last === undefined) return;
    from = last;
  }
}

/**
 * Reads a known event again. Errors: {@link EventStoreError} LOG_FOREIGN where something else stands at its place, and
 * those of a read. `id` is null where the event was known by its place alone.
 */
export async function checkStill(connection: Connection, known: Known, id: string | null): Promise<void> {
  const [event] = await readAllFrom(connection, known.place, 1);
  const isThere = event?.position !== undefined && comparePlaces(event.position, known.place) === 0;
  if (!isThere || (id !== null && event.id !== id)) throw misplaced(connection, known.index);
}

/** One for the known event, some for system events among ours. */
const countOf = (expected: number): number => Math.min(expected + 4, PAGE_EVENTS_MAX);

const misplaced = ({ shown }: Connection, index: number): EventStoreError =>
  new EventStoreError(
    'LOG_FOREIGN',
    `the log on ${shown} holds no event where event ${index} stood: it is another log, or an older copy. Restore the log, or begin with a new data folder and database`,
  );
