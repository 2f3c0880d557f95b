import type { RecordedEvent } from '#events';

import { EventStoreError } from '../errors.js';
import type { Batch } from '../port.js';
import type { Connection } from './connection.js';
import type { KnownIndexes } from './known-indexes.js';
import type { KnownPlaces } from './known-places.js';
import { pagesAfter, type Placed } from './log-pages.js';
import type { Place } from './place.js';
import type { Tail } from './tail.js';

/**
 * Reads the log by index: what is recent from memory, the rest from the server. Never beyond what is counted, and at
 * least up to what was acknowledged here before.
 */
export class LogHistory {
  constructor(
    private readonly connection: Connection,
    private readonly tail: Tail,
    private readonly places: KnownPlaces,
    private readonly indexes: KnownIndexes,
    private readonly acknowledgedUpTo: () => Place | null,
  ) {}

  async read(fromIndex: number, limit: number): Promise<Batch> {
    if (this.tail.nextIndex() < fromIndex + limit)
      await this.tail.untilSeen(this.acknowledgedUpTo(), this.connection.readMs);
    const stopped = this.tail.stopped();
    if (stopped !== null) throw stopped;
    const end = this.tail.nextIndex();
    const count = Math.min(limit, end - fromIndex);
    if (count <= 0) return { events: [], next: fromIndex };
    const events = this.tail.recentFrom(fromIndex, count) ?? (await this.fromServer(fromIndex, count));
    return { events, next: fromIndex + events.length };
  }

  private async fromServer(fromIndex: number, count: number): Promise<readonly RecordedEvent[]> {
    const known = await this.places.before(fromIndex);
    const distance = fromIndex - 1 - (known?.index ?? -1);
    const events: RecordedEvent[] = [];
    let last: Placed | undefined;
    for await (const page of pagesAfter(this.connection, known, distance + count)) {
      for (const placed of page) {
        if (placed.event.index < fromIndex) continue;
        if (events.length === count) break;
        events.push(placed.event);
        // A fold that reads a stream again soon after need not search for each event.
        this.indexes.note(placed.event);
        last = placed;
      }
      if (events.length === count) break;
    }
    if (last === undefined || events.length < count)
      throw new EventStoreError(
        'STORE_AWAY',
        `${this.connection.shown} shows fewer events than it has shown before: ask again`,
      );
    this.places.note({ index: last.event.index, place: last.place });
    return events;
  }
}
