import { type AppendOutcome, type AppendRequest, type EventStore, NO_STREAM } from '#event-store';
import type { NewEvent, RecordedEvent } from '#events';

let counter = 0;

/** A time-ordered id, never the same twice in this process. */
export const freshId = (): string => {
  counter += 1;
  return `0192f0c4-${String(process.pid % 10_000).padStart(4, '0')}-7000-8000-${String(counter).padStart(12, '0')}`;
};

/** A stream that no other test writes to: the log of a production engine is shared between tests. */
export const freshStream = (kind = 'site'): string => `${kind}-${freshId()}`;

export function sampleEvent(overrides: Partial<NewEvent> = {}): NewEvent {
  const id = freshId();
  return {
    id,
    type: 'SiteRegistered',
    version: 1,
    recordedAt: 1_730_419_200_000,
    actor: 'person:amina',
    commandId: `command-${id}`,
    causation: null,
    data: JSON.stringify({ site: id, name: 'Résidence des Tilleuls' }),
    ...overrides,
  };
}

export const sampleEvents = (count: number): NewEvent[] => Array.from({ length: count }, () => sampleEvent());

export const request = (
  stream: string,
  expectedRevision: number,
  events: readonly NewEvent[],
): AppendRequest => ({ stream, expectedRevision, events });

export type Appended = Extract<AppendOutcome, { kind: 'appended' }>;

export async function appendOne(store: EventStore, one: AppendRequest): Promise<AppendOutcome> {
  const [outcome] = await store.append([one]);
  if (outcome === undefined) throw new Error('no outcome for the request');
  return outcome;
}

/** Appends and insists that it was done. */
export async function appended(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
  expectedRevision: number = NO_STREAM,
): Promise<Appended> {
  const outcome = await appendOne(store, request(stream, expectedRevision, events));
  if (outcome.kind !== 'appended') throw new Error(`expected an append, got ${JSON.stringify(outcome)}`);
  return outcome;
}

/** The event as its author wrote it, without its place. */
export const written = (event: RecordedEvent): NewEvent => ({
  id: event.id,
  type: event.type,
  version: event.version,
  recordedAt: event.recordedAt,
  actor: event.actor,
  commandId: event.commandId,
  causation: event.causation,
  data: event.data,
});

/** Everything from an index to the end. */
export async function readToEnd(store: EventStore, fromIndex: number, limit = 100): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let next = fromIndex; ;) {
    const batch = await store.readAll(next, limit);
    if (batch.events.length === 0) return events;
    events.push(...batch.events);
    next = batch.next;
  }
}

/** Waits until a condition holds; fails after five seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited five seconds for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
