import { settlements, type SettlementEvent, type SettlementsState } from '#domain/settlements';
import { readEvent, type RecordedEvent } from '#events';
import type { EventStore } from '#event-store';

export const SETTLEMENTS = 'settlements';
const READ_EVENTS = 1_000;

/** Events of the stream in their order, in batches. */
export async function* settlementEvents(
  store: EventStore,
  fromRevision = 0,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let from = fromRevision; ;) {
    const batch = await store.readStream(SETTLEMENTS, from, READ_EVENTS);
    if (batch.length > 0) yield batch;
    if (batch.length < READ_EVENTS) return;
    from += batch.length;
  }
}

/** The state after all events, and the revision of the last (−1: none). */
export async function settlementsNow(
  store: EventStore,
): Promise<{ readonly state: SettlementsState; readonly revision: number }> {
  let state = settlements.initialState;
  let revision = -1;
  for await (const batch of settlementEvents(store))
    for (const recorded of batch) {
      // The stream holds events of this kind and no others.
      state = settlements.evolve(state, readEvent(recorded) as SettlementEvent);
      revision = recorded.revision;
    }
  return { state, revision };
}
