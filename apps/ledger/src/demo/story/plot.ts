import { MONTH_FROM_MS, MONTH_TO_MS } from '../model/month.js';
import { monthOfHeaters, type MonthOfHeaters } from '../telemetry/month-of-heaters.js';
import { syntheticJobs } from '../work/synthetic.js';
import type { SwfProblem, SwfTrace } from '../../job-lists/index.js';
import { jobsOfTrace, totalsOf, usersOf, type TraceTotals } from '../work/trace.js';
import type { Job } from '../work/job.js';
import { habits, traceContract } from '../world/clients.js';
import { attestationCommands } from '../world/evidence.js';
import { makeWorld, type World, type WorldSize } from '../world/world.js';

export interface PlotOptions {
  readonly seed: string;
  readonly size: WorldSize;
  /** Jobs of a file; without, the demo's own. */
  readonly trace: SwfTrace | null;
}

/** All that is decided before the month begins. */
export interface Plot {
  readonly world: World;
  readonly month: MonthOfHeaters;
  readonly jobs: JobsTold;
}

export interface JobsTold {
  readonly jobs: number;
  readonly attempts: number;
  /** Work that the heaters were given (core·ms), up to the last upload. */
  readonly placedCoreMs: number;
  readonly trace:
    (TraceTotals & { readonly computer: string | null; readonly problems: readonly SwfProblem[] }) | null;
}

export function makePlot({ seed, size, trace }: PlotOptions): Plot {
  const drawn = makeWorld(seed, size, trace === null ? null : usersOf(trace));
  const jobs = trace === null ? ownJobs(seed, drawn) : jobsOfTrace(trace, MONTH, traceContract, seed);
  const world = { ...drawn, commands: [...drawn.commands, ...attestationCommands(jobs)] };
  const month = monthOfHeaters(world.heaters, jobs, seed);
  const attempts = month.attempts.flat();
  return {
    world,
    month,
    jobs: {
      jobs: trace === null ? jobs.length : trace.jobs.length,
      attempts: attempts.length,
      placedCoreMs: attempts.reduce((sum, { cores, fromMs, toMs }) => sum + cores * (toMs - fromMs), 0),
      trace:
        trace === null
          ? null
          : { ...totalsOf(trace), computer: trace.header.get('Computer') ?? null, problems: trace.problems },
    },
  };
}

const MONTH = { fromMs: MONTH_FROM_MS, toMs: MONTH_TO_MS };
const FULL_CORES = 5_760;

/** The clients' habits suit the full size; a smaller world gets its share of jobs. */
function ownJobs(seed: string, world: World): readonly Job[] {
  const cores = world.heaters.reduce((sum, { model }) => sum + model.cores, 0);
  return syntheticJobs(
    habits().map((habit) => ({ ...habit, jobsPerDay: (habit.jobsPerDay * cores) / FULL_CORES })),
    seed,
  );
}
