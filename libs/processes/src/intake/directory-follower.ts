import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, Subscription } from '#event-store';
import type { HeaterDirectory } from './heater-directory.js';

export interface DirectoryFollowerOptions {
  readonly store: EventStore;
  readonly directory: HeaterDirectory;
  /** How long it waits after a fault before it goes on (ms). */
  readonly retryMs?: number;
  /** Told each time following broke off; it goes on by itself. */
  readonly onBreak?: (fault: Error) => void;
}

const RETRY_MS = 1_000;

/**
 * Tells the directory of heaters what other processes append, as soon as the log tells it. While the log is away the
 * directory reads anew what is older than its own limit, and what was missed is told once the log is back.
 */
export class DirectoryFollower {
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private subscription: Subscription | null = null;
  private next: number | null = null;

  constructor(private readonly options: DirectoryFollowerOptions) {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.subscription?.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    const { retryMs = RETRY_MS, onBreak = () => undefined } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const fault = await this.follow().catch((error: unknown) => error);
      if (signal.aborted) return;
      onBreak(fault instanceof Error ? fault : new Error('following the log ended'));
      await delay(retryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Resolves when it ends, with the fault that ended it. */
  private async follow(): Promise<Error | null> {
    const { store, directory } = this.options;
    if (this.next === null) {
      this.next = await store.nextIndex();
      // What was looked up before may have changed before it.
      directory.changed('installation');
    }
    if (this.stopping.signal.aborted) return null;
    return new Promise((resolve) => {
      this.subscription = store.subscribe(this.next ?? 0, {
        onEvents: (events) => {
          for (const { stream, index } of events) {
            directory.changed(stream);
            this.next = index + 1;
          }
        },
        onEnded: resolve,
      });
    });
  }
}
