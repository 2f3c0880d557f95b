import { CLOSE_AT_MS, MONTH_FROM_MS, MONTH_TO_MS, WINDOW_MS, localMs } from '../model/month.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';

/**
 * What goes wrong in a month, by heater: the telemetry shows it here, and `decisions.ts` holds what people do about
 * it. A world too small for one of these heaters does without.
 */
export const MOVED = 'til-010-2';
export const OPENED = 'til-071-2';
export const JUMPED = 'til-030-3';
export const CLOCK_UNSET = 'til-055-1';
/** From the school, during its break, to a dwelling of the block, and back. */
export const LENT = 'eco-05';
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
export const LENDING = {
  out: { stopMs: localMs(7, 12), atMs: localMs(7, 13, 5), startMs: localMs(7, 15) },
  back: { stopMs: localMs(22, 12), atMs: localMs(22, 13, 20), startMs: localMs(22, 16) },
};

/** What a reference meter says about a day of a main register; two are found after the close. */
export const CORRECTIONS: readonly {
  readonly correction: string;
  readonly heater: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly energyWh: number;
  readonly saidAtMs: number;
  readonly afterClose: boolean;
}[] = [
  correction('cor-2026-001', 'til-064-1', 20, 5_400, localMs(24, 11)),
  correction('cor-2026-002', 'til-002-2', 18, 10_750, localMs(39, 10)),
  correction('cor-2026-003', 'til-085-2', 14, 2_100, localMs(39, 10)),
];

/** First window that a heater tells late: its network fails. A named person accepts an estimate, or the month cannot close. */
const SILENT = [
  { heater: 'eco-01', window: 55, mainWh: 41_000, auxWh: 400 },
  { heater: 'til-089-2', window: 57, mainWh: 8_500, auxWh: 0 },
];
export const ESTIMATES = SILENT.map(({ window, ...estimate }) => ({
  ...estimate,
  fromMs: MONTH_FROM_MS + window * WINDOW_MS,
  toMs: MONTH_TO_MS,
}));

export const LOW_POWER_FROM_MS = localMs(20, 8);

const MISHAPS: Readonly<Record<string, Partial<Pick<HeaterPlan, 'modes' | 'mishaps' | 'stay'>>>> = {
  [MOVED]: { modes: stopped(MOVE.stopMs, MOVE.startMs) },
  [OPENED]: { modes: stopped(OPENING.fromMs, OPENING.toMs) },
  [JUMPED]: { mishaps: [{ kind: 'register-jump', ...JUMP }] },
  [CLOCK_UNSET]: { mishaps: [{ kind: 'clock-unset', ...CLOCK_LOSS }] },
  [LOST]: { mishaps: [{ kind: 'readings-lost', fromMs: localMs(9, 13, 10), toMs: localMs(9, 22, 40) }] },
  [TWICE]: { mishaps: [{ kind: 'sent-twice', window: 20 }] },
  [OVERTAKEN]: { mishaps: [{ kind: 'overtaken', window: 28 }] },
  [LOW_POWER]: { modes: [{ fromMs: LOW_POWER_FROM_MS, mode: 'low-power' }] },
  [LENT]: {
    modes: [
      ...stopped(LENDING.out.stopMs, LENDING.out.startMs),
      ...stopped(LENDING.back.stopMs, LENDING.back.startMs),
    ],
    stay: { fromMs: LENDING.out.atMs, toMs: LENDING.back.atMs, occupancy: 'home' },
  },
  ...Object.fromEntries(
    SILENT.map(({ heater, window }) => [heater, { mishaps: [{ kind: 'silent' as const, window }] }]),
  ),
};

export const LOW_POWER_HEATER = LOW_POWER;

export function befall(plan: HeaterPlan): HeaterPlan {
  return { ...plan, ...MISHAPS[plan.heater] };
}

function correction(
  id: string,
  heater: string,
  day: number,
  energyWh: number,
  saidAtMs: number,
): (typeof CORRECTIONS)[number] {
  const span = { fromMs: localMs(day, 0), toMs: localMs(day + 1, 0) };
  return { correction: id, heater, ...span, energyWh, saidAtMs, afterClose: saidAtMs > CLOSE_AT_MS };
}

function stopped(fromMs: number, toMs: number): HeaterPlan['modes'] {
  return [
    { fromMs, mode: 'stopped' },
    { fromMs: toMs, mode: 'normal' },
  ];
}
