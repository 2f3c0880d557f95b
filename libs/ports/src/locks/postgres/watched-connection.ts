import type { PoolClient } from 'pg';

export interface Watch {
  /** Pause between two questions, and longest wait for an answer (ms). */
  readonly askedEveryMs: number;
  /** Whether the connection waits for something else, so that it cannot answer. */
  readonly isBusy: () => boolean;
  /** Told when the connection broke, or does not answer: a server that vanished says nothing by itself. */
  readonly onLost: () => void;
}

/** Watches a connection whose transaction holds locks. What is given back ends it. */
export function watchConnection(client: PoolClient, { askedEveryMs, isBusy, onLost }: Watch): () => void {
  let silent: NodeJS.Timeout | undefined;
  client.once('error', onLost).once('end', onLost);
  // After a long computation the answer may be there and not have been read yet.
  const tellSilence = (): void => {
    if (silent !== undefined) onLost();
  };
  const asking = setInterval(() => {
    if (silent !== undefined || isBusy()) return;
    silent = setTimeout(() => setImmediate(tellSilence), askedEveryMs).unref();
    client.query('select 1').then(() => {
      clearTimeout(silent);
      silent = undefined;
    }, onLost);
  }, askedEveryMs).unref();
  return () => {
    clearInterval(asking);
    clearTimeout(silent);
    silent = undefined;
    client.off('error', onLost).off('end', onLost);
  };
}
