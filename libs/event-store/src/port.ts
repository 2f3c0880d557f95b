import type { NewEvent, RecordedEvent } from '#events';

/** The stream must not exist yet. */
export const NO_STREAM = -1;

export interface AppendRequest {
  readonly stream: string;
  /** Revision of the last event the caller has seen; `NO_STREAM` before the first. Always explicit. */
  readonly expectedRevision: number;
  readonly events: readonly NewEvent[];
}

/**
 * `appended` also for a retry: expected revision below the current one and all these event ids stand right there.
 * `position` is opaque; give it to `indexOf` to wait for one's own write.
 */
export type AppendOutcome =
  | {
      readonly kind: 'appended';
      readonly firstRevision: number;
      readonly lastRevision: number;
      readonly position: string;
      readonly repeated: boolean;
    }
  | { readonly kind: 'conflict'; readonly currentRevision: number }
  | {
      readonly kind: 'failed';
      readonly code: 'STORE_FULL' | 'STORE_AWAY' | 'OVERLOADED' | 'EVENT_TOO_LARGE' | 'CLOSED';
      readonly message: string;
    };

export interface Batch {
  readonly events: readonly RecordedEvent[];
  /** Index to read next from. */
  readonly next: number;
}

export interface Subscription {
  /** Resolves when the handler has returned for the last time: do not await it inside the handler. */
  stop(): Promise<void>;
}

export interface SubscriptionHandler {
  /** Events in index order without gaps; the next batch comes when this is done. A throw ends the subscription with that error. */
  onEvents(events: readonly RecordedEvent[]): Promise<void> | void;
  /** All events there are were delivered; called again each time the end is reached anew. */
  onCaughtUp?(next: number): Promise<void> | void;
  onEnded?(error: Error | null): void;
}

/**
 * The log. Every adapter passes the one contract suite; nothing above knows which one runs.
 * Reads reject with an `EventStoreError`: CLOSED after `close`, STORE_AWAY when the storage is gone.
 */
export interface EventStore {
  /**
   * Each request succeeds or fails by itself; a conflict fails one caller, never the batch. Those of one stream are done in
   * the order given, those of several streams perhaps side by side. Resolves once durable.
   */
  append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]>;
  /** Events of a stream from a revision on, ascending; empty past the end or for a missing stream. */
  readStream(stream: string, fromRevision: number, limit: number): Promise<readonly RecordedEvent[]>;
  /** The last events of a stream, latest first, from `beforeRevision` (exclusive; null: the end). */
  readStreamBackwards(
    stream: string,
    beforeRevision: number | null,
    limit: number,
  ): Promise<readonly RecordedEvent[]>;
  /** Events from an index on. Never shows an event before its predecessors. */
  readAll(fromIndex: number, limit: number): Promise<Batch>;
  /** Index that the next event will have. */
  nextIndex(): Promise<number>;
  /** Index of the last event of the append that returned this position. */
  indexOf(position: string): Promise<number>;
  subscribe(fromIndex: number, handler: SubscriptionHandler): Subscription;
  /** Writes what was accepted, ends subscriptions, frees the log. */
  close(): Promise<void>;
}
