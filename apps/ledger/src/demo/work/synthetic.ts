import type { Outcome } from '#events';
import { MONTH_FROM_MS, MONTH_TO_MS, wallMs } from '../model/month.js';
import { Xoshiro } from '../random/xoshiro.js';
import type { Job, PlannedEnd } from './job.js';
import { outcomeDelayMs } from './outcome-delay.js';

/** How one client works. */
export interface Habit {
  readonly contract: string;
  readonly plan: string;
  /** Jobs a day on average. */
  readonly jobsPerDay: number;
  readonly cores: readonly number[];
  readonly hours: { readonly least: number; readonly most: number };
  /** When jobs come: office hours, in the evening for the night, or at any time. */
  readonly rhythm: 'office' | 'evening' | 'any';
}

/** What is of low priority makes room for the rest. */
const PREEMPTED_PERMILLE: Readonly<Record<string, number>> = { reserved: 60, 'low-priority': 330 };
const PREEMPTED_PERMILLE_ELSE = 160;
const FAILED_PERMILLE = 45;

/** A month of jobs drawn from the clients' habits, ascending by client. About a fifth of attempts are preempted. */
export function syntheticJobs(habits: readonly Habit[], seed: string): readonly Job[] {
  return habits.flatMap((habit) =>
    jobsOf(habit, new Xoshiro(`${seed}/jobs/${habit.contract}/${habit.plan}`)),
  );
}

function jobsOf(habit: Habit, random: Xoshiro): Job[] {
  const jobs: Job[] = [];
  // Draws come twice as often as needed at most; the hour decides which of them become jobs.
  const meanMs = 86_400_000 / (habit.jobsPerDay * 2);
  for (let at = MONTH_FROM_MS + random.waitMs(meanMs); at < MONTH_TO_MS; at += random.waitMs(meanMs)) {
    if (random.between(1, 100) > chancePercent(habit.rhythm, at)) continue;
    const minutes = random.between(habit.hours.least * 60, habit.hours.most * 60);
    jobs.push({
      job: `${habit.contract}-${habit.plan}-${String(jobs.length + 1).padStart(5, '0')}`,
      contract: habit.contract,
      plan: habit.plan,
      cores: random.pick(habit.cores),
      startMs: at,
      runMs: minutes * 60_000 + random.between(0, 59_999),
      ends: endsOf(random, PREEMPTED_PERMILLE[habit.plan] ?? PREEMPTED_PERMILLE_ELSE),
      resumes: 'whole',
      outcomeDelayMs: outcomeDelayMs(random),
    });
  }
  return jobs;
}

/** Averages 50 % over a week, so that `jobsPerDay` holds. */
function chancePercent(rhythm: Habit['rhythm'], ms: number): number {
  const wall = wallMs(ms);
  const hour = Math.floor((wall % 86_400_000) / 3_600_000);
  const weekday = new Date(wall).getUTCDay();
  if (rhythm === 'any') return 50;
  if (rhythm === 'evening') return hour >= 17 || hour < 2 ? 100 : 20;
  if (weekday === 0 || weekday === 6) return 15;
  return hour >= 8 && hour < 19 ? 100 : 32;
}

function endsOf(random: Xoshiro, preemptedPermille: number): PlannedEnd[] {
  const ends: PlannedEnd[] = [];
  for (;;) {
    const draw = random.between(1, 1000);
    const outcome: Outcome =
      draw <= preemptedPermille
        ? 'preempted'
        : draw <= preemptedPermille + FAILED_PERMILLE
          ? 'failed'
          : 'completed';
    ends.push({ outcome, permille: outcome === 'completed' ? 1000 : random.between(50, 950) });
    if (outcome !== 'preempted') return ends;
  }
}
