import { EventStoreError } from '../errors.js';
import type { Connection } from './connection.js';
import type { KnownIndexes } from './known-indexes.js';
import { pagesAfter } from './log-pages.js';
import { knownBefore, type WireEvent } from './wire-event.js';

/** Searches at once. */
const SEARCHES_MAX = 8;
/** Events that mostly come between the one its writer knew and its own. */
const DISTANCE = 4;

/**
 * Indexes of events that were read from their stream, where the server says nothing of their place. Each tells which
 * event its writer knew last, so a few events are read from there on until it is met itself.
 */
export class IndexLookup {
  constructor(
    private readonly connection: Connection,
    private readonly indexes: KnownIndexes,
  ) {}

  /** In the order of the events, which are of one stream. */
  async indexesOf(events: readonly WireEvent[]): Promise<readonly number[]> {
    const found = new Map<bigint, number>();
    const unknown = events.filter((event) => {
      const index = this.indexes.of(event.streamId, Number(event.revision));
      if (index !== undefined) found.set(event.revision, index);
      return index === undefined;
    });
    const searching = async (): Promise<void> => {
      for (let event = unknown.shift(); event !== undefined; event = unknown.shift())
        if (!found.has(event.revision)) await this.search(event, found);
    };
    await Promise.all(Array.from({ length: Math.min(SEARCHES_MAX, unknown.length) }, searching));
    return events.map(({ revision }) => found.get(revision)!);
  }

  /** Notes all events that are met on the way: those of one stream were often written together. */
  private async search(wanted: WireEvent, found: Map<bigint, number>): Promise<void> {
    for await (const page of pagesAfter(this.connection, knownBefore(wanted), DISTANCE)) {
      for (const { event } of page) {
        this.indexes.note(event);
        if (event.stream === wanted.streamId) found.set(BigInt(event.revision), event.index);
      }
      if (found.has(wanted.revision)) return;
    }
    throw new EventStoreError(
      'STORE_AWAY',
      `${this.connection.shown} does not show event ${wanted.revision} of stream ${wanted.streamId} in its log: ask again`,
    );
  }
}
