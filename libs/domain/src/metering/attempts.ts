import type { Outcome } from '#events';
import type { PendingAttempt } from './cell.js';

/** An attempt whose end is known. */
export interface EndedAttempt {
  readonly job: string;
  readonly attempt: number;
  readonly outcome: Outcome;
}

/**
 * Attempts of one heater, by `attemptKey`. An attempt has several pending parts where its slices differ in
 * contract, plan or model. Ends are remembered so that slices that come later settle at once: the last
 * `ENDED_REMEMBERED` that had slices, the last `AWAITED_REMEMBERED` that had none yet (the heater told the end
 * first), and all that an operator declared, because a person declares an end once. A slice of an end forgotten
 * stays pending until a person declares the end: nothing is billed by mistake.
 */
export interface Attempts {
  readonly pending: Map<string, PendingAttempt[]>;
  readonly ended: Map<string, Outcome>;
  readonly awaited: Map<string, Outcome>;
  readonly declared: Map<string, Outcome>;
}

export const ENDED_REMEMBERED = 16;
export const AWAITED_REMEMBERED = 256;

export const emptyAttempts = (): Attempts => ({
  pending: new Map(),
  ended: new Map(),
  awaited: new Map(),
  declared: new Map(),
});

/** Longer than any job: no key of a later attempt is the name of another job. */
const LATER_ATTEMPT = '/'.repeat(64);

/** The job alone for its first attempt, which most attempts are. */
export const attemptKey = (job: string, attempt: number): string =>
  attempt === 1 ? job : `${LATER_ATTEMPT}${attempt}/${job}`;

/** How an attempt ended, as far as is remembered. */
export const knownOutcome = ({ ended, awaited, declared }: Attempts, key: string): Outcome | null =>
  ended.get(key) ?? awaited.get(key) ?? declared.get(key) ?? null;

/** Outcome of an attempt whose slice comes now; from here on it counts as one that had slices. */
export function endedOutcome(attempts: Attempts, key: string): Outcome | null {
  const ended = attempts.ended.get(key);
  if (ended !== undefined) return ended;
  const awaited = attempts.awaited.get(key);
  if (awaited === undefined) return attempts.declared.get(key) ?? null;
  attempts.awaited.delete(key);
  attempts.ended.set(key, awaited);
  return awaited;
}

/** Drops what is remembered beyond the limits, oldest first. */
export function forget(attempts: Attempts): void {
  trim(attempts.ended, ENDED_REMEMBERED);
  trim(attempts.awaited, AWAITED_REMEMBERED);
}

function trim(map: Map<string, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
