import { setImmediate } from 'node:timers/promises';

import { BACKWARDS, FORWARDS } from '@eventstore/db-client';

import type { RecordedEvent } from '#events';

import { CatchUp } from '../catch-up.js';
import { EventStoreError } from '../errors.js';
import type {
  AppendOutcome,
  AppendRequest,
  Batch,
  EventStore,
  Subscription,
  SubscriptionHandler,
} from '../port.js';
import type { AppendLanes } from './append-lanes.js';
import { appendedAt } from './append-position.js';
import { type Connection, readStreamEvents } from './connection.js';
import type { EndOfLog } from './end-of-log.js';
import type { IndexLookup } from './index-lookup.js';
import type { KnownIndexes } from './known-indexes.js';
import type { LogHistory } from './log-history.js';
import { PatientLog } from './patient-log.js';
import { covers } from './place.js';
import type { Tail } from './tail.js';
import { recordedEventOf, type WireEvent } from './wire-event.js';
import { within } from './within.js';

/** What a store is made of; see the file of each. */
export interface Parts {
  readonly connection: Connection;
  readonly tail: Tail;
  readonly end: EndOfLog;
  readonly history: LogHistory;
  readonly indexes: KnownIndexes;
  readonly lookup: IndexLookup;
  readonly lanes: AppendLanes;
  /** How long a closing waits for what was accepted (ms). */
  readonly closeMs: number;
  /** Frees connection and marks. */
  free(): Promise<void>;
}

const SUBSCRIPTION_BATCH_EVENTS = 500;
const CLOSED_OUTCOME = { kind: 'failed', code: 'CLOSED', message: 'the event store was closed' } as const;

/** The log on a server of KurrentDB or EventStoreDB. */
export class KurrentEventStore implements EventStore {
  private readonly subscriptions = new Set<Subscription>();
  private closing: Promise<void> | null = null;

  constructor(private readonly parts: Parts) {}

  async append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    if (this.closing !== null) return requests.map(() => CLOSED_OUTCOME);
    const stopped = this.parts.tail.stopped();
    if (stopped === null) return this.parts.lanes.append(requests);
    return requests.map(() => ({ kind: 'failed', code: 'STORE_AWAY', message: stopped.message }));
  }

  async readStream(stream: string, fromRevision: number, limit: number): Promise<readonly RecordedEvent[]> {
    return this.ofStream(stream, fromRevision, limit, FORWARDS);
  }

  async readStreamBackwards(
    stream: string,
    beforeRevision: number | null,
    limit: number,
  ): Promise<readonly RecordedEvent[]> {
    if (beforeRevision === null) return this.ofStream(stream, null, limit, BACKWARDS);
    return beforeRevision <= 0 ? [] : this.ofStream(stream, beforeRevision - 1, limit, BACKWARDS);
  }

  async readAll(fromIndex: number, limit: number): Promise<Batch> {
    this.assertOpen();
    const batch = await this.parts.history.read(fromIndex, limit);
    // Nothing was read, so nothing was waited for: who asks again and again must let others come in between.
    if (batch.events.length === 0) await setImmediate();
    return batch;
  }

  async nextIndex(): Promise<number> {
    this.assertOpen();
    await this.parts.end.reached();
    return this.parts.tail.nextIndex();
  }

  /** A number is an index itself: it is what users are given. */
  async indexOf(position: string): Promise<number> {
    this.assertOpen();
    if (/^\d{1,15}$/.test(position)) return Number(position);
    const { connection, indexes, tail } = this.parts;
    const { stream, revision, place } = appendedAt(position);
    const known = () => indexes.of(stream, revision);
    if (place !== null)
      await tail.until(() => known() !== undefined || covers(tail.seenUpTo(), place), connection.readMs);
    const index = known() ?? (await this.ofStream(stream, revision, 1, FORWARDS))[0]?.index;
    if (index !== undefined) return index;
    throw new EventStoreError(
      'STORE_AWAY',
      `${connection.shown} does not show event ${revision} of ${stream}`,
    );
  }

  subscribe(fromIndex: number, handler: SubscriptionHandler): Subscription {
    this.assertOpen();
    const { history, tail } = this.parts;
    const log = new PatientLog(history, tail);
    const following = new CatchUp(
      log,
      fromIndex,
      {
        onEvents: (events) => handler.onEvents(events),
        onCaughtUp: (next) => handler.onCaughtUp?.(next),
        onEnded: (error) => {
          this.subscriptions.delete(subscription);
          handler.onEnded?.(error);
        },
      },
      SUBSCRIPTION_BATCH_EVENTS,
    );
    const subscription: Subscription = {
      stop() {
        log.stop();
        return following.stop();
      },
    };
    this.subscriptions.add(subscription);
    return subscription;
  }

  /** Writes what was accepted as long as the server answers, ends subscriptions and the connection. Later calls answer CLOSED. */
  close(): Promise<void> {
    this.closing ??= this.shut();
    return this.closing;
  }

  private async shut(): Promise<void> {
    const { lanes, tail } = this.parts;
    const stopped = [...this.subscriptions].map((subscription) => subscription.stop());
    await within(lanes.drain(), this.parts.closeMs).catch(() => lanes.abandon(CLOSED_OUTCOME));
    tail.stop(closed());
    await Promise.all(stopped);
    await this.parts.free();
  }

  private async ofStream(
    stream: string,
    from: number | null,
    limit: number,
    direction: typeof FORWARDS | typeof BACKWARDS,
  ): Promise<readonly RecordedEvent[]> {
    this.assertOpen();
    const { connection, lookup, tail } = this.parts;
    const stopped = tail.stopped();
    if (stopped !== null) throw stopped;
    if (limit <= 0) return [];
    const events: readonly WireEvent[] = await readStreamEvents(connection, stream, from, limit, direction);
    const indexes = await lookup.indexesOf(events);
    return events.map((event, at) => recordedEventOf(event, indexes[at]!));
  }

  private assertOpen(): void {
    if (this.closing !== null) throw closed();
  }
}

const closed = (): EventStoreError => new EventStoreError('CLOSED', CLOSED_OUTCOME.message);
