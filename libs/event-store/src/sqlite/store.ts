import { invariant } from '#domain/decision';
import type { RecordedEvent } from '#events';
import { MAX_LINE_BYTES } from '#events/envelope';

import { CatchUp } from '../catch-up.js';
import { EventStoreError } from '../errors.js';
import { fitsLine } from '../line-limit.js';
import type {
  AppendOutcome,
  AppendRequest,
  Batch,
  EventStore,
  Subscription,
  SubscriptionHandler,
} from '../port.js';
import { AppendQueue, type QueueLimits } from './append-queue.js';
import { Growth } from './growth.js';
import type { LogWriterOptions, SqliteDiagnostics } from './writer-settings.js';
import { flattenRequests, restoreEvents } from './wire.js';
import { WorkerLink } from './worker-link.js';
import type { ReaderAnswers, ReaderQuestion, WriterAnswers, WriterQuestion } from './worker-protocol.js';

export interface SqliteEventStoreOptions extends LogWriterOptions {
  /** Events that may wait for the writer; beyond it appends are answered OVERLOADED. Default 50 000. */
  readonly queueLimit?: number;
  /** Characters of event data that may wait. Default 64 Mi. */
  readonly queueCharactersMax?: number;
}

export interface SqliteEventStore extends EventStore {
  /** Settings read back on the writer's connection. */
  diagnostics(): Promise<SqliteDiagnostics>;
  /** The settled path of the log: give it to {@link SqliteLogReader} in another thread. */
  readonly path: string;
}

const QUEUE_EVENTS_MAX = 50_000;
const QUEUE_CHARACTERS_MAX = 64 * 1024 * 1024;
const SUBSCRIPTION_BATCH_EVENTS = 500;

type Writer = WorkerLink<WriterQuestion, WriterAnswers>;
type Reader = WorkerLink<ReaderQuestion, ReaderAnswers>;

/**
 * Opens the log, creates it where there is none, and holds it against a second writer until closed. Writing and
 * reading run in threads of their own.
 *
 * Errors: {@link EventStoreError} SECOND_WRITER, FOREIGN_DATABASE, NEWER_DATABASE, NOT_DURABLE, STORE_AWAY.
 */
export async function openSqliteEventStore(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
  const { queueLimit, queueCharactersMax, ...writerOptions } = options;
  const writer: Writer = new WorkerLink('writer.worker');
  const reader: Reader = new WorkerLink('reader.worker');
  try {
    const { path, nextIndex } = await writer.ask({ ask: 'open', options: writerOptions });
    await reader.ask({ ask: 'open', path });
    const limits = {
      eventsMax: queueLimit ?? QUEUE_EVENTS_MAX,
      charactersMax: queueCharactersMax ?? QUEUE_CHARACTERS_MAX,
    };
    return new ThreadedStore(path, writer, reader, nextIndex, limits);
  } catch (error) {
    // Each answers first: a thread that is ended while it still loads SQLite takes the process with it.
    await Promise.all([closeThread(writer), closeThread(reader)]);
    throw error;
  }
}

class ThreadedStore implements SqliteEventStore {
  private readonly queue: AppendQueue;
  private readonly growth: Growth;
  private readonly subscriptions = new Set<Subscription>();
  private closing: Promise<void> | null = null;

  constructor(
    readonly path: string,
    private readonly writer: Writer,
    private readonly reader: Reader,
    nextIndex: number,
    limits: QueueLimits,
  ) {
    this.growth = new Growth(nextIndex);
    this.queue = new AppendQueue(async (requests) => {
      const committed = await this.writer.ask({ ask: 'append', requests: flattenRequests(requests) });
      this.growth.advance(committed.nextIndex);
      return committed;
    }, limits);
  }

  async append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    if (this.closing !== null) return requests.map(() => CLOSED_OUTCOME);
    const refused = requests.map(refusalOf);
    const passed = requests.filter((_, at) => refused[at] === null);
    const outcomes = passed.length === 0 ? [] : await this.queue.append(passed);
    let taken = 0;
    return refused.map((refusal) => refusal ?? outcomeAt(outcomes, taken++));
  }

  async readAll(fromIndex: number, limit: number): Promise<Batch> {
    this.assertOpen();
    const events = restoreEvents(await this.reader.ask({ ask: 'all', fromIndex, limit }));
    return { events, next: fromIndex + events.length };
  }

  async readStream(stream: string, fromRevision: number, limit: number): Promise<readonly RecordedEvent[]> {
    this.assertOpen();
    return restoreEvents(await this.reader.ask({ ask: 'stream', stream, fromRevision, limit }));
  }

  async readStreamBackwards(
    stream: string,
    beforeRevision: number | null,
    limit: number,
  ): Promise<readonly RecordedEvent[]> {
    this.assertOpen();
    return restoreEvents(await this.reader.ask({ ask: 'backwards', stream, beforeRevision, limit }));
  }

  async nextIndex(): Promise<number> {
    this.assertOpen();
    return this.growth.nextIndex();
  }

  /** Here the position is the index itself. */
  async indexOf(position: string): Promise<number> {
    this.assertOpen();
    const index = Number(position);
    invariant(Number.isSafeInteger(index) && index >= 0, `${position} is not a position of this store`);
    return index;
  }

  subscribe(fromIndex: number, handler: SubscriptionHandler): Subscription {
    this.assertOpen();
    const followed = {
      readAll: (from: number, limit: number) => this.readAll(from, limit),
      untilAt: (index: number, signal: AbortSignal) => this.growth.untilAt(index, signal),
    };
    const forgetting: SubscriptionHandler = {
      ...handler,
      onEvents: (events) => handler.onEvents(events),
      onCaughtUp: (next) => handler.onCaughtUp?.(next),
      onEnded: (error) => {
        this.subscriptions.delete(subscription);
        handler.onEnded?.(error);
      },
    };
    const subscription: Subscription = new CatchUp(
      followed,
      fromIndex,
      forgetting,
      SUBSCRIPTION_BATCH_EVENTS,
    );
    this.subscriptions.add(subscription);
    return subscription;
  }

  diagnostics(): Promise<SqliteDiagnostics> {
    this.assertOpen();
    return this.writer.ask({ ask: 'diagnostics' });
  }

  /** Writes what was accepted, ends subscriptions, frees the lock. Later calls answer CLOSED. */
  close(): Promise<void> {
    this.closing ??= this.shut();
    return this.closing;
  }

  private async shut(): Promise<void> {
    const stopped = [...this.subscriptions].map((subscription) => subscription.stop());
    await this.queue.drain();
    await Promise.all(stopped);
    // Readers first: the last connection to close moves the log ahead into the file.
    await closeThread(this.reader);
    await closeThread(this.writer);
  }

  private assertOpen(): void {
    if (this.closing !== null) throw new EventStoreError('CLOSED', CLOSED_OUTCOME.message);
  }
}

const CLOSED_OUTCOME = { kind: 'failed', code: 'CLOSED', message: 'the event store was closed' } as const;

/** A thread that is gone already has nothing left to close. */
async function closeThread(thread: {
  ask(question: { ask: 'close' }): Promise<null>;
  end(): Promise<void>;
}): Promise<void> {
  await thread.ask({ ask: 'close' }).catch(() => undefined);
  await thread.end();
}

function refusalOf(request: AppendRequest): AppendOutcome | null {
  invariant(request.events.length > 0, `an append to ${request.stream} without events`);
  const first = request.expectedRevision + 1;
  const at = request.events.findIndex((event, offset) => !fitsLine(request.stream, first + offset, event));
  if (at < 0) return null;
  const message = `event ${at} for ${request.stream} exceeds ${MAX_LINE_BYTES} bytes as a line of an export`;
  return { kind: 'failed', code: 'EVENT_TOO_LARGE', message };
}

function outcomeAt(outcomes: readonly AppendOutcome[], at: number): AppendOutcome {
  const outcome = outcomes[at];
  invariant(outcome !== undefined, 'the writer answered fewer requests than it was sent');
  return outcome;
}
