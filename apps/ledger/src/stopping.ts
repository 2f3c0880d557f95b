import type { AppendOutcome, EventStore } from '#event-store';
import { StoreRefused } from '#processes/closing';
import type { Projector } from '#read-models';

const MESSAGE = 'the ledger stops this work here; it goes on when it is asked for again, by any ledger';
const STOPPED: AppendOutcome = { kind: 'failed', code: 'CLOSED', message: MESSAGE };

/** The log for work of many steps: once the signal is given it takes no more, so that the work ends between two appends. */
export const logUntil = (store: EventStore, signal: AbortSignal): EventStore => ({
  append: (requests) =>
    signal.aborted ? Promise.resolve(requests.map(() => STOPPED)) : store.append(requests),
  readStream: (stream, fromRevision, limit) => store.readStream(stream, fromRevision, limit),
  readStreamBackwards: (stream, beforeRevision, limit) =>
    store.readStreamBackwards(stream, beforeRevision, limit),
  readAll: (fromIndex, limit) => store.readAll(fromIndex, limit),
  nextIndex: () => store.nextIndex(),
  indexOf: (position) => store.indexOf(position),
  subscribe: (fromIndex, handler) => store.subscribe(fromIndex, handler),
  close: () => store.close(),
});

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
