import { setTimeout as delay } from 'node:timers/promises';
import type { LogAddress } from '#event-store';
import { SqliteLogReader } from '#event-store/sqlite';
import type { LogSource } from '../projection/index.js';

/** A log that is read in this thread until it is closed. */
export interface OpenLog {
  readonly source: LogSource;
  close(): Promise<void>;
}

const LOG_POLL_MS = 50;

/** Opens a log to read it from its beginning to its end, and on. Null once the signal is given. */
export async function openLog(address: LogAddress, signal: AbortSignal): Promise<OpenLog | null> {
  if (address.kind === 'kurrentdb') throw new Error('logs on KurrentDB are not read here yet');
  const reader = await openReader(address.path, signal);
  return reader === null ? null : { source: reader, close: () => Promise.resolve(reader.close()) };
}

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
