import type { RecordedEvent } from '#events';
import type { EventStore } from '#event-store';

const BATCH_EVENTS = 100;

/** Events of a stream below an index, a batch at a time. */
export async function* eventsOf(
  store: EventStore,
  stream: string,
  before = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<RecordedEvent> {
  for (let from = 0; ; from += BATCH_EVENTS) {
    const events = await store.readStream(stream, from, BATCH_EVENTS);
    for (const event of events) {
      if (event.index >= before) return;
      yield event;
    }
    if (events.length < BATCH_EVENTS) return;
  }
}

/** The same of several streams, one after the other. */
export async function* eventsOfAll(
  store: EventStore,
  streams: Iterable<string>,
  before?: number,
): AsyncGenerator<RecordedEvent> {
  for (const stream of streams) yield* eventsOf(store, stream, before);
}

/** Events at these indexes, ascending. */
export async function* eventsAt(
  store: EventStore,
  indexes: readonly number[],
): AsyncGenerator<RecordedEvent> {
  for (const index of indexes) {
    const [event] = (await store.readAll(index, 1)).events;
    if (event?.index === index) yield event;
  }
}
