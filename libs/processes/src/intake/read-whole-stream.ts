import type { EventStore } from '#event-store';
import type { RecordedEvent } from '#events';

const PAGE = 500;

/** The events of a stream from a revision to its end, page by page. */
export async function* readWholeStream(
  store: EventStore,
  stream: string,
  fromRevision: number,
): AsyncGenerator<RecordedEvent> {
  let next = fromRevision;
  for (;;) {
    const page = await store.readStream(stream, next, PAGE);
    yield* page;
    next += page.length;
    if (page.length < PAGE) return;
  }
}
