import { invariant } from '#domain/decision';
import { payloadCores, type HeaterModel, type Mode } from '../model/power.js';
import { Xoshiro } from '../random/xoshiro.js';
import type { Attempt, Job } from './job.js';
import { RankedQueue } from './queue.js';

/** What the scheduler knows of a heater. */
export interface Place {
  readonly heater: string;
  readonly model: HeaterModel;
  readonly modeAt: (ms: number) => Mode;
  /** Instants at which the heater stops dead, and what runs there is preempted. */
  readonly stopsMs: readonly number[];
  readonly demandWAt: (ms: number) => number;
}

interface Due {
  readonly job: Job;
  readonly attempt: number;
  readonly leftMs: number;
  readonly startMs: number;
}

const CANDIDATES = 8;
const WAIT_MS = 600_000;

/**
 * Puts jobs onto heaters, in order of time: of a few heaters drawn at random with room for it, the job goes to the one
 * that lacks most heat. Where none has room, it waits ten minutes.
 */
export class Schedule {
  private readonly running: { toMs: number; cores: number }[][];
  private readonly attempts: Attempt[][];
  private readonly due = new RankedQueue<Due>();
  private readonly random: Xoshiro;

  constructor(
    private readonly places: readonly Place[],
    seed: string,
  ) {
    this.random = new Xoshiro(`${seed}/schedule`);
    this.running = places.map(() => []);
    this.attempts = places.map(() => []);
  }

  /** Attempts by heater, in the order of `places`, each ascending by start. No attempt begins at or after `untilMs`. */
  place(jobs: readonly Job[], untilMs: number): readonly (readonly Attempt[])[] {
    for (const job of jobs) {
      if (job.runMs > 0)
        this.due.push(job.startMs, { job, attempt: 1, leftMs: job.runMs, startMs: job.startMs });
    }
    for (let next = this.due.pop(); next !== undefined; next = this.due.pop()) {
      if (next.startMs < untilMs) this.start(next);
    }
    return this.attempts;
  }

  private start(due: Due): void {
    const at = this.choose(due);
    if (at === null) {
      const startMs = due.startMs + WAIT_MS;
      this.due.push(startMs, { ...due, startMs });
      return;
    }
    const { job, attempt } = due;
    const planned = job.ends[attempt - 1] ?? { outcome: 'completed' as const, permille: 1000 };
    const plannedMs = Math.max(1, Math.floor((due.leftMs * planned.permille) / 1000));
    const stopMs = this.places[at]!.stopsMs.find((ms) => ms > due.startMs && ms < due.startMs + plannedMs);
    const toMs = stopMs ?? due.startMs + plannedMs;
    const outcome = stopMs === undefined ? planned.outcome : 'preempted';
    const { contract, plan, cores } = job;
    this.running[at]!.push({ toMs, cores });
    this.attempts[at]!.push({
      job: job.job,
      attempt,
      contract,
      plan,
      cores,
      fromMs: due.startMs,
      toMs,
      outcome,
      knownMs: toMs + job.outcomeDelayMs,
    });
    if (outcome !== 'preempted') return;
    const leftMs = job.resumes === 'whole' ? job.runMs : due.leftMs - (toMs - due.startMs);
    if (leftMs > 0) this.due.push(toMs, { job, attempt: attempt + 1, leftMs, startMs: toMs });
  }

  /** The heater that lacks most heat among some with room; all are asked before the job has to wait. */
  private choose(due: Due): number | null {
    let best: number | null = null;
    let bestLack = -Infinity;
    const first = this.random.between(0, this.places.length - 1);
    const stride = this.random.between(1, this.places.length - 1);
    for (let draw = 0; draw < CANDIDATES; draw++) {
      const at = (first + draw * stride) % this.places.length;
      if (!this.hasRoom(at, due)) continue;
      const lack = this.lackW(at, due.startMs);
      if (lack > bestLack) [best, bestLack] = [at, lack];
    }
    for (let step = 0; best === null && step < this.places.length; step++) {
      const at = (first + step) % this.places.length;
      if (this.hasRoom(at, due)) best = at;
    }
    return best;
  }

  private busyCores(at: number, ms: number): number {
    const running = this.running[at]!;
    let busy = 0;
    for (let i = running.length - 1; i >= 0; i--) {
      if (running[i]!.toMs <= ms) running.splice(i, 1);
      else busy += running[i]!.cores;
    }
    return busy;
  }

  private hasRoom(at: number, due: Due): boolean {
    const { model, modeAt } = this.places[at]!;
    invariant(due.job.cores <= model.cores, `job ${due.job.job} needs more cores than a heater has`);
    return this.busyCores(at, due.startMs) + due.job.cores <= payloadCores(model, modeAt(due.startMs));
  }

  private lackW(at: number, ms: number): number {
    const { model, demandWAt } = this.places[at]!;
    const busyW = ((model.ratedMainW - model.idleW) * this.busyCores(at, ms)) / model.cores;
    return demandWAt(ms) - model.idleW - busyW;
  }
}
