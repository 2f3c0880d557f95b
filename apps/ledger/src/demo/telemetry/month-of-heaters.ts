import { invariant } from '#domain/decision';
import {
  MONTH_FROM_MS,
  NEXT_MONTH_TO_MS,
  NEXT_STEP_MS,
  STEP_MS,
  WINDOWS,
  WINDOW_MS,
  wallMs,
} from '../model/month.js';
import { demandPerKelvinMw, outsideDeciC, type Occupancy } from '../model/weather.js';
import type { Attempt, Job } from '../work/job.js';
import { Schedule } from '../work/schedule.js';
import { modeAt, occupancyAt, type HeaterPlan } from './heater-plan.js';
import { HeaterSimulation } from './simulation.js';

/** The end of the last window (ms UTC): what happens after it, nobody has told yet. */
export const TOLD_UNTIL_MS = MONTH_FROM_MS + WINDOWS * WINDOW_MS;

/** March and April, and some hours of May. */
const STEPS = Math.ceil((NEXT_MONTH_TO_MS - MONTH_FROM_MS + 2 * NEXT_STEP_MS) / STEP_MS);

export interface MonthOfHeaters {
  readonly simulations: readonly HeaterSimulation[];
  /** In the order of the heaters. */
  readonly attempts: readonly (readonly Attempt[])[];
}

/** Spreads the jobs over the heaters, and makes ready to tell what each heater did. */
export function monthOfHeaters(
  heaters: readonly HeaterPlan[],
  jobs: readonly Job[],
  seed: string,
): MonthOfHeaters {
  const asked = askedBySteps(seed);
  const demandOf = (plan: HeaterPlan) => (ms: number) =>
    Math.round((asked(occupancyAt(plan, ms), ms) * plan.wattsPerKelvin) / 1000);
  const places = heaters.map((plan) => ({
    heater: plan.heater,
    model: plan.model,
    modeAt: (ms: number) => modeAt(plan, ms),
    stopsMs: plan.modes.filter(({ mode }) => mode === 'stopped').map(({ fromMs }) => fromMs),
    demandWAt: demandOf(plan),
  }));
  const attempts = new Schedule(places, seed).place(jobs, TOLD_UNTIL_MS);
  const simulations = heaters.map((plan, at) => new HeaterSimulation(plan, attempts[at]!, demandOf(plan)));
  return { simulations, attempts };
}

/** What a heater of 1 W/K would be asked for (mW), computed once per ten minutes and kind of building: the hot path. */
function askedBySteps(seed: string): (occupancy: Occupancy, ms: number) => number {
  const known: Readonly<Record<Occupancy, Int32Array>> = {
    home: new Int32Array(STEPS).fill(-1),
    workplace: new Int32Array(STEPS).fill(-1),
  };
  return (occupancy, ms) => {
    const asked = known[occupancy];
    const step = Math.floor((ms - MONTH_FROM_MS) / STEP_MS);
    invariant(step >= 0 && step < STEPS, `no weather drawn for ${ms}`);
    if (asked[step]! < 0) {
      const wall = wallMs(MONTH_FROM_MS + step * STEP_MS);
      asked[step] = demandPerKelvinMw(outsideDeciC(seed, wall), occupancy, wall);
    }
    return asked[step]!;
  };
}
