import type { Keys } from '#ports/keys';
import type { Partition } from '../partitions.js';
import type { ProjectionStore } from '../projection-store.js';
import type { LogSource } from './log-source.js';
import { Projection } from './projection.js';
import { ProjectionStopped } from './stop.js';

export interface RunOptions {
  readonly store: ProjectionStore;
  readonly log: LogSource;
  readonly keys: Keys;
  readonly signal: AbortSignal;
  /** That of the store; all heaters where absent. */
  readonly partition?: Partition;
  /** Events per transaction while catching up. */
  readonly rebuildEvents?: number;
  /** Events per transaction at most once live. */
  readonly liveEvents?: number;
  /** After each batch that was folded, with the next index. */
  readonly onFolded?: (nextIndex: number) => void;
  /** After each commit, with the next index. */
  readonly onCommitted?: (nextIndex: number) => void;
  /** The end of the log was reached; answer false to end here. */
  readonly onCaughtUp?: (nextIndex: number) => boolean | Promise<boolean>;
}

/** Few: what is read lives only until it is folded. */
const READ_EVENTS = 250;
/** A few hours of a fleet of 10 000 heaters: few days of each stand in memory, few rows are written twice. */
const REBUILD_EVENTS = 180_000;
const LIVE_EVENTS = 5_000;
/** Days of heaters in memory besides those that telemetry adds to. */
const DAYS_LOADED = 50_000;
/** No transaction stays open longer, so that whoever waits sees it go on. */
const COMMIT_MS = 15_000;

/**
 * Follows the log until the signal. Large transactions until the end is first reached, small ones from then on.
 * Errors: `ProjectionStopped`, with everything before that event written.
 */
export async function runProjection(options: RunOptions): Promise<void> {
  const { store, log, keys, partition, signal } = options;
  const load = (): Promise<Projection> => Projection.load(store, log, keys, partition, signal);
  let projection: Projection;
  try {
    projection = await load();
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  }
  try {
    await follow(projection, options);
  } catch (error) {
    if (!(error instanceof ProjectionStopped)) throw error;
    // The fault may have left the fold half done: fold again from the checkpoint up to the event, and keep that.
    projection = await load();
    await foldUpTo(projection, options, error.at.index);
    throw error;
  }
}

async function follow(projection: Projection, options: RunOptions): Promise<void> {
  const { log, signal } = options;
  let commitEvents = options.rebuildEvents ?? REBUILD_EVENTS;
  let committedAt = performance.now();
  while (!signal.aborted) {
    const rows = await log.readRows(projection.nextIndex, READ_EVENTS);
    for (const row of rows) {
      const waiting = projection.fold(row);
      if (waiting !== undefined) await waiting;
    }
    options.onFolded?.(projection.nextIndex);
    const atEnd = rows.length < READ_EVENTS;
    const full = projection.pendingEvents >= commitEvents || projection.daysLoaded > DAYS_LOADED;
    const due = full || performance.now() - committedAt > COMMIT_MS;
    if (atEnd || due) {
      await commit(projection, options);
      committedAt = performance.now();
    }
    if (!atEnd) {
      await breathe();
      continue;
    }
    if ((await options.onCaughtUp?.(projection.nextIndex)) === false) return;
    commitEvents = options.liveEvents ?? LIVE_EVENTS;
    await log.untilAt(projection.nextIndex, signal);
  }
  await commit(projection, options);
}

async function commit(projection: Projection, options: RunOptions): Promise<void> {
  if (projection.pendingEvents === 0) return;
  await projection.commit();
  options.onCommitted?.(projection.nextIndex);
}

async function foldUpTo(projection: Projection, options: RunOptions, end: number): Promise<void> {
  while (projection.nextIndex < end) {
    const limit = Math.min(READ_EVENTS, end - projection.nextIndex);
    for (const row of await options.log.readRows(projection.nextIndex, limit)) {
      const waiting = projection.fold(row);
      if (waiting !== undefined) await waiting;
    }
  }
  await commit(projection, options);
}

/** Lets messages and signals through between batches. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
