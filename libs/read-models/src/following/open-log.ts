import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, LogAddress } from '#event-store';
import { openEventStore } from '#event-store/open';
import { SqliteLogReader } from '#event-store/sqlite';
import { storeSource, type LogSource } from '../projection/index.js';

/** A log that is read in this thread until it is closed. */
export interface OpenLog {
  readonly source: LogSource;
  /** Index that the next event will have. */
  nextIndex(): Promise<number>;
  close(): Promise<void>;
}

const LOG_POLL_MS = 50;

interface SharedStore {
  readonly store: Promise<EventStore>;
  users: number;
}

/**
 * One log for all who read it in this thread. A server has one client, which ends with its last reader, so that after
 * a fault it is made anew; a file is read by a reader each.
 */
export class Logs {
  private shared: SharedStore | null = null;

  constructor(private readonly address: LogAddress) {}

  /** Null once the signal is given before there is a log. Errors: `EventStoreError`. */
  async open(signal: AbortSignal): Promise<OpenLog | null> {
    if (this.address.kind === 'kurrentdb') return this.openShared(this.address);
    const reader = await openReader(this.address.path, signal);
    if (reader === null) return null;
    return {
      source: reader,
      nextIndex: () => Promise.resolve(reader.nextIndex()),
      close: () => Promise.resolve(reader.close()),
    };
  }

  private async openShared(address: LogAddress): Promise<OpenLog> {
    const shared = (this.shared ??= { store: openEventStore(address), users: 0 });
    shared.users++;
    const release = async (): Promise<void> => {
      if (--shared.users > 0) return;
      if (this.shared === shared) this.shared = null;
      await shared.store.then(
        (store) => store.close(),
        () => undefined,
      );
    };
    try {
      const store = await shared.store;
      return { source: storeSource(store), nextIndex: () => store.nextIndex(), close: release };
    } catch (error) {
      await release();
      throw error;
    }
  }
}

/** Null once the signal is given before there is a log. Errors: `EventStoreError`. */
export const openLog = (address: LogAddress, signal: AbortSignal): Promise<OpenLog | null> =>
  new Logs(address).open(signal);

/** The writer makes the log: a projector that starts first waits for it. */
async function openReader(path: string, signal: AbortSignal): Promise<SqliteLogReader | null> {
  while (!signal.aborted) {
    try {
      return new SqliteLogReader(path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'LOG_MISSING')) throw error;
      await delay(LOG_POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
