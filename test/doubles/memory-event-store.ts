import type { NewEvent, RecordedEvent } from '#events';
import {
  CatchUp,
  EventStoreError,
  fitsLine,
  type AppendOutcome,
  type AppendRequest,
  type Batch,
  type EventStore,
  type Subscription,
  type SubscriptionHandler,
} from '#event-store';

/** The log in memory, for specifications that need no durability. It passes the one contract suite. */
export class MemoryEventStore implements EventStore {
  private readonly all: RecordedEvent[];
  private readonly streams: Map<string, RecordedEvent[]>;
  private readonly subscriptions = new Set<Subscription>();
  private readonly waiting = new Set<() => void>();
  private closed = false;

  /** A new log, or the log of a store that was closed. */
  constructor(closed?: MemoryEventStore) {
    this.all = closed?.all ?? [];
    this.streams = closed?.streams ?? new Map<string, RecordedEvent[]>();
  }

  async append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    const outcomes = requests.map((request) => this.appendOne(request));
    await Promise.resolve();
    for (const wake of this.waiting) wake();
    this.waiting.clear();
    return outcomes;
  }

  private appendOne({ stream, expectedRevision, events }: AppendRequest): AppendOutcome {
    if (this.closed) return { kind: 'failed', code: 'CLOSED', message: 'the store is closed' };
    if (!events.every((event, at) => fitsLine(stream, expectedRevision + 1 + at, event)))
      return { kind: 'failed', code: 'EVENT_TOO_LARGE', message: `an event of ${stream} exceeds a line` };
    const there = this.streams.get(stream) ?? [];
    const currentRevision = there.length - 1;
    const firstRevision = expectedRevision + 1;
    const lastRevision = expectedRevision + events.length;
    if (expectedRevision === currentRevision) {
      this.put(stream, there, events);
      const position = String(this.all.length - 1);
      return { kind: 'appended', firstRevision, lastRevision, position, repeated: false };
    }
    const repeated =
      events.length > 0 && events.every((event, at) => there[firstRevision + at]?.id === event.id);
    if (!repeated) return { kind: 'conflict', currentRevision };
    const position = String(there[lastRevision]!.index);
    return { kind: 'appended', firstRevision, lastRevision, position, repeated: true };
  }

  private put(stream: string, there: RecordedEvent[], events: readonly NewEvent[]): void {
    for (const event of events) {
      const recorded = { ...event, index: this.all.length, stream, revision: there.length };
      there.push(recorded);
      this.all.push(recorded);
    }
    this.streams.set(stream, there);
  }

  readStream(stream: string, fromRevision: number, limit: number): Promise<readonly RecordedEvent[]> {
    if (this.closed) return refused();
    const there = this.streams.get(stream) ?? [];
    return Promise.resolve(there.slice(fromRevision, fromRevision + limit));
  }

  readStreamBackwards(
    stream: string,
    beforeRevision: number | null,
    limit: number,
  ): Promise<readonly RecordedEvent[]> {
    if (this.closed) return refused();
    const there = this.streams.get(stream) ?? [];
    const end = Math.min(beforeRevision ?? there.length, there.length);
    return Promise.resolve(there.slice(Math.max(0, end - limit), end).reverse());
  }

  readAll(fromIndex: number, limit: number): Promise<Batch> {
    if (this.closed) return refused();
    const events = this.all.slice(fromIndex, fromIndex + limit);
    return Promise.resolve({ events, next: fromIndex + events.length });
  }

  nextIndex(): Promise<number> {
    if (this.closed) return refused();
    return Promise.resolve(this.all.length);
  }

  indexOf(position: string): Promise<number> {
    return Promise.resolve(Number(position));
  }

  subscribe(fromIndex: number, handler: SubscriptionHandler): Subscription {
    const subscription = new CatchUp(
      {
        readAll: (from, limit) => this.readAll(from, limit),
        untilAt: (index, signal) => this.untilAt(index, signal),
      },
      fromIndex,
      handler,
      500,
    );
    this.subscriptions.add(subscription);
    return subscription;
  }

  private async untilAt(index: number, signal: AbortSignal): Promise<void> {
    while (this.all.length <= index && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
        signal.addEventListener('abort', () => resolve());
      });
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
  }
}

const refused = (): Promise<never> => Promise.reject(new EventStoreError('CLOSED', 'the store is closed'));
