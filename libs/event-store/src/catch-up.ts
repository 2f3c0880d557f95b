import type { Batch, Subscription, SubscriptionHandler } from './port.js';

/** What a catch-up subscription follows. */
export interface Followed {
  readAll(fromIndex: number, limit: number): Promise<Batch>;
  /** Resolves when there is an event at this index, or when the signal is given. */
  untilAt(index: number, signal: AbortSignal): Promise<void>;
}

/**
 * Reads to the end, says so, waits for more, and goes on: live is nothing but a short catch-up, so nothing can fall
 * between the two. One batch at a time; the next is read when the handler is done with this one.
 */
export class CatchUp implements Subscription {
  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;

  constructor(
    private readonly followed: Followed,
    private readonly fromIndex: number,
    private readonly handler: SubscriptionHandler,
    private readonly batchEventsMax: number,
  ) {
    this.ended = this.run();
  }

  /** Resolves when the handler has returned for the last time: do not await it inside the handler. */
  stop(): Promise<void> {
    this.stopping.abort();
    return this.ended;
  }

  private async run(): Promise<void> {
    try {
      await this.follow();
    } catch (error) {
      this.handler.onEnded?.(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.handler.onEnded?.(null);
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    let next = this.fromIndex;
    while (!signal.aborted) {
      const batch = await this.followed.readAll(next, this.batchEventsMax);
      if (signal.aborted) return;
      if (batch.events.length > 0) await this.handler.onEvents(batch.events);
      next = batch.next;
      if (batch.events.length === this.batchEventsMax || signal.aborted) continue;
      await this.handler.onCaughtUp?.(next);
      await this.followed.untilAt(next, signal);
    }
  }
}
