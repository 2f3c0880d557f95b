import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { LogAddress } from '#event-store';
import type { KeysAddress } from '#ports/keys';
import { CollectedGarbage } from '../following/collected-garbage.js';
import { openKeys } from '#ports/keys/open';
import { Logs } from '../following/open-log.js';
import type { Projecting } from '../following/projecting.js';
import { HOLDER } from '../following/projectors-name.js';
import type { ProjectorStatus } from '../projector.js';
import { checkSameLog, OtherLog, ProjectionStopped, runProjection } from '../projection/index.js';
import { SqliteProjectionStore } from './sqlite-projection-store.js';
import { Versions } from './versions.js';

export interface FollowerOptions {
  readonly log: LogAddress;
  readonly keys: KeysAddress;
  /** Folder of the versions of the read models. */
  readonly dir: string;
  /** Events per transaction while catching up. */
  readonly rebuildEvents?: number;
}

const RETRY_MS = 1_000;
const RETRY_MS_MAX = 60_000;

interface Run {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Follows a log into the current version of the read models, in the thread that calls; rebuilds beside it. */
export class Follower implements Projecting {
  private readonly versions: Versions;
  private readonly logs: Logs;
  private readonly closing = new AbortController();
  private live: Run | null = null;
  private state: ProjectorStatus = {
    nextIndex: 0,
    version: 0,
    failed: null,
    rebuilding: null,
    partitions: [],
  };
  private rebuilt: Promise<void> | null = null;

  constructor(
    private readonly options: FollowerOptions,
    private readonly onStatus: (status: ProjectorStatus) => void,
  ) {
    this.versions = new Versions(options.dir);
    this.logs = new Logs(options.log);
  }

  /** Opens the current version, or makes the first one, and begins to follow. */
  async start(): Promise<void> {
    this.versions.sweep();
    const version = this.versions.current() ?? 1;
    const store = await SqliteProjectionStore.open(this.versions.pathOf(version));
    const next = await store.nextIndex();
    const failed = await this.ofAnotherLog(store).finally(() => store.close());
    this.tell({ version, nextIndex: failed === null ? next : 0, failed });
    if (this.versions.current() === null) this.versions.switchTo(version);
    this.live = this.follow(version);
  }

  /** Known before anyone is told how far it is. A log that is not there yet is waited for later. */
  private async ofAnotherLog(store: SqliteProjectionStore): Promise<ProjectorStatus['failed']> {
    const { log: address } = this.options;
    if (address.kind === 'sqlite' && !existsSync(address.path)) return null;
    try {
      const log = await this.logs.open(this.closing.signal);
      await (log === null ? null : checkSameLog(store, log.source).finally(() => log.close()));
      return null;
    } catch (error) {
      if (error instanceof OtherLog) return failureOf(error, 0);
      // Whatever else is wrong is told by the run that begins now.
      return null;
    }
  }

  /** Builds the next version from event 0 while the current one goes on; resolves once it is switched in. */
  rebuild(): Promise<void> {
    this.rebuilt ??= this.buildNext().finally(() => {
      this.rebuilt = null;
      this.tell({ rebuilding: null });
    });
    return this.rebuilt;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.rebuilt?.catch(() => undefined);
    this.live?.stop.abort();
    await this.live?.ended;
  }

  private tell(news: Partial<ProjectorStatus>): void {
    const nextIndex = news.nextIndex ?? this.state.nextIndex;
    const partitions = [{ partition: 0, nextIndex, holder: HOLDER }];
    this.state = { ...this.state, ...news, partitions };
    this.onStatus(this.state);
  }

  /** Follows until told to stop; a fault is told and tried again, ever more slowly. */
  private follow(version: number): Run {
    const stop = new AbortController();
    const run = async (): Promise<void> => {
      let retryMs = RETRY_MS;
      while (!stop.signal.aborted) {
        try {
          await this.run(version, 'NORMAL', stop.signal, (nextIndex) => {
            retryMs = RETRY_MS;
            this.tell({ nextIndex, failed: null });
          });
        } catch (error) {
          this.tell({ failed: failureOf(error, this.state.nextIndex) });
          await delay(retryMs, undefined, { signal: stop.signal }).catch(() => undefined);
          retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
        }
      }
    };
    return { stop, ended: run() };
  }

  private async buildNext(): Promise<void> {
    const version = this.versions.next();
    const stop = new AbortController();
    const onClosing = (): void => stop.abort();
    this.closing.signal.addEventListener('abort', onClosing);
    let build: { switched: boolean; nextIndex: number } = { switched: false, nextIndex: 0 };
    const done = this.run(
      version,
      'OFF',
      stop.signal,
      (nextIndex) => this.tell(build.switched ? { nextIndex, failed: null } : { rebuilding: { nextIndex } }),
      async (nextIndex, store) => {
        this.live?.stop.abort();
        await this.live?.ended;
        // The current version may have gone on meanwhile: readers must not see an earlier state.
        if (nextIndex < this.state.nextIndex && this.state.failed?.index !== 0) return true;
        await store.settle();
        build = { switched: true, nextIndex };
        return false;
      },
    );
    try {
      await done;
      if (!build.switched) throw new Error('the rebuild was ended before it was done');
      this.versions.switchTo(version);
      this.tell({ version, nextIndex: build.nextIndex, failed: null });
    } finally {
      this.closing.signal.removeEventListener('abort', onClosing);
      this.versions.sweep();
      if (this.live === null || this.live.stop.signal.aborted)
        if (!this.closing.signal.aborted) this.live = this.follow(this.versions.current() ?? version);
    }
  }

  private async run(
    version: number,
    synchronous: 'NORMAL' | 'OFF',
    signal: AbortSignal,
    onCommitted: (nextIndex: number) => void,
    onCaughtUp?: (nextIndex: number, store: SqliteProjectionStore) => Promise<boolean>,
  ): Promise<void> {
    const log = await this.logs.open(signal);
    if (log === null) return;
    const keys = await openKeys(this.options.keys);
    const store = await SqliteProjectionStore.open(this.versions.pathOf(version), synchronous);
    const garbage = new CollectedGarbage();
    try {
      const { rebuildEvents } = this.options;
      await runProjection({
        store,
        log: log.source,
        keys,
        signal,
        onCommitted,
        onFolded: (nextIndex) => garbage.after(nextIndex),
        ...(rebuildEvents === undefined ? {} : { rebuildEvents }),
        onCaughtUp: async (nextIndex) => {
          if (onCaughtUp !== undefined) return onCaughtUp(nextIndex, store);
          if (this.state.failed !== null) this.tell({ failed: null });
          return true;
        },
      });
    } finally {
      await store.close();
      await keys.close();
      await log.close();
    }
  }
}

function failureOf(error: unknown, nextIndex: number): ProjectorStatus['failed'] {
  if (error instanceof ProjectionStopped) return { index: error.at.index, message: error.message };
  return { index: nextIndex, message: error instanceof Error ? error.message : String(error) };
}
