import type { EventStore } from '#event-store';
import type { RecordedEvent } from '#events';

/** What reading the log needs; nothing is written through it. */
export type LogReads = Pick<EventStore, 'readAll' | 'readStream' | 'readStreamBackwards' | 'nextIndex'>;

/** The log as it stood before an index: later events are not there. */
export function logBefore(store: LogReads, before: number): LogReads {
  const known = (events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
    events.filter(({ index }) => index < before);
  return {
    nextIndex: () => Promise.resolve(before),
    readAll: async (fromIndex, limit) => {
      const events = known((await store.readAll(fromIndex, limit)).events);
      return { events, next: fromIndex + events.length };
    },
    readStream: async (stream, fromRevision, limit) =>
      known(await store.readStream(stream, fromRevision, limit)),
    async readStreamBackwards(stream, beforeRevision, limit) {
      // Pages of later events are passed over, not taken for the beginning of the stream.
      for (let revision = beforeRevision; ;) {
        const events = await store.readStreamBackwards(stream, revision, limit);
        const found = known(events);
        if (found.length > 0 || events.length === 0) return found;
        revision = events.at(-1)!.revision;
      }
    },
  };
}

/** An event may be written so much later than the time it bears: a close takes the time of its beginning. */
const DISORDER_MS = 3_600_000;
const READ_EVENTS = 500;

/**
 * Index before which everything counts as of an instant: that of the first event recorded later, or the end of the log.
 * Times are those that events bear; they may be out of order by up to an hour.
 */
export async function indexAt(store: LogReads, atMs: number): Promise<number> {
  const end = await store.nextIndex();
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [event] = (await store.readAll(middle, 1)).events;
    if (event !== undefined && event.recordedAt <= atMs) low = middle + 1;
    else high = middle;
  }
  let first = low;
  for (let before = low; before > 0;) {
    const from = Math.max(0, before - READ_EVENTS);
    const { events } = await store.readAll(from, before - from);
    for (const { index, recordedAt } of events.toReversed()) {
      if (recordedAt > atMs) first = index;
      else if (recordedAt <= atMs - DISORDER_MS) return first;
    }
    before = from;
  }
  return first;
}
