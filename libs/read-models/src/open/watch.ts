import { setTimeout as delay } from 'node:timers/promises';
import type { ModelsNow, PartitionStates } from '../partition-states.js';
import type { ProjectorStatus } from '../projector.js';
import { Waiters } from './waiters.js';

/** While someone waits for their writes, and otherwise (ms). */
const LOOK_MS = { waited: 15, idle: 500 } as const;
/** Whoever waits long waits for many events: looks then come at this part of the wait, at most (ms). */
const PART_OF_WAIT = 1 / 20;
const LOOK_MS_LONG = 250;
/** So many looks in a row that fail are told; one alone may be a connection that was replaced. */
const FAULTS_MAX = 3;

const INITIAL: ProjectorStatus = { nextIndex: 0, version: 0, failed: null, rebuilding: null, partitions: [] };

/** Looks how far the projectors of an installation are, in whichever processes they run, and wakes who waits for it. */
export class Watch {
  status: ProjectorStatus = INITIAL;
  readonly waiters = new Waiters(() => this.status);
  private readonly closing = new AbortController();
  private woken = new AbortController();
  private watching: Promise<void> = Promise.resolve();
  private faults = 0;
  private fault: string | null = null;

  constructor(private readonly states: PartitionStates) {}

  async start(): Promise<void> {
    await this.look();
    this.watching = this.lookOften();
  }

  passed(index: number): Promise<void> {
    const passed = this.waiters.until(index);
    this.woken.abort();
    return passed;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.watching;
    this.waiters.end();
  }

  /** Looks now, whenever the next look is due. */
  async look(): Promise<void> {
    const seen = statusOf(await this.states.now());
    this.faults = 0;
    this.status = { ...seen, failed: seen.failed ?? this.orphaned(seen) };
    this.waiters.look();
  }

  /** Why nothing is projected in this process; others may take its share over. */
  noteFault(fault: string | null): void {
    this.fault = fault;
  }

  private orphaned({ nextIndex, partitions }: ProjectorStatus): ProjectorStatus['failed'] {
    if (this.fault === null || partitions.every(({ holder }) => holder !== null)) return null;
    return { index: nextIndex, message: this.fault };
  }

  private async lookOften(): Promise<void> {
    while (!this.closing.signal.aborted) {
      this.woken = new AbortController();
      const signal = AbortSignal.any([this.closing.signal, this.woken.signal]);
      if (this.waiters.any)
        await delay(this.waitedPauseMs(), undefined, { signal: this.closing.signal }).catch(nothing);
      else await delay(LOOK_MS.idle, undefined, { signal }).catch(nothing);
      if (this.closing.signal.aborted) return;
      await this.look().catch((error: unknown) => this.missed(error));
    }
  }

  private waitedPauseMs(): number {
    const waitedMs = performance.now() - this.waiters.sinceMs;
    return Math.min(Math.max(LOOK_MS.waited, waitedMs * PART_OF_WAIT), LOOK_MS_LONG);
  }

  private missed(error: unknown): void {
    this.faults++;
    if (this.faults < FAULTS_MAX) return;
    const message = `it cannot be seen how far the projection is: ${error instanceof Error ? error.message : String(error)}`;
    this.status = { ...this.status, failed: { index: this.status.nextIndex, message } };
    this.waiters.look();
  }
}

const nothing = (): void => undefined;

/** Of all partitions together: the one that is least far, and the earliest that stopped. */
function statusOf({ version, partitions, building }: ModelsNow): ProjectorStatus {
  const failed = partitions
    .flatMap((one) => (one.failed === null ? [] : [one.failed]))
    .sort((a, b) => a.index - b.index);
  return {
    nextIndex: partitions.length === 0 ? 0 : Math.min(...partitions.map(({ nextIndex }) => nextIndex)),
    version: version ?? 0,
    failed: failed[0] ?? null,
    rebuilding: building === null ? null : { nextIndex: building.nextIndex },
    partitions: partitions.map(({ partition, nextIndex, holder }) => ({ partition, nextIndex, holder })),
  };
}
