import { EventStoreError } from '../errors.js';
import type { Marks } from './marks/index.js';
import type { Known } from './place.js';

/** The first event, and then every so many: all who follow a log make the same marks, so that each checks the others. */
const EVERY_EVENTS = 500;
/** Marks that wait to be kept; more are left out while their storage is away. */
const WAITING_MAX = 100;

/** Keeps marks while the log is counted, one after the other. */
export class MarkKeeper {
  private waiting = 0;
  private done: Promise<void> = Promise.resolve();

  constructor(
    private readonly marks: Marks,
    private readonly onContradiction: (error: EventStoreError) => void,
  ) {}

  counted(event: Known): void {
    if (event.index % EVERY_EVENTS !== 0 || this.waiting >= WAITING_MAX) return;
    this.waiting += 1;
    this.done = this.done.then(() => this.put(event));
  }

  /** Resolves when nothing waits any more. */
  settled(): Promise<void> {
    return this.done;
  }

  /** A mark that cannot be kept is missed by nobody; one that contradicts another stops the reading. */
  private async put(event: Known): Promise<void> {
    try {
      await this.marks.put(event);
    } catch (error) {
      if (error instanceof EventStoreError && error.code === 'LOG_FOREIGN') this.onContradiction(error);
    } finally {
      this.waiting -= 1;
    }
  }
}
