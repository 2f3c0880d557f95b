import { DEMO_MONTH, MONTH_FROM_MS, MONTH_TO_MS, wallMs } from '../model/month.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import type { Told } from '../telemetry/simulation.js';

const STEP_MS = 1_800_000;
/** A lamp burns on the same meter from six in the evening to seven in the morning (W). */
const LAMP_W = 45;

/** A file as the grid operator gives it out. */
export interface MeterFile {
  readonly supplyPoint: string;
  readonly month: string;
  readonly csv: string;
}

/** What the supply point's own meter measures: its heaters, and a lamp. One mean power per half-hour, stamped at its end. */
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
      const watts = Math.round((energyWh * 3_600_000) / STEP_MS) + lampW(endMs - STEP_MS);
      return `${localStamp(endMs)};${watts}`;
    });
    const csv = ['Horodate;Valeur', ...rows, ''].join('\n');
    return { supplyPoint: this.supplyPoint, month: DEMO_MONTH, csv };
  }
}

function lampW(ms: number): number {
  const hour = Math.floor((wallMs(ms) % 86_400_000) / 3_600_000);
  return hour >= 18 || hour < 7 ? LAMP_W : 0;
}

/** `2026-03-01T00:30:00+01:00` */
function localStamp(ms: number): string {
  const wall = wallMs(ms);
  return `${new Date(wall).toISOString().slice(0, 19)}+0${(wall - ms) / 3_600_000}:00`;
}
