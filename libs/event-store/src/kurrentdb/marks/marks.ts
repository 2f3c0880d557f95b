import { EventStoreError } from '../../errors.js';
import { comparePlaces, type Known } from '../place.js';

/**
 * Places of events in the log of the server, kept so that a start need not count from the first event on. Derived: they
 * may be lost, and are then made again.
 */
export interface Marks {
  /** Keeps a mark. Errors: {@link EventStoreError} LOG_FOREIGN where another place is kept for this index. */
  put(mark: Known): Promise<void>;
  atOrBefore(index: number): Promise<Known | null>;
  latest(): Promise<Known | null>;
  close(): Promise<void>;
}

/** Refuses a mark that contradicts the kept one. */
export function checkSame(mark: Known, kept: Known | null): void {
  if (kept === null || comparePlaces(kept.place, mark.place) === 0) return;
  throw new EventStoreError(
    'LOG_FOREIGN',
    `event ${mark.index} stands at ${mark.place.commit} in this log, and stood at ${kept.place.commit} before: this data belongs to another log. Give it the URL of its own event store`,
  );
}
