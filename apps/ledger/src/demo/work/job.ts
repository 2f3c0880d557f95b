import type { Outcome } from '#events';

/** What a client asked for. A job fits into one heater; larger ones are cut into parts beforehand. */
export interface Job {
  readonly job: string;
  readonly contract: string;
  readonly plan: string;
  readonly cores: number;
  /** Not before this instant (ms UTC). */
  readonly startMs: number;
  readonly runMs: number;
  /** How an attempt ends if nothing happens to its heater: drawn beforehand. */
  readonly ends: readonly PlannedEnd[];
  /** After a preemption the next attempt does the whole job again, or only what is left of it. */
  readonly resumes: 'whole' | 'rest';
  /** From the end of an attempt until its outcome is known (ms), by attempt. */
  readonly outcomeDelayMs: number;
}

/** The nth attempt ends like this after `permille` of its run; attempts beyond the list complete. */
export interface PlannedEnd {
  readonly outcome: Outcome;
  readonly permille: number;
}

/** A job, or a part of its run, on one heater. */
export interface Attempt {
  readonly job: string;
  readonly attempt: number;
  readonly contract: string;
  readonly plan: string;
  readonly cores: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly outcome: Outcome;
  /** When the heater hears of the outcome, and puts it into its next upload. */
  readonly knownMs: number;
}

export const workOf = (attempt: Attempt): number => attempt.cores * (attempt.toMs - attempt.fromMs);
