import { setTimeout as pause } from 'node:timers/promises';
import type { AppendOutcome, AppendRequest, EventStore } from '#event-store';
import { LockLost } from '#ports/locks';
import { logAppending } from './log-appending.js';

export interface Patience {
  /** How long the fate of an append is asked for (ms). A request should be answered before its sender gives up. */
  readonly knownMsMax?: number;
  /** Pause before it is asked for again (ms). */
  readonly againMs?: number;
}

const KNOWN_MS_MAX = 60_000;
const AGAIN_MS = 500;

const isUnknown = (outcome: AppendOutcome): boolean =>
  outcome.kind === 'failed' && outcome.code === 'STORE_AWAY';

/**
 * The log for work under a lock: it takes nothing once the lock is lost, and answers an append only when its fate is
 * known. A log that gave no answer may write what it was sent a moment later, when the next one decides already: so the
 * same append is sent again (its ids make it one) until it stands, or another writer stands in its place. Where that
 * takes too long, or the lock is lost meanwhile, the answer is STORE_AWAY: it may have been recorded.
 * `append` rejects with LockLost where the lock was lost before it was sent.
 */
export const logUnderLock = (store: EventStore, lost: AbortSignal, patience: Patience = {}): EventStore =>
  logAppending(store, (requests) => appendUntilKnown(store, requests, lost, patience));

async function appendUntilKnown(
  store: EventStore,
  requests: readonly AppendRequest[],
  lost: AbortSignal,
  { knownMsMax = KNOWN_MS_MAX, againMs = AGAIN_MS }: Patience,
): Promise<readonly AppendOutcome[]> {
  if (lost.aborted) throw new LockLost();
  const outcomes = [...(await store.append(requests))];
  const until = performance.now() + knownMsMax;
  for (;;) {
    const unknown = outcomes.flatMap((outcome, at) => (isUnknown(outcome) ? [at] : []));
    if (unknown.length === 0 || performance.now() >= until) return outcomes;
    await pause(againMs, undefined, { signal: lost }).catch(() => undefined);
    if (lost.aborted) return outcomes;
    const again = await store.append(unknown.map((at) => requests[at]!));
    for (const [i, at] of unknown.entries()) {
      // Another refusal says nothing of the append that was sent first.
      if (again[i]!.kind !== 'failed') outcomes[at] = again[i]!;
    }
    if (again.some((outcome) => outcome.kind === 'failed' && outcome.code === 'CLOSED')) return outcomes;
  }
}
