import type { WireEvent } from './wire-event.js';
import { EventStoreError } from '../errors.js';
import { Late } from './within.js';

/** What streams of the client have in common, as far as it matters here. */
interface ClientStream {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  removeAllListeners(event: string): unknown;
  destroy(): unknown;
}

/** A read that ends by itself. */
export interface FiniteRead extends ClientStream {
  cancel(): Promise<void>;
}

/** A subscription, which does not. */
interface EndlessRead extends ClientStream {
  unsubscribe(): Promise<void>;
}

/**
 * All events of a read that ends by itself. The client sets no deadline on reads, and after a cancelled one it neither
 * ends nor fails: so the timer is ours. Rejects with the client's error, {@link Late}, or CLOSED by the signal.
 */
export function readEvents(read: FiniteRead, ms: number, closing: AbortSignal): Promise<WireEvent[]> {
  const events: WireEvent[] = [];
  return new Promise((resolve, reject) => {
    const failed = (error: unknown): void => {
      settled();
      reject(error instanceof Error ? error : new Error('the read was closed'));
    };
    const given = (error: Error) => () => {
      failed(error);
      discard(read);
    };
    const timer = setTimeout(given(new Late(ms)), ms);
    const closed = given(new EventStoreError('CLOSED', 'the event store was closed'));
    const settled = (): void => {
      clearTimeout(timer);
      closing.removeEventListener('abort', closed);
    };
    if (closing.aborted) return closed();
    closing.addEventListener('abort', closed);
    read.on('data', (resolved) => {
      const { event } = resolved as { event?: WireEvent };
      if (event !== undefined) events.push(event);
    });
    read.on('end', () => {
      settled();
      resolve(events);
    });
    // Stays for good: an error that comes after the end has nobody else to hear it.
    read.on('error', failed);
    read.on('close', failed);
  });
}

/** Ends a read or a subscription from our side. */
export function discard(read: FiniteRead | EndlessRead): void {
  read.removeAllListeners('data');
  read.on('error', () => undefined);
  const ended = 'cancel' in read ? read.cancel() : read.unsubscribe();
  ended.catch(() => undefined);
  read.destroy();
}
