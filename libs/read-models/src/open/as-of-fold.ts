import { Worker } from 'node:worker_threads';
import type { LogAddress } from '#event-store';
import type { KeysAddress } from '#ports/keys';
import { openKeys } from '#ports/keys/open';
import { Logs } from '../following/open-log.js';
import { runProjection } from '../projection/index.js';
import { sourceBefore } from '../projection/source-before.js';
import { SqliteProjectionStore } from '../sqlite/sqlite-projection-store.js';
import { Versions } from '../sqlite/versions.js';
import { workerEntry } from '../worker-entry.js';

export interface AsOfOptions {
  readonly log: LogAddress;
  readonly keys: KeysAddress;
  /** An empty folder of its own; `openReadModels` opens it as SQLite once the fold is done. */
  readonly dir: string;
  /** Events below it count. */
  readonly before: number;
}

/** Folds the log up to an index into read models of their own, in the thread that calls. */
export async function foldAsOf(
  { log: logAddress, keys: keysAddress, dir, before }: AsOfOptions,
  signal: AbortSignal,
  onFolded: (nextIndex: number) => void,
): Promise<void> {
  const versions = new Versions(dir);
  let whole = false;
  let toldAt = 0;
  const log = await new Logs(logAddress).open(signal);
  if (log === null) throw new Error(CANCELLED);
  const keys = await openKeys(keysAddress);
  // It is thrown away after use: nothing waits for the disk.
  const store = await SqliteProjectionStore.open(versions.pathOf(1), 'OFF');
  try {
    await runProjection({
      store,
      log: sourceBefore(log.source, before),
      keys,
      signal,
      onFolded: (nextIndex) => {
        if (performance.now() - toldAt < TELL_MS) return;
        toldAt = performance.now();
        onFolded(nextIndex);
      },
      onCaughtUp: () => {
        whole = true;
        return false;
      },
    });
  } finally {
    await store.close();
    await keys.close();
    await log.close();
  }
  if (!whole) throw new Error(CANCELLED);
  versions.switchTo(1);
}

const TELL_MS = 200;
const CANCELLED = 'the fold was cancelled';

export type AsOfNews =
  | { readonly kind: 'folded'; readonly nextIndex: number }
  | { readonly kind: 'done'; readonly error: string | null };

/** A fold in a thread of its own. */
export interface AsOfFold {
  /** Rejects when the fold fails; `cancel` ends it too. */
  readonly done: Promise<void>;
  cancel(): Promise<void>;
}

export function startAsOfFold(options: AsOfOptions, onFolded: (nextIndex: number) => void): AsOfFold {
  const worker = new Worker(workerEntry('open/as-of.worker'), { workerData: options, name: 'as-of' });
  let cancelled = false;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  const done = new Promise<void>((resolve, reject) => {
    const fail = (message: string): void => reject(new Error(message));
    worker.on('message', (news: AsOfNews) => {
      if (news.kind === 'folded') onFolded(news.nextIndex);
      else if (news.error === null) resolve();
      else fail(news.error);
    });
    worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => fail(cancelled ? CANCELLED : 'the thread of the fold ended'));
  });
  return {
    done,
    cancel: async () => {
      cancelled = true;
      worker.postMessage('cancel');
      await ended;
    },
  };
}
