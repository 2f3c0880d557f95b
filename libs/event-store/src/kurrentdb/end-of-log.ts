import { EventStoreError } from '../errors.js';
import type { Connection } from './connection.js';
import { lastPlaceAfter } from './log-end.js';
import type { Tail } from './tail.js';

/** Brings what is counted here up to the end of the log as the server has it. */
export class EndOfLog {
  private running: Promise<void> | null = null;
  /** A question asked while one runs needs a newer answer; all of them share the next one. */
  private next: Promise<void> | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly tail: Tail,
  ) {}

  /** Resolves when all events that stood in the log when it was asked are counted. Errors: STORE_AWAY and others. */
  reached(): Promise<void> {
    if (this.running === null) return this.run();
    const before = this.running;
    this.next ??= before
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        return this.run();
      });
    return this.next;
  }

  /** The same, however much there is to count, as long as the counting goes on. */
  async reachedFromFar(): Promise<void> {
    const end = await lastPlaceAfter(this.connection, this.tail.seenUpTo());
    for (;;) {
      const before = this.tail.nextIndex();
      try {
        return await this.tail.untilSeen(end, this.connection.readMs);
      } catch (error) {
        const stopped = !(error instanceof EventStoreError) || error.code !== 'STORE_AWAY';
        if (stopped || this.tail.nextIndex() === before) throw error;
      }
    }
  }

  private run(): Promise<void> {
    const running = this.reach().finally(() => {
      if (this.running === running) this.running = null;
    });
    this.running = running;
    return running;
  }

  private async reach(): Promise<void> {
    const end = await lastPlaceAfter(this.connection, this.tail.seenUpTo());
    this.tail.hurry();
    await this.tail.untilSeen(end, this.connection.readMs);
  }
}
