import { type AllStreamSubscription, START, streamNameFilter } from '@eventstore/db-client';

import type { Connection } from './connection.js';
import { discard } from './finite-read.js';
import { OUR_STREAMS } from './names.js';
import type { Place } from './place.js';
import type { WireEvent } from './wire-event.js';
import { Late } from './within.js';

export interface TailListener {
  onEvent(event: WireEvent): void;
  /** Nothing that concerns us stands up to here but what was delivered. */
  onChecked(place: Place): void;
  /** Once, whatever has ended it: the client says so by an error, an end or a close, or says nothing at all. */
  onLost(error: Error | null): void;
}

/** Pages of the server between two of its checkpoints. */
const CHECKPOINT_PAGES = 32;

/** One subscription to the log, from after a place until it is lost or ended. The listener must not throw. */
export class TailSubscription {
  private readonly subscription: AllStreamSubscription;
  private readonly timer: NodeJS.Timeout;
  private over = false;

  constructor(
    { client, readMs }: Connection,
    after: Place | null,
    private readonly listener: TailListener,
  ) {
    this.subscription = client.subscribeToAll({
      fromPosition: after ?? START,
      filter: streamNameFilter({
        regex: OUR_STREAMS,
        checkpointInterval: CHECKPOINT_PAGES,
        checkpointReached: async (_subscription, place) => this.deliver(() => listener.onChecked(place)),
      }),
    });
    this.timer = setTimeout(() => this.lost(new Late(readMs)), readMs);
    this.subscription.on('confirmation', () => clearTimeout(this.timer));
    this.subscription.on('data', ({ event }) => {
      if (event !== undefined) this.deliver(() => listener.onEvent(event));
    });
    this.subscription.on('error', (error: Error) => this.lost(error));
    this.subscription.on('end', () => this.lost(null));
    this.subscription.on('close', () => this.lost(null));
  }

  /** Ends it: the listener hears nothing more. */
  end(): void {
    clearTimeout(this.timer);
    if (this.over) return;
    this.over = true;
    discard(this.subscription);
  }

  private lost(error: Error | null): void {
    if (this.over) return;
    this.end();
    this.listener.onLost(error);
  }

  private deliver(work: () => void): void {
    if (!this.over) work();
  }
}
