import { invariant } from '#domain/decision';
import type { UploadBody } from '#events';
import {
  MIDNIGHTS_MS,
  MONTH_FROM_MS,
  MONTH_TO_MS,
  NEXT_MONTH_TO_MS,
  NEXT_STEP_MS,
  STEPS_PER_WINDOW,
  STEP_MS,
  WINDOW_MS,
  wallMs,
} from '../model/month.js';
import { auxWhOf, loadFor, mainEnergy, mainWhOf, type Mode } from '../model/power.js';
import type { Attempt } from '../work/job.js';
import { modeAt, type HeaterPlan } from './heater-plan.js';
import { ReadingColumns } from './reading-columns.js';

const MIDNIGHTS: ReadonlySet<number> = new Set(MIDNIGHTS_MS);
const DAY_MS = 86_400_000;
const STEPS_PER_DAY = DAY_MS / NEXT_STEP_MS;

export interface Registers {
  readonly mainWh: number;
  readonly auxWh: number;
}

/** What one upload says, without its salt. */
export type Told = Omit<UploadBody, 'salt'>;
type Slice = UploadBody['slices'][number];

/** What the heater has told so far: what the ledger must find again. */
export interface ToldTotals {
  readings: number;
  /** Work of clients in slices that end inside the month, and after it (core·ms). */
  monthCoreMs: number;
  laterCoreMs: number;
  burnCoreMs: number;
}

/**
 * One heater through the month, window by window: attempts and the room's demand go in, readings, slices and attempt
 * ends come out. Integers only, so the same plan tells the same month on every machine.
 */
export class HeaterSimulation {
  /** Register sums in W·core·ms and W·ms. */
  private main = 0;
  private aux = 0;
  private jumpWh = 0;
  private window = 0;
  private readonly byKnown: readonly Attempt[];
  private nextKnown = 0;
  private active: Attempt[] = [];
  private nextAttempt = 0;
  private readonly atMidnights = new Map<number, Registers>();
  readonly told: ToldTotals = { readings: 0, monthCoreMs: 0, laterCoreMs: 0, burnCoreMs: 0 };

  constructor(
    readonly plan: HeaterPlan,
    private readonly attempts: readonly Attempt[],
    private readonly demandWAt: (ms: number) => number,
  ) {
    this.byKnown = [...attempts].sort((a, b) => a.knownMs - b.knownMs || a.toMs - b.toMs);
  }

  /** Registers as they stand after the windows told so far. */
  registers(): Registers {
    return {
      mainWh: this.plan.mainWh + this.jumpWh + mainWhOf(this.plan.model, this.main),
      auxWh: this.plan.auxWh + auxWhOf(this.aux),
    };
  }

  /** Registers as they stood at a local midnight of the month that has been told. */
  registersAtMidnight(ms: number): Registers {
    const registers = this.atMidnights.get(ms);
    invariant(registers !== undefined, `${ms} is no local midnight told by ${this.plan.heater}`);
    return registers;
  }

  /** The next twelve hours. */
  nextWindow(): Told {
    const fromMs = MONTH_FROM_MS + this.window * WINDOW_MS;
    const columns = new ReadingColumns();
    const burn: Slice[] = [];
    if (this.window === 0) this.read(columns, fromMs, modeAt(this.plan, fromMs), 0, 0);
    let segmentFromMs = fromMs;
    let segmentCoreMs = 0;
    for (let step = 0; step < STEPS_PER_WINDOW; step++) {
      const at = fromMs + step * STEP_MS;
      segmentCoreMs += this.step(columns, at, STEP_MS, this.demandWAt(at));
      const end = at + STEP_MS;
      const midnight = MIDNIGHTS.has(end);
      if (midnight) this.atMidnights.set(end, this.registers());
      // A slice lies in one day and one mode: what was burnt before a stop ends with it.
      const goesOn = modeAt(this.plan, end) === modeAt(this.plan, at);
      if (!midnight && goesOn && step + 1 < STEPS_PER_WINDOW) continue;
      if (segmentCoreMs > 0) burn.push(this.burnSlice(segmentFromMs, end, segmentCoreMs));
      [segmentFromMs, segmentCoreMs] = [end, 0];
    }
    const toMs = fromMs + WINDOW_MS;
    this.window++;
    return this.toldOf(columns, fromMs, toMs, burn);
  }

  /** All of the next month in one upload, a reading every six hours, past its end. Only what still ran is worked off. */
  nextMonth(): Told {
    const fromMs = MONTH_FROM_MS + this.window * WINDOW_MS;
    const columns = new ReadingColumns();
    const burn: Slice[] = [];
    let at = fromMs;
    let dayCoreMs = 0;
    for (let steps = 1; at < NEXT_MONTH_TO_MS + 3_600_000; steps++) {
      dayCoreMs += this.step(columns, at, NEXT_STEP_MS, this.demandWAt(at + NEXT_STEP_MS / 2));
      at += NEXT_STEP_MS;
      if (steps % STEPS_PER_DAY > 0 && at < NEXT_MONTH_TO_MS + 3_600_000) continue;
      const dayFromMs = fromMs + Math.floor((steps - 1) / STEPS_PER_DAY) * DAY_MS;
      if (dayCoreMs > 0) burn.push(this.burnSlice(dayFromMs, at, dayCoreMs));
      dayCoreMs = 0;
    }
    return this.toldOf(columns, fromMs, at, burn);
  }

  private toldOf(columns: ReadingColumns, fromMs: number, toMs: number, burn: readonly Slice[]): Told {
    const slices = [...this.payloadSlices(fromMs, toMs), ...burn];
    this.active = this.active.filter((attempt) => attempt.toMs > toMs);
    const encoded = columns.encoded();
    this.told.readings += encoded.at.length;
    return { ...encoded, slices, attemptEnds: this.endsKnownBy(toMs) };
  }

  /** `dtMs` of heating and computing; returns the burn (core·ms). */
  private step(columns: ReadingColumns, at: number, dtMs: number, demand: number): number {
    const { model, mishaps } = this.plan;
    const mode = modeAt(this.plan, at);
    const payload = this.payloadIn(at, at + dtMs);
    const { burnCoreMs, auxW } = loadFor(model, mode, demand, payload, dtMs);
    const energy = mainEnergy(model, mode, payload + burnCoreMs, dtMs);
    this.main += energy;
    this.aux += auxW * dtMs;
    this.told.burnCoreMs += burnCoreMs;
    for (const mishap of mishaps) {
      if (mishap.kind === 'register-jump' && mishap.atMs === at) this.jumpWh += mishap.energyWh;
    }
    const heatW = Math.round(energy / (model.cores * dtMs)) + auxW;
    this.read(columns, at + dtMs, mode, auxW, heatW - demand);
    return burnCoreMs;
  }

  private read(columns: ReadingColumns, at: number, mode: Mode, auxW: number, surplusW: number): void {
    const { mishaps } = this.plan;
    const within = (kind: 'readings-lost' | 'clock-unset'): boolean =>
      mishaps.length > 0 &&
      mishaps.some((mishap) => mishap.kind === kind && at > mishap.fromMs && at < mishap.toMs);
    if (within('readings-lost')) return;
    const hour = Math.floor((wallMs(at) % 86_400_000) / 3_600_000);
    const targetDeciC = hour < 5 || hour >= 22 ? 175 : 195;
    columns.add({
      at,
      ...this.registers(),
      mode: mode === 'normal' ? 0 : mode === 'low-power' ? 1 : 2,
      clock: within('clock-unset') ? 0 : 2,
      roomDeciC: targetDeciC + Math.max(-25, Math.min(25, Math.round(surplusW / 20))),
      targetDeciC,
      flags: (mode === 'stopped' ? 1 : 0) + (auxW > 0 ? 2 : 0),
    });
  }

  private payloadIn(fromMs: number, toMs: number): number {
    const { attempts } = this;
    while (this.nextAttempt < attempts.length && attempts[this.nextAttempt]!.fromMs < toMs) {
      this.active.push(attempts[this.nextAttempt++]!);
    }
    let coreMs = 0;
    for (const attempt of this.active) {
      const overlap = Math.min(attempt.toMs, toMs) - Math.max(attempt.fromMs, fromMs);
      if (overlap > 0) coreMs += overlap * attempt.cores;
    }
    return coreMs;
  }

  /** A slice per attempt, cut at local midnight: work belongs to the day on which its slice ends. */
  private payloadSlices(fromMs: number, toMs: number): Slice[] {
    const cuts = [...MIDNIGHTS_MS.filter((ms) => ms > fromMs && ms < toMs), toMs];
    return this.active.flatMap((attempt) => {
      const slices: Slice[] = [];
      let start = Math.max(attempt.fromMs, fromMs);
      for (const cut of cuts) {
        const end = Math.min(attempt.toMs, cut);
        if (end <= start) continue;
        slices.push(
          this.slice(
            attempt.job,
            attempt.attempt,
            attempt.contract,
            attempt.plan,
            start,
            end,
            attempt.cores * (end - start),
          ),
        );
        this.told[end <= MONTH_TO_MS ? 'monthCoreMs' : 'laterCoreMs'] += attempt.cores * (end - start);
        start = end;
      }
      return slices;
    });
  }

  private burnSlice(fromMs: number, toMs: number, coreMs: number): Slice {
    return this.slice('burn', 1, 'burn', 'burn', fromMs, toMs, coreMs);
  }

  private slice(
    job: string,
    attempt: number,
    contract: string,
    plan: string,
    from: number,
    to: number,
    coreMs: number,
  ): Slice {
    const { processorModel, deciGhz } = this.plan.model;
    const ghzMs = Math.floor((coreMs * deciGhz) / 10);
    return { job, attempt, contract, from, to, coreMs, ghzMs, model: processorModel, plan };
  }

  private endsKnownBy(toMs: number): UploadBody['attemptEnds'] {
    const ends: UploadBody['attemptEnds'] = [];
    while (this.nextKnown < this.byKnown.length && this.byKnown[this.nextKnown]!.knownMs <= toMs) {
      const { job, attempt, toMs: at, outcome } = this.byKnown[this.nextKnown++]!;
      ends.push({ job, attempt, at, outcome });
    }
    return ends;
  }
}
