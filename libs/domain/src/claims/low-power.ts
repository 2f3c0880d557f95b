import { DAY_MS, HALF_HOUR_MS } from '#domain/calendar';
import type { HeaterFacts } from '#domain/facts';
import { slotAt, slotEndingAt, type MeteredHeater } from '#domain/metering';
import { addExact } from '#domain/quantity';

/** What was drawn and computed in half-hours of one mode. */
export interface ModeUse {
  halfHours: number;
  /** Main and auxiliary register together (Wh). */
  energyWh: number;
  /** Work of any outcome but burn, which computes nothing, by the half-hour in which its slices end (core·ms). */
  coreMs: number;
}

/** Low power against normal mode: what the claim "half the computing with little heat" is judged by. */
export interface ModeComparison {
  readonly normal: ModeUse;
  readonly lowPower: ModeUse;
  /** Half-hours in which the mode changed: they count for neither. */
  readonly mixedHalfHours: number;
}

type Mode = HeaterFacts['modes'][number]['mode'] | 'mixed';

const noUse = (): ModeUse => ({ halfHours: 0, energyWh: 0, coreMs: 0 });

/**
 * Half-hours of [fromMs, toMs) that readings cover, by the mode the heater was set to throughout; switched off it
 * counts nowhere. Before a mode was ever set a heater is in normal mode. Slots are UTC half-hours: a month of any
 * zone begins and ends on one.
 */
export function modesOf(
  metered: MeteredHeater,
  modes: HeaterFacts['modes'],
  fromMs: number,
  toMs: number,
): ModeComparison {
  const from = Math.max(fromMs, metered.coveredFrom ?? toMs);
  const to = Math.min(toMs, metered.coveredTo ?? fromMs);
  const firstSlot = Math.ceil(from / HALF_HOUR_MS);
  const endSlot = Math.floor(to / HALF_HOUR_MS);
  const uses = { normal: noUse(), 'low-power': noUse(), off: noUse(), mixed: noUse() };
  const modeAt = modeBySlot(modes, firstSlot, endSlot);
  const useAt = (slot: number): ModeUse | null => {
    const mode = modeAt[slot - firstSlot];
    return mode === undefined ? null : uses[mode];
  };
  for (const mode of modeAt) uses[mode].halfHours++;
  addEnergy(metered, useAt);
  addWork(metered, useAt);
  return { normal: uses.normal, lowPower: uses['low-power'], mixedHalfHours: uses.mixed.halfHours };
}

/** The mode of every half-hour from one up to another, exclusive. */
function modeBySlot(modes: HeaterFacts['modes'], firstSlot: number, endSlot: number): readonly Mode[] {
  const found: Mode[] = [];
  let next = 0;
  let now: Exclude<Mode, 'mixed'> = 'normal';
  for (let slot = firstSlot; slot < endSlot; slot++) {
    while (next < modes.length && modes[next]!.from <= slot * HALF_HOUR_MS) now = modes[next++]!.mode;
    let mode: Mode = now;
    for (; next < modes.length && modes[next]!.from < (slot + 1) * HALF_HOUR_MS; next++) {
      if (modes[next]!.mode !== now) mode = 'mixed';
      now = modes[next]!.mode;
    }
    found.push(mode);
  }
  return found;
}

type UseAt = (slot: number) => ModeUse | null;

function addEnergy({ cells }: MeteredHeater, useAt: UseAt): void {
  for (const { day, mainWh, auxWh } of cells)
    for (let k = 0; k < mainWh.length; k++) {
      const use = useAt(slotAt(day * DAY_MS) + k);
      if (use !== null) use.energyWh = addExact(use.energyWh, mainWh[k]! + auxWh[k]!);
    }
}

/** Settled and pending work alike: it was computed, whatever becomes of its bill. */
function addWork({ work, pending }: MeteredHeater, useAt: UseAt): void {
  const add = (slot: number, coreMs: number): void => {
    const use = useAt(slot);
    if (use !== null) use.coreMs = addExact(use.coreMs, coreMs);
  };
  for (const { day, work: cells } of work)
    for (const { contract, slots, coreMs } of cells)
      if (contract !== 'burn') slots.forEach((k, i) => add(slotAt(day * DAY_MS) + k, coreMs[i]!));
  for (const { slots } of pending)
    for (const { slotEndMs, coreMs } of slots) add(slotEndingAt(slotEndMs), coreMs);
}
