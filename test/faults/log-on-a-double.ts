import { EventStoreError, NO_STREAM, type AppendOutcome, type EventStore } from '#event-store';
import {
  MemoryMarks,
  openKurrentEventStore,
  type KurrentEventStoreOptions,
  type Marks,
} from '#event-store/kurrentdb';
import type { NewEvent, RecordedEvent } from '#events';

import { appendOne, request, sampleEvent } from '../contracts/event-store.samples.js';
import { KurrentDouble, type DoubleOptions } from '../doubles/kurrentdb/double.js';

export type LogOptions = Omit<KurrentEventStoreOptions, 'url' | 'marks'>;

/** Deadlines of tests in which somebody is silent: short, and long enough for a busy machine to answer in. */
export const HASTY: LogOptions = { connectMs: 300, readMs: 300, appendMs: 300, againMs: 100 };
/** Subscribes again at once. */
export const EAGER: LogOptions = { backOff: () => 2 };

/** What a test has opened, closed after it whatever has happened. */
export class Opened {
  private readonly ends: (() => Promise<void>)[] = [];

  async double(options: DoubleOptions = {}): Promise<KurrentDouble> {
    const double = await KurrentDouble.start(options);
    this.ends.push(() => double.end());
    return double;
  }

  async store(url: string, options: LogOptions = {}, marks: Marks = new MemoryMarks()): Promise<EventStore> {
    const store = await openKurrentEventStore({ ...EAGER, ...options, url, marks });
    this.ends.push(() => store.close());
    return store;
  }

  /** A log that has begun: the installation named as event 0. */
  async log(url: string, options: LogOptions = {}, marks: Marks = new MemoryMarks()): Promise<EventStore> {
    const store = await eventually(() => this.store(url, options, marks));
    await begin(store);
    return store;
  }

  onEnd(end: () => Promise<void>): void {
    this.ends.push(end);
  }

  async end(): Promise<void> {
    for (const end of this.ends.splice(0).reverse()) await end();
  }
}

/** Sends the same request until it is answered otherwise than by an absence, as every caller may. */
export async function insisted(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
  expectedRevision: number = NO_STREAM,
): Promise<AppendOutcome> {
  for (;;) {
    const outcome = await appendOne(store, request(stream, expectedRevision, events));
    if (outcome.kind !== 'failed' || outcome.code !== 'STORE_AWAY') return outcome;
    await pause();
  }
}

/** Asks until the server is there: on a busy machine it may not answer a hasty question at once. */
export async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof EventStoreError) || error.code !== 'STORE_AWAY') throw error;
      await pause();
    }
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** The first event of every log. */
export async function begin(store: EventStore): Promise<void> {
  const named = sampleEvent({ type: 'InstallationNamed' });
  const outcome = await insisted(store, 'installation', [named]);
  if (outcome.kind !== 'appended') throw new Error(JSON.stringify(outcome));
}

/** What an opening or a read was refused with. */
export async function refusalOf(refused: Promise<unknown>): Promise<EventStoreError> {
  const error: unknown = await refused.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof EventStoreError) return error;
  throw error;
}

export const codeOf = (outcome: AppendOutcome): string =>
  outcome.kind === 'failed' ? outcome.code : outcome.kind;

/** Follows a log from an index on and keeps what it was given. */
export class Follower {
  readonly events: RecordedEvent[] = [];
  ended: Error | null | undefined;
  private waiting: (() => void)[] = [];

  constructor(store: EventStore, fromIndex = 0) {
    store.subscribe(fromIndex, {
      onEvents: (events) => {
        this.events.push(...events);
        this.wake();
      },
      onEnded: (error) => {
        this.ended = error;
        this.wake();
      },
    });
  }

  get indexes(): readonly number[] {
    return this.events.map(({ index }) => index);
  }

  /** Resolves when it was given so many events, or ended. */
  async until(count: number): Promise<void> {
    while (this.events.length < count && this.ended === undefined)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Resolves with the reason when it has ended. */
  async untilEnded(): Promise<Error | null> {
    while (this.ended === undefined) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.ended;
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** Milliseconds a piece of work has taken. */
export async function msOf(work: Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work.catch(() => undefined);
  return performance.now() - since;
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
