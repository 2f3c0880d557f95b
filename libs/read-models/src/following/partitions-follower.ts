import { setTimeout as delay } from 'node:timers/promises';
import type { Lease, Leases } from '#ports/leases';
import type { ModelVersion } from '../model-versions.js';
import { leaseOf, registrationOf, shareOf } from './contenders.js';
import { PartitionRun, type Following } from './partition-run.js';
import type { Projecting } from './projecting.js';
import { buildNext } from './build-next.js';

export interface PartitionsOptions extends Following {
  readonly leases: Leases;
  /** Of the first version made here, and of a rebuild. */
  readonly partitions: number;
  /** Name of its own among all projectors that run. */
  readonly name: string;
  /** Whether it takes partitions; where not, it only rebuilds. */
  readonly takes: boolean;
  /** How often it looks which partitions are free, and tells of its own (ms). */
  readonly lookMs?: number;
  /** Why it could not look after its partitions just now, which is tried again; null once it could. */
  onLooked?(fault: string | null): void;
}

const LOOK_MS = 1_000;
/** Part of that after which it looks again where it has not got its share yet. */
const SOON = 1 / 4;
/** How often versions that nobody needs are removed (ms). */
const SWEEP_MS = 60_000;

interface HeldPartition {
  readonly run: PartitionRun;
  readonly ended: Promise<void>;
}

/**
 * Follows the log into as many partitions of the current version as are its share; takes over those of a projector
 * that died, and gives some up to one that comes. Several of them, in several processes, work on the same versions.
 */
export class PartitionsFollower implements Projecting {
  private readonly held = new Map<number, HeldPartition>();
  private readonly closing = new AbortController();
  private version: ModelVersion | null = null;
  private registration: Lease | null = null;
  private looking: Promise<void> = Promise.resolve();
  private woken: AbortController | null = null;
  private sweptAt = performance.now();
  private rebuilt: Promise<void> | null = null;
  /** Partitions were free at the last look, and more of them are its share. */
  private wanting = false;

  constructor(private readonly options: PartitionsOptions) {}

  /** The first version is there, or was made, when this resolves. Errors: those of the database, a refusal among them. */
  async start(): Promise<void> {
    if (!this.options.takes) return;
    this.version = await this.currentVersion();
    this.looking = this.lookOften();
  }

  /** Builds the next version in the partitions wanted now, and switches to it. */
  rebuild(): Promise<void> {
    const { signal } = this.closing;
    this.rebuilt ??= buildNext(this.options, signal).finally(() => {
      this.rebuilt = null;
      this.woken?.abort();
    });
    return this.rebuilt;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.rebuilt?.catch(() => undefined);
    await this.looking;
    await this.giveUp([...this.held.keys()]);
    await this.registration?.release().catch(() => undefined);
  }

  private async lookOften(): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        await this.look();
        this.options.onLooked?.(null);
      } catch (error) {
        this.options.onLooked?.(error instanceof Error ? error.message : String(error));
      }
      this.woken = new AbortController();
      const signal = AbortSignal.any([this.closing.signal, this.woken.signal]);
      await delay(this.pauseMs(), undefined, { signal }).catch(() => undefined);
    }
  }

  private pauseMs(): number {
    const { lookMs = LOOK_MS } = this.options;
    return this.wanting ? lookMs * SOON : lookMs;
  }

  private async look(): Promise<void> {
    const current = await this.currentVersion();
    if (current.version !== this.version?.version) await this.giveUp([...this.held.keys()]);
    this.version = current;
    const share = await this.share(current);
    await this.giveUp([...this.held.keys()].sort((a, b) => a - b).slice(share));
    this.wanting = await this.takeFree(current, share);
    await Promise.all([...this.held.values()].map(({ run }) => run.tell()));
    await this.sweep();
  }

  /** The current version; the first one is made. */
  private async currentVersion(): Promise<ModelVersion> {
    const { versions, partitions } = this.options;
    const current = await versions.current();
    if (current !== null) return current;
    await versions.switchTo(await versions.create(partitions));
    const made = await versions.current();
    if (made === null) throw new Error('the first version of the read models could not be switched in');
    return made;
  }

  private async share({ partitions }: ModelVersion): Promise<number> {
    const { leases, name } = this.options;
    const own = registrationOf(name);
    if (this.registration?.lost.aborted !== false) this.registration = await leases.take(own);
    return shareOf(own, await leases.held(), partitions);
  }

  /**
   * Half of what its share lacks at a look, so that whoever starts at the same time gets theirs. Whether more were free.
   */
  private async takeFree(version: ModelVersion, share: number): Promise<boolean> {
    const { leases } = this.options;
    const until = this.held.size + Math.ceil((share - this.held.size) / 2);
    for (let partition = 0; partition < version.partitions; partition++) {
      if (this.held.size >= until || this.closing.signal.aborted) return this.held.size < share;
      if (this.held.has(partition)) continue;
      const lease = await leases.take(leaseOf(version.version, partition));
      if (lease !== null) this.hold(version, partition, lease);
    }
    return false;
  }

  private hold(version: ModelVersion, partition: number, lease: Lease): void {
    const run = new PartitionRun(this.options, version, partition);
    const onLost = (): void => run.stop();
    lease.lost.addEventListener('abort', onLost);
    if (lease.lost.aborted) onLost();
    const follow = async (): Promise<void> => {
      await run.follow();
      lease.lost.removeEventListener('abort', onLost);
      // Whoever holds it next tells of itself.
      if (!lease.lost.aborted) await run.ended();
      await lease.release().catch(() => undefined);
      this.held.delete(partition);
    };
    this.held.set(partition, { run, ended: follow() });
  }

  /** What they have folded is written first. */
  private async giveUp(partitions: readonly number[]): Promise<void> {
    const given = partitions.flatMap((partition) => this.held.get(partition) ?? []);
    for (const { run } of given) run.stop();
    await Promise.all(given.map(({ ended }) => ended));
  }

  /** One of them sweeps: it has partition 0. */
  private async sweep(): Promise<void> {
    if (!this.held.has(0) || performance.now() - this.sweptAt < SWEEP_MS) return;
    this.sweptAt = performance.now();
    await this.options.versions.sweep();
  }
}
