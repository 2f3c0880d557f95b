import type { EventStore, Subscription } from '#event-store';

/** What the fold needs of an event; `stream` and `type` are numbers of names (`nameOf`). */
export type LogRow = readonly [
  index: number,
  stream: number,
  revision: number,
  type: number,
  version: number,
  recordedAt: number,
  data: string,
];

/** An event of one stream, read again. */
export interface PastEvent {
  readonly index: number;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: number;
  readonly data: string;
}

type Soon<T> = T | Promise<T>;

/** The log as a projection reads it: in this thread where the adapter can, through any event store where not. */
export interface LogSource {
  readRows(fromIndex: number, limit: number): Soon<readonly LogRow[]>;
  nameOf(number: number): string;
  readStream(stream: string, fromRevision: number, limit: number): Soon<readonly PastEvent[]>;
  readStreamBackwards(
    stream: string,
    beforeRevision: number | null,
    limit: number,
  ): Soon<readonly PastEvent[]>;
  /** Id of an event; null where the log ends before it. */
  idAt(index: number): Soon<string | null>;
  /** Resolves when there is an event at the index, or when the signal is given. */
  untilAt(index: number, signal: AbortSignal): Promise<unknown>;
}

/** A server tells of what others appended a moment later (ms). */
const TOLD_MS_MAX = 3_000;

/** Any event store as a source. */
export function storeSource(store: EventStore, toldMsMax = TOLD_MS_MAX): LogSource {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const numberOf = (name: string): number => {
    let number = numbers.get(name);
    if (number === undefined) {
      number = names.push(name) - 1;
      numbers.set(name, number);
    }
    return number;
  };
  let last: { readonly index: number; readonly id: string } | undefined;
  return {
    async readRows(fromIndex, limit) {
      const { events } = await store.readAll(fromIndex, limit);
      last = events.at(-1) ?? last;
      return events.map((event): LogRow => {
        const { index, stream, revision, type, version, recordedAt, data } = event;
        return [index, numberOf(stream), revision, numberOf(type), version, recordedAt, data];
      });
    },
    nameOf: (number) => names[number] ?? '',
    readStream: (stream, from, limit) => store.readStream(stream, from, limit),
    readStreamBackwards: (stream, before, limit) => store.readStreamBackwards(stream, before, limit),
    async idAt(index) {
      if (last?.index === index) return last.id;
      const there = (await store.readAll(index, 1)).events[0];
      if (there !== undefined) return there.id;
      await untilThereIs(store, index, AbortSignal.timeout(toldMsMax));
      return (await store.readAll(index, 1)).events[0]?.id ?? null;
    },
    untilAt: (index, signal) => untilThereIs(store, index, signal),
  };
}

/** A subscription tells, and asks nothing of the store meanwhile: a server may be waited for by many, for long. */
async function untilThereIs(store: EventStore, index: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const waiting = new AbortController();
  let subscription: Subscription | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(), { signal: waiting.signal });
      subscription = store.subscribe(index, {
        onEvents: () => resolve(),
        onEnded: (error) => (error === null ? resolve() : reject(error)),
      });
    });
  } finally {
    waiting.abort();
    await subscription?.stop();
  }
}
