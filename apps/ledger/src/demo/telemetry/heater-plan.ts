import type { HeaterModel, Mode } from '../model/power.js';
import type { Occupancy } from '../model/weather.js';

/** A heater of the demo: what it is, where it stands first, and what befalls it. */
export interface HeaterPlan {
  readonly heater: string;
  readonly site: string;
  readonly dwelling: string | null;
  readonly supplyPoint: string;
  readonly model: HeaterModel;
  readonly occupancy: Occupancy;
  /** A stay elsewhere, where rooms ask for heat in another way. */
  readonly stay?: { readonly fromMs: number; readonly toMs: number; readonly occupancy: Occupancy };
  /** A home: its uploads are sealed. */
  readonly household: boolean;
  /** Loss of its share of the room (W/K). */
  readonly wattsPerKelvin: number;
  /** Registers at the start of the month. */
  readonly mainWh: number;
  readonly auxWh: number;
  /** Changes of mode, ascending, each on a ten-minute mark; normal before the first. */
  readonly modes: readonly { readonly fromMs: number; readonly mode: Mode }[];
  readonly mishaps: readonly Mishap[];
}

/** What the telemetry of a heater shows beside heat and work. */
export type Mishap =
  /** Readings of this span never arrive; the registers went on. */
  | { readonly kind: 'readings-lost'; readonly fromMs: number; readonly toMs: number }
  /** The clock is not set: readings of this span say so. */
  | { readonly kind: 'clock-unset'; readonly fromMs: number; readonly toMs: number }
  /** The main register jumps, and stays where it jumped to. */
  | { readonly kind: 'register-jump'; readonly atMs: number; readonly energyWh: number }
  /** The upload of this window is sent twice. */
  | { readonly kind: 'sent-twice'; readonly window: number }
  /** The upload of this window comes after the next one. */
  | { readonly kind: 'overtaken'; readonly window: number }
  /** The network is down: from this window on, uploads arrive only after the month was closed. */
  | { readonly kind: 'silent'; readonly window: number };

/** First window that a heater tells only after the close; `Infinity` as a rule. */
export function silentFrom(plan: HeaterPlan): number {
  const silent = plan.mishaps.find((mishap) => mishap.kind === 'silent');
  return silent?.kind === 'silent' ? silent.window : Infinity;
}

export function occupancyAt({ occupancy, stay }: HeaterPlan, ms: number): Occupancy {
  return stay !== undefined && ms >= stay.fromMs && ms < stay.toMs ? stay.occupancy : occupancy;
}

/** Mode of a heater at an instant. */
export function modeAt(plan: HeaterPlan, ms: number): Mode {
  let mode: Mode = 'normal';
  for (const change of plan.modes) {
    if (change.fromMs > ms) break;
    mode = change.mode;
  }
  return mode;
}
