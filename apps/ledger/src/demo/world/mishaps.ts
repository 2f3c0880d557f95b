import { localMs } from '../model/month.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';

/**
 * What goes wrong in a month, by heater: the telemetry shows it here, and `decisions.ts` holds what people do about
 * it. A world too small for one of these heaters does without.
 */
export const MOVED = 'til-010-2';
export const OPENED = 'til-071-2';
export const JUMPED = 'til-030-3';
export const CLOCK_UNSET = 'til-055-1';
export const CORRECTED = 'til-064-1';
const LOST = 'til-012-2';
const TWICE = 'til-003-1';
const OVERTAKEN = 'til-026-3';
const LOW_POWER = 'bur-07';

/** Unplugged, carried and plugged in again at 12:07. */
export const MOVE = { stopMs: localMs(18, 11, 30), atMs: localMs(18, 12, 7), startMs: localMs(18, 14) };
export const OPENING = { fromMs: localMs(12, 9, 30), toMs: localMs(13, 15) };
export const JUMP = { atMs: localMs(11, 15, 20), energyWh: 4_200 };
/** Readings between these two marks have no clock; the marks themselves are good. */
export const CLOCK_LOSS = { fromMs: localMs(6, 8), toMs: localMs(6, 9, 40) };
/** What a reference meter says about a day of the main register. */
export const CORRECTION = { fromMs: localMs(20, 0), toMs: localMs(21, 0), energyWh: 5_400 };
export const LOW_POWER_FROM_MS = localMs(20, 8);

const MISHAPS: Readonly<Record<string, Partial<Pick<HeaterPlan, 'modes' | 'mishaps'>>>> = {
  [MOVED]: { modes: stopped(MOVE.stopMs, MOVE.startMs) },
  [OPENED]: { modes: stopped(OPENING.fromMs, OPENING.toMs) },
  [JUMPED]: { mishaps: [{ kind: 'register-jump', ...JUMP }] },
  [CLOCK_UNSET]: { mishaps: [{ kind: 'clock-unset', ...CLOCK_LOSS }] },
  [LOST]: { mishaps: [{ kind: 'readings-lost', fromMs: localMs(9, 13, 10), toMs: localMs(9, 22, 40) }] },
  [TWICE]: { mishaps: [{ kind: 'sent-twice', window: 20 }] },
  [OVERTAKEN]: { mishaps: [{ kind: 'overtaken', window: 28 }] },
  [LOW_POWER]: { modes: [{ fromMs: LOW_POWER_FROM_MS, mode: 'low-power' }] },
};

export const LOW_POWER_HEATER = LOW_POWER;

export function befall(plan: HeaterPlan): HeaterPlan {
  return { ...plan, ...MISHAPS[plan.heater] };
}

function stopped(fromMs: number, toMs: number): HeaterPlan['modes'] {
  return [
    { fromMs, mode: 'stopped' },
    { fromMs: toMs, mode: 'normal' },
  ];
}
