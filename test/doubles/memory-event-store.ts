import type { NewEvent, RecordedEvent } from '#events';
import {
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
  private readonly all: RecordedEvent[] = [];
  private readonly streams = new Map<string, RecordedEvent[]>();
  private readonly waiting = new Set<() => void>();
  private closed = false;

  async append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    await Promise.resolve();
    const outcomes = requests.map((request) => this.appendOne(request));
    for (const wake of [...this.waiting]) wake();
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
    const there = this.streams.get(stream) ?? [];
    return Promise.resolve(there.slice(fromRevision, fromRevision + limit));
  }

  readStreamBackwards(
    stream: string,
    beforeRevision: number | null,
    limit: number,
  ): Promise<readonly RecordedEvent[]> {
    const there = this.streams.get(stream) ?? [];
    const end = Math.min(beforeRevision ?? there.length, there.length);
    return Promise.resolve(there.slice(Math.max(0, end - limit), end).reverse());
  }

  readAll(fromIndex: number, limit: number): Promise<Batch> {
    const events = this.all.slice(fromIndex, fromIndex + limit);
    return Promise.resolve({ events, next: fromIndex + events.length });
  }

  nextIndex(): Promise<number> {
    return Promise.resolve(this.all.length);
  }

  indexOf(position: string): Promise<number> {
    return Promise.resolve(Number(position));
  }

  subscribe(fromIndex: number, handler: SubscriptionHandler): Subscription {
    let stopped = false;
    let wake: () => void = () => undefined;
    const follow = async (): Promise<void> => {
      let next = fromIndex;
      while (!stopped && !this.closed) {
        const batch = await this.readAll(next, 500);
        next = batch.next;
        if (batch.events.length > 0) await handler.onEvents(batch.events);
        if (stopped || this.all.length > next) continue;
        await handler.onCaughtUp?.(next);
        await this.more(next, (resolve) => (wake = resolve));
      }
    };
    const ended = follow().then(
      () => handler.onEnded?.(null),
      (error: unknown) => handler.onEnded?.(error instanceof Error ? error : new Error(String(error))),
    );
    return {
      stop: async () => {
        stopped = true;
        wake();
        await ended;
      },
    };
  }

  /** Resolves when the log is longer, at `stop` or at `close`. */
  private more(next: number, onWait: (wake: () => void) => void): Promise<void> {
    if (this.all.length > next) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
      onWait(wake);
    });
  }

  close(): Promise<void> {
    this.closed = true;
    for (const wake of [...this.waiting]) wake();
    return Promise.resolve();
  }
}
