import { setTimeout as delay } from 'node:timers/promises';
import type { Keys } from '#ports/keys';
import type { ModelVersion, ModelVersions } from '../model-versions.js';
import type { PartitionState, PartitionStates } from '../partition-states.js';
import { OtherProjector, type ProjectionStore } from '../projection-store.js';
import { ProjectionStopped, runProjection } from '../projection/index.js';
import { CollectedGarbage } from './collected-garbage.js';
import type { OpenLog } from './open-log.js';

/** What a partition is projected with. */
export interface Following {
  readonly versions: ModelVersions;
  readonly states: PartitionStates;
  readonly keys: Keys;
  /** `<host>/<pid>` of this process. */
  readonly holder: string;
  openLog(signal: AbortSignal): Promise<OpenLog | null>;
  /** Events per transaction while catching up. */
  readonly rebuildEvents?: number;
  /** First pause after a fault (ms). */
  readonly retryMs?: number;
}

const RETRY_MS = 1_000;
const RETRY_MS_MAX = 60_000;
/** Servers that blink come back: only what lasts longer than so many tries is told, for whoever waits is then sent away. */
const TRIES_UNTOLD = 3;
const RETRY_AWAY_MS_MAX = 5_000;

/** One partition of one version, followed in this thread until it is stopped. */
export class PartitionRun {
  /** What is told of it. */
  state: PartitionState;
  private readonly stopping = new AbortController();
  private readonly garbage = new CollectedGarbage();

  constructor(
    private readonly following: Following,
    private readonly version: ModelVersion,
    readonly partition: number,
  ) {
    const { holder } = following;
    this.state = { version: version.version, partition, holder, nextIndex: 0, failed: null };
  }

  /** Writes what is folded, and ends. */
  stop(): void {
    this.stopping.abort();
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Follows until it is stopped; a fault is told and tried again, ever more slowly. */
  async follow(): Promise<void> {
    let tries = 0;
    while (!this.signal.aborted) {
      try {
        await this.run('durable', {
          onCommitted: () => (tries = 0),
          onCaughtUp: () => Promise.resolve(true),
        });
      } catch (error) {
        tries += 1;
        if (!this.signal.aborted && isTold(error, tries)) await this.tellFailed(error);
        await this.pause(tries, error);
      }
    }
  }

  /** Ever longer; an event that cannot be folded seldom mends itself. */
  async pause(tries: number, error: unknown): Promise<void> {
    const msMax = error instanceof ProjectionStopped ? RETRY_MS_MAX : RETRY_AWAY_MS_MAX;
    const ms = Math.min((this.following.retryMs ?? RETRY_MS) * 2 ** (tries - 1), msMax);
    await delay(ms, undefined, { signal: this.signal }).catch(() => undefined);
  }

  /** One run to its end. Errors of log, keys and store come through, and `ProjectionStopped`. */
  async run(
    speed: 'durable' | 'fast',
    on: { onCommitted?(): void; onCaughtUp(store: ProjectionStore): Promise<boolean> },
  ): Promise<void> {
    const { following, version, signal } = this;
    const partition = { number: this.partition, of: version.partitions };
    const log = await following.openLog(signal);
    if (log === null) return;
    const store = await following.versions.open(version, partition, speed);
    try {
      await this.note({ nextIndex: await store.nextIndex() });
      await runProjection({
        store,
        log: log.source,
        keys: following.keys,
        signal,
        partition,
        ...(following.rebuildEvents === undefined ? {} : { rebuildEvents: following.rebuildEvents }),
        onFolded: (nextIndex) => this.garbage.after(nextIndex),
        onCommitted: (nextIndex) => {
          this.state = { ...this.state, nextIndex, failed: null };
          on.onCommitted?.();
        },
        onCaughtUp: async () => {
          if (this.state.failed !== null) await this.note({ failed: null });
          return on.onCaughtUp(store);
        },
      });
    } finally {
      await store.close();
      await log.close();
    }
  }

  /** As last known, for those who wait and for those who look after it. What cannot be told now is told again soon. */
  tell(): Promise<void> {
    return this.following.states.tell(this.state).catch(() => undefined);
  }

  async ended(): Promise<void> {
    await this.note({ holder: null });
  }

  private note(news: Partial<PartitionState>): Promise<void> {
    this.state = { ...this.state, ...news };
    return this.tell();
  }

  private tellFailed(error: unknown): Promise<void> {
    return this.note({ failed: failureOf(error, this.state.nextIndex) });
  }
}

function isTold(error: unknown, tries: number): boolean {
  if (error instanceof ProjectionStopped) return true;
  // Where another one commits, that one tells of itself.
  return !(error instanceof OtherProjector) && tries > TRIES_UNTOLD;
}

/** At which event a projection stopped, and why. */
export function failureOf(error: unknown, nextIndex: number): NonNullable<PartitionState['failed']> {
  if (error instanceof ProjectionStopped) return { index: error.at.index, message: error.message };
  return { index: nextIndex, message: error instanceof Error ? error.message : String(error) };
}
