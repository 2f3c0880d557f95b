import { DEMO_MONTH, MONTH_FROM_MS, MONTH_TO_MS, localMs, wallMs } from '../model/month.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import type { Told } from '../telemetry/simulation.js';

const STEP_MS = 1_800_000;
/** The operator has no values of these hours. */
const HOLE = { fromMs: localMs(9, 6), toMs: localMs(9, 12) };

/** A file as the grid operator gives it out. */
export interface MeterFile {
  readonly supplyPoint: string;
  readonly month: string;
  readonly csv: string;
}

/** What the supply point's own meter measures, one mean power per half-hour, stamped at its end. */
export class OwnMeter {
  private readonly lastWh = new Map<string, number>();
  private readonly energyWh = new Float64Array((MONTH_TO_MS - MONTH_FROM_MS) / STEP_MS);

  constructor(private readonly supplyPoint: string) {}

  hear({ heater, supplyPoint, mainWh, auxWh }: HeaterPlan, told: Told): void {
    if (supplyPoint !== this.supplyPoint) return;
    let at = 0;
    let main = 0;
    let aux = 0;
    told.at.forEach((step, reading) => {
      at += step;
      main += told.mainWh[reading] ?? 0;
      aux += told.auxWh[reading] ?? 0;
      const before = this.lastWh.get(heater) ?? mainWh + auxWh;
      this.lastWh.set(heater, main + aux);
      const slot = Math.ceil((at - MONTH_FROM_MS) / STEP_MS) - 1;
      if (slot >= 0 && slot < this.energyWh.length) this.energyWh[slot]! += main + aux - before;
    });
  }

  file(): MeterFile {
    const rows = [...this.energyWh].map((energyWh, slot) => {
      const endMs = MONTH_FROM_MS + (slot + 1) * STEP_MS;
      const unknown = endMs > HOLE.fromMs && endMs <= HOLE.toMs;
      return `${localStamp(endMs)};${unknown ? '' : (energyWh * 3_600_000) / STEP_MS}`;
    });
    const csv = ['Horodate;Valeur', ...rows, ''].join('\n');
    return { supplyPoint: this.supplyPoint, month: DEMO_MONTH, csv };
  }
}

/** `2026-03-01T00:30:00+01:00` */
function localStamp(ms: number): string {
  const wall = wallMs(ms);
  return `${new Date(wall).toISOString().slice(0, 19)}+0${(wall - ms) / 3_600_000}:00`;
}
