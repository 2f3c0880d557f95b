import { invariant } from '#domain/decision';
import type { Outcome } from '#events';
import { Xoshiro } from '../random/xoshiro.js';
import type { Job } from './job.js';
import { outcomeDelayMs } from './outcome-delay.js';
import type { SwfJob, SwfTrace } from '../../job-lists/index.js';

/** Largest part of a job that goes to one heater. */
export const PART_CORES = 16;

/**
 * A trace of any length mapped onto the month. Run times and processors stay as they are (one processor is one core),
 * so core-hours stay too; only the starts are moved. A job that could have begun anywhere
 * between the trace's first instant and its end minus the run begins at the same fraction of the month minus the run:
 * early jobs stay early, late ones late, and every job ends inside the month.
 * A job of more cores than a heater has is cut into parts that run at the same time.
 */
export function jobsOfTrace(
  trace: SwfTrace,
  month: { readonly fromMs: number; readonly toMs: number },
  contractOf: (user: number) => string,
  seed: string,
): readonly Job[] {
  const spanMs = month.toMs - month.fromMs;
  const first = trace.jobs.reduce((least, job) => Math.min(least, startS(job)), Infinity);
  const end = trace.jobs.reduce((most, job) => Math.max(most, startS(job) + job.runS), 0);
  const random = new Xoshiro(`${seed}/trace`);
  return trace.jobs.flatMap((job): Job[] => {
    const runMs = Math.round(job.runS * 1000);
    invariant(runMs <= spanMs, `job ${job.number} (line ${job.line}) runs longer than the month`);
    const slackS = end - first - job.runS;
    const fraction = slackS > 0 ? (startS(job) - first) / slackS : 0;
    const startMs = month.fromMs + Math.floor(fraction * (spanMs - runMs));
    const delayMs = outcomeDelayMs(random);
    return partsOf(job.processors).map((cores, part) => ({
      job: part === 0 && job.processors <= PART_CORES ? `swf-${job.number}` : `swf-${job.number}.${part + 1}`,
      contract: contractOf(job.user),
      plan: 'on-demand',
      cores,
      startMs,
      runMs,
      ends: [{ outcome: outcomeOf(job.status), permille: 1000 }],
      resumes: 'rest',
      outcomeDelayMs: delayMs,
    }));
  });
}

const startS = (job: SwfJob): number => job.submitS + job.waitS;

function partsOf(processors: number): number[] {
  const parts: number[] = [];
  for (let left = processors; left > 0; left -= PART_CORES) parts.push(Math.min(left, PART_CORES));
  return parts;
}

/** Unknown (−1) counts as completed: the archive keeps jobs that ran, and most logs carry no status. */
function outcomeOf(status: number): Outcome {
  return status === 0 || status === 5 ? 'failed' : 'completed';
}

export interface TraceTotals {
  readonly jobs: number;
  readonly zeroRunJobs: number;
  readonly users: number;
  readonly coreMs: number;
}

export function totalsOf(trace: SwfTrace): TraceTotals {
  return {
    jobs: trace.jobs.length,
    zeroRunJobs: trace.jobs.filter((job) => job.runS === 0).length,
    users: usersOf(trace).length,
    coreMs: trace.jobs.reduce((sum, job) => sum + Math.round(job.runS * 1000) * job.processors, 0),
  };
}

/** Users of the trace, ascending; each becomes a client. */
export function usersOf(trace: SwfTrace): readonly number[] {
  return [...new Set(trace.jobs.map((job) => job.user))].sort((a, b) => a - b);
}
