import type { Followed } from '../catch-up.js';
import { EventStoreError } from '../errors.js';
import type { Batch } from '../port.js';
import { doubling } from './back-off.js';
import type { LogHistory } from './log-history.js';
import type { Tail } from './tail.js';

const PAUSES = doubling(100, 5_000);

/** The log as a subscription follows it: while the server is away it waits and asks again. */
export class PatientLog implements Followed {
  private readonly stopping = new AbortController();

  constructor(
    private readonly history: LogHistory,
    private readonly tail: Tail,
  ) {}

  async readAll(fromIndex: number, limit: number): Promise<Batch> {
    const { signal } = this.stopping;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        return await this.history.read(fromIndex, limit);
      } catch (error) {
        if (signal.aborted) break;
        if (!(error instanceof EventStoreError) || error.code !== 'STORE_AWAY') throw error;
        await pause(PAUSES(attempt), signal);
      }
    }
    return { events: [], next: fromIndex };
  }

  untilAt(index: number, signal: AbortSignal): Promise<void> {
    return this.tail.untilAt(index, signal);
  }

  stop(): void {
    this.stopping.abort();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
