import type { AppendOutcome, EventStore } from '#event-store';
import { StoreRefused } from '#processes/closing';
import type { Projector } from '#read-models';
import { logAppending } from './log-appending.js';

const MESSAGE = 'the ledger stops this work here; it goes on when it is asked for again, by any ledger';
const STOPPED: AppendOutcome = { kind: 'failed', code: 'CLOSED', message: MESSAGE };

/** The log for work of many steps: once the signal is given it takes no more, so that the work ends between two appends. */
export const logUntil = (store: EventStore, signal: AbortSignal): EventStore =>
  logAppending(store, (requests) =>
    signal.aborted ? Promise.resolve(requests.map(() => STOPPED)) : store.append(requests),
  );

/** Waits for the read models, but no longer than until the signal is given. @throws StoreRefused CLOSED then */
export async function passedUntil(projector: Projector, index: number, signal: AbortSignal): Promise<void> {
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new StoreRefused('CLOSED', MESSAGE));
  });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    await Promise.race([projector.passed(index), stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
