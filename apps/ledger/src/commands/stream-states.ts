import { invariant } from '#domain/decision';
import { readEvent, type DomainEvent, type RecordedEvent } from '#events';
import type { EventStore } from '#event-store';

const BATCH_EVENTS = 1000;

/** Events of a stream from a revision on, as they are recorded. */
export async function readFrom(
  store: EventStore,
  stream: string,
  fromRevision: number,
  limit = Infinity,
): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  while (events.length < limit) {
    const wanted = Math.min(BATCH_EVENTS, limit - events.length);
    const batch = await store.readStream(stream, fromRevision + events.length, wanted);
    events.push(...batch);
    if (batch.length < wanted) break;
  }
  return events;
}

interface Folding<State> {
  readonly initialState: State;
  evolve(state: State, event: DomainEvent): State;
}

interface Known {
  readonly state: unknown;
  readonly nextRevision: number;
}

const STREAMS_MAX = 20_000;

/**
 * States of streams that commands ask about. A stream only grows, so what is remembered of it is read on from
 * where it stopped and is always as new as the log.
 */
export class StreamStates {
  private readonly known = new Map<string, Known>();

  constructor(private readonly store: EventStore) {}

  /** The state after all events of the stream; null where there is no such stream. */
  async stateOf<State>(stream: string, fold: Folding<State>): Promise<State | null> {
    const before = this.known.get(stream);
    const from = before?.nextRevision ?? 0;
    const events = await readFrom(this.store, stream, from);
    let state = before === undefined ? fold.initialState : (before.state as State);
    for (const event of events) state = fold.evolve(state, readEvent(event));
    const nextRevision = from + events.length;
    invariant(nextRevision >= from, `stream ${stream} shrank`);
    if (nextRevision === 0) return null;
    this.keep(stream, { state, nextRevision });
    return state;
  }

  private keep(stream: string, known: Known): void {
    this.known.delete(stream);
    this.known.set(stream, known);
    if (this.known.size <= STREAMS_MAX) return;
    const oldest = this.known.keys().next();
    if (!oldest.done) this.known.delete(oldest.value);
  }
}
