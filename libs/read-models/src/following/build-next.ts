import type { Leases } from '#ports/leases';
import type { ModelVersion } from '../model-versions.js';
import { ProjectionStopped } from '../projection/index.js';
import { isOfAnotherLog } from './of-another-log.js';
import { PartitionRun, type Following } from './partition-run.js';

export interface BuildOptions extends Following {
  readonly leases: Leases;
  readonly partitions: number;
}

const LEASE = 'read-models/rebuild';
/** How often it is told how far it is (ms). */
const TELL_MS = 1_000;
/** Faults in a row, without a commit between them, that end a rebuild. */
const TRIES_MAX = 6;

/**
 * Builds the next version from event 0, all its partitions in this thread, while the current one goes on; resolves
 * once it is switched in. Errors: where another process builds one, where an event cannot be folded, or at the signal;
 * the current version then stays.
 */
export async function buildNext(options: BuildOptions, signal: AbortSignal): Promise<void> {
  const { leases, versions, partitions } = options;
  const lease = await leases.take(LEASE);
  if (lease === null) throw new Error('another process rebuilds the read models: wait until it is done');
  try {
    const version = await versions.create(partitions);
    await new Build(options, version).run(AbortSignal.any([signal, lease.lost]));
    await versions.sweep();
  } finally {
    await lease.release().catch(() => undefined);
  }
}

class Build {
  private readonly runs: readonly PartitionRun[];
  private readonly settled = new Set<PartitionRun>();
  private switched = false;
  private fault: unknown = null;

  constructor(
    private readonly following: Following,
    private readonly version: ModelVersion,
  ) {
    this.runs = Array.from(
      { length: version.partitions },
      (_, partition) => new PartitionRun(following, version, partition),
    );
  }

  async run(signal: AbortSignal): Promise<void> {
    const onAbort = (): void => this.stop();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    const telling = setInterval(() => void this.look(), TELL_MS);
    try {
      await Promise.all(this.runs.map((run) => this.build(run)));
    } finally {
      clearInterval(telling);
      signal.removeEventListener('abort', onAbort);
    }
    await Promise.all(this.runs.map((run) => run.ended()));
    if (this.switched) return;
    if (this.fault instanceof Error) throw this.fault;
    throw new Error('the rebuild was ended before it was done');
  }

  /** Goes on from its checkpoint after a fault of a server: hours of work are not lost to a blink. */
  private async build(run: PartitionRun): Promise<void> {
    for (let tries = 1; !run.signal.aborted; tries++) {
      try {
        return await this.runOnce(run, () => (tries = 0));
      } catch (error) {
        // Once it is switched in whoever holds the partition goes on with it.
        if (this.switched) return this.stop();
        if (error instanceof ProjectionStopped || tries >= TRIES_MAX) {
          this.fault ??= error;
          return this.stop();
        }
        this.settled.delete(run);
        await run.pause(tries, error);
      }
    }
  }

  private runOnce(run: PartitionRun, onCommitted: () => void): Promise<void> {
    return run.run('fast', {
      onCommitted,
      onCaughtUp: async (store) => {
        if (this.switched) return false;
        if (!this.settled.has(run)) await store.settle();
        this.settled.add(run);
        if (this.settled.size === this.runs.length) await this.switch();
        return !this.switched;
      },
    });
  }

  /** Partitions that stand behind go on; the last one to come as far as readers have seen switches. */
  private async switch(): Promise<void> {
    const { versions } = this.following;
    const switched =
      (await versions.switchTo(this.version)) ||
      ((await isOfAnotherLog(this.following)) && (await versions.switchTo(this.version, 'of-another-log')));
    if (!switched) return;
    this.switched = true;
    this.stop();
  }

  private stop(): void {
    for (const run of this.runs) run.stop();
  }

  /** A switch that had to give way is tried again, also where no event comes any more. */
  private async look(): Promise<void> {
    await Promise.all(this.runs.map((run) => run.tell()));
    const isReady = this.settled.size === this.runs.length && !this.switched;
    if (isReady) await this.switch().catch((error: unknown) => void (this.fault ??= error));
  }
}
