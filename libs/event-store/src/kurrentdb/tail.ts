import type { RecordedEvent } from '#events';

import { EventStoreError } from '../errors.js';
import type { BackOff } from './back-off.js';
import type { Connection } from './connection.js';
import { EventCounter } from './event-counter.js';
import type { KnownIndexes } from './known-indexes.js';
import { checkStill } from './log-pages.js';
import type { MarkKeeper } from './mark-keeper.js';
import { covers, type Known, laterPlace, type Place } from './place.js';
import { RecentEvents, type RecentLimits } from './recent-events.js';
import { storeErrorOf } from './service-errors.js';
import { TailSubscription } from './tail-subscription.js';
import { truncated } from './truncation.js';
import { Waiters } from './waiters.js';
import type { WireEvent } from './wire-event.js';

export interface TailOptions {
  readonly recent: RecentLimits;
  readonly backOff: BackOff;
}

/** A subscription that lasted so long was sound: what ends it is met with the shortest pause again (ms). */
const SOUND_MS = 10_000;

/**
 * Follows the end of the log: counts our events, keeps the latest, wakes who waits for them. A lost subscription is made
 * again from its own place, after a pause. It stops for good where the log can no longer be counted.
 */
export class Tail {
  private readonly counter: EventCounter;
  private readonly recent: RecentEvents;
  private readonly waiters = new Waiters();
  /** Streams that were set to forget, while what is old is counted: the setting may have been taken back since. */
  private readonly forgetting = new Map<string, string>();
  private known: Known | null;
  /** Null while it is known from a mark, which keeps no id. */
  private knownId: string | null = null;
  private seen: Place | null;
  private subscription: TailSubscription | null = null;
  private pause: NodeJS.Timeout | undefined;
  private attempt = 0;
  private since = 0;
  private lostAt = 0;
  private lastTrouble: Error | null = null;
  private fault: EventStoreError | null = null;
  private live = false;
  private verifying = false;
  private keeper: MarkKeeper | null = null;

  constructor(
    private readonly connection: Connection,
    from: Known | null,
    private readonly indexes: KnownIndexes,
    private readonly options: TailOptions,
  ) {
    this.counter = new EventCounter(from);
    this.recent = new RecentEvents(options.recent);
    this.known = from;
    this.seen = from?.place ?? null;
  }

  start(keeper: MarkKeeper): void {
    this.keeper = keeper;
    this.subscribe();
  }

  /** From now on a stream that is set to forget stops the tail. Errors: LOG_TRUNCATED where one is so already. */
  goLive(): void {
    for (const [stream, settings] of this.forgetting) this.stop(forgets(stream, settings));
    if (this.fault !== null) throw this.fault;
    this.live = true;
  }

  nextIndex(): number {
    return this.counter.nextIndex();
  }

  /** The last event that was counted. */
  lastKnown(): Known | null {
    return this.known;
  }

  /** Up to here every event of ours is counted. */
  seenUpTo(): Place | null {
    return this.seen;
  }

  recentFrom(index: number, limit: number): readonly RecordedEvent[] | null {
    return this.recent.from(index, limit);
  }

  /** Why nothing more is counted; null while it goes on. */
  stopped(): EventStoreError | null {
    return this.fault;
  }

  /** The server was heard of: a pause before the next subscription need not last. */
  hurry(): void {
    if (this.subscription !== null || this.fault !== null) return;
    if (performance.now() - this.lostAt < this.options.backOff(0)) return;
    clearTimeout(this.pause);
    this.again();
  }

  /**
   * Resolves when it is so; it is asked after every event. Errors: STORE_AWAY after `ms`, or what stopped the tail. Who
   * waits in vain may do so because of a subscription that says nothing: it is made again.
   */
  async until(ready: () => boolean, ms: number): Promise<void> {
    if (this.fault !== null) throw this.fault;
    const late = () => {
      if (this.subscription !== null && performance.now() - this.since >= ms) this.lose(null);
      const why = this.lastTrouble === null ? 'it sends nothing' : this.lastTrouble.message;
      return new EventStoreError('STORE_AWAY', `${this.connection.shown} is behind or away: ${why}`);
    };
    await this.waiters.until(ready, { ms, late });
  }

  /** Everything up to a place. */
  untilSeen(place: Place | null, ms: number): Promise<void> {
    return this.until(() => covers(this.seen, place), ms);
  }

  /** Resolves when there is an event at this index, when the tail has stopped, or when the signal is given. */
  untilAt(index: number, signal: AbortSignal): Promise<void> {
    return this.waiters.until(() => this.nextIndex() > index || this.fault !== null, { signal });
  }

  /** For good: who waits gets this error. */
  stop(error: EventStoreError): void {
    this.fault ??= error;
    clearTimeout(this.pause);
    this.subscription?.end();
    this.subscription = null;
    this.waiters.check();
    this.waiters.fail(this.fault);
  }

  private subscribe(): void {
    this.since = performance.now();
    this.subscription = new TailSubscription(this.connection, this.seen, {
      onEvent: (event) => this.take(event),
      onChecked: (place) => this.see(place),
      onLost: (error) => this.lose(error),
    });
  }

  /** After a loss: a server that comes back with another log must not be counted on. */
  private again(): void {
    if (this.known === null) return this.subscribe();
    if (this.verifying) return;
    this.verifying = true;
    this.since = performance.now();
    checkStill(this.connection, this.known, this.knownId).then(
      () => this.verified(null),
      (error: unknown) => this.verified(storeErrorOf(error, this.connection.shown)),
    );
  }

  private verified(error: EventStoreError | null): void {
    this.verifying = false;
    if (this.fault !== null) return;
    if (error === null) this.subscribe();
    else if (error.code === 'LOG_FOREIGN') this.stop(error);
    else this.lose(error);
  }

  private lose(error: Error | null): void {
    if (this.fault !== null) return;
    this.subscription?.end();
    this.subscription = null;
    this.lastTrouble = error === null ? null : storeErrorOf(error, this.connection.shown);
    this.lostAt = performance.now();
    this.attempt = this.lostAt - this.since > SOUND_MS ? 0 : this.attempt + 1;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.again(), this.options.backOff(this.attempt));
  }

  private take(event: WireEvent): void {
    try {
      const counted = this.counter.take(event);
      if (counted.kind === 'event') this.note(counted.event, counted.place);
      if (counted.kind === 'settings') this.weigh(counted.stream, counted.forgetting);
      if (event.position !== undefined) this.see(event.position);
    } catch (error) {
      this.stop(storeErrorOf(error, this.connection.shown));
    }
  }

  private note(event: RecordedEvent, place: Place): void {
    this.known = { index: event.index, place };
    this.knownId = event.id;
    this.recent.add(event);
    this.indexes.note(event);
    // A mark beyond a stream that forgets would hide it from the next start.
    if (this.forgetting.size === 0) this.keeper?.counted(this.known);
  }

  private weigh(stream: string, settings: string | null): void {
    if (settings === null) this.forgetting.delete(stream);
    else if (this.live) this.stop(forgets(stream, settings));
    else this.forgetting.set(stream, settings);
  }

  private see(place: Place): void {
    this.seen = laterPlace(this.seen, place);
    this.lastTrouble = null;
    this.waiters.check();
  }
}

const forgets = (stream: string, settings: string): EventStoreError =>
  truncated(stream, `is set to forget (${settings})`);
