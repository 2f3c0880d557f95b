import { STEP_MS, localMs } from '../model/month.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import { BLOCK, dwellingId, dwellingSupplyPoint } from './block.js';
import { command, type DemoCommand } from './command.js';
import {
  CLOCK_LOSS,
  CLOCK_UNSET,
  CORRECTED,
  CORRECTION,
  JUMP,
  JUMPED,
  LOW_POWER_FROM_MS,
  LOW_POWER_HEATER,
  MOVE,
  MOVED,
  OPENED,
  OPENING,
} from './mishaps.js';

/** What people do about a heater, at the time they do it; `registersOf` tells what its registers show then. */
export interface Decision {
  readonly heater: string;
  readonly atMs: number;
  readonly commandOf: (registers: { readonly mainWh: number; readonly auxWh: number }) => DemoCommand;
}

const MOVED_TO = 90;

const DECISIONS: readonly Decision[] = [
  {
    heater: OPENED,
    atMs: OPENING.fromMs,
    commandOf: () => command('record-heater-opened', { heater: OPENED, at: OPENING.fromMs }),
  },
  {
    heater: OPENED,
    atMs: OPENING.toMs,
    commandOf: () =>
      command('reset-heater', { heater: OPENED, at: OPENING.toMs, reason: 'fan replaced, seals intact' }),
  },
  {
    heater: MOVED,
    atMs: MOVE.atMs,
    commandOf: (registers) =>
      command('move-heater', {
        heater: MOVED,
        at: MOVE.atMs,
        site: BLOCK,
        supplyPoint: dwellingSupplyPoint(MOVED_TO),
        dwelling: dwellingId(MOVED_TO),
        ...registers,
      }),
  },
  {
    heater: LOW_POWER_HEATER,
    atMs: LOW_POWER_FROM_MS,
    commandOf: () =>
      command('set-heater-mode', { heater: LOW_POWER_HEATER, at: LOW_POWER_FROM_MS, mode: 'low-power' }),
  },
  {
    heater: CLOCK_UNSET,
    atMs: localMs(7, 9),
    commandOf: () =>
      command('release-held-span', {
        heater: CLOCK_UNSET,
        from: CLOCK_LOSS.fromMs,
        to: CLOCK_LOSS.toMs,
        reason: 'registers before and after agree with the power drawn',
      }),
  },
  {
    heater: JUMPED,
    atMs: localMs(13, 9),
    commandOf: () =>
      command('discard-held-span', {
        heater: JUMPED,
        from: JUMP.atMs,
        to: JUMP.atMs + STEP_MS,
        reason: 'meter fault: no heater draws that much in ten minutes',
      }),
  },
  {
    heater: CORRECTED,
    atMs: localMs(24, 11),
    commandOf: () =>
      command('correct-energy', {
        correction: 'cor-2026-001',
        heater: CORRECTED,
        register: 'main',
        from: CORRECTION.fromMs,
        to: CORRECTION.toMs,
        energyWh: CORRECTION.energyWh,
        reason: 'measured beside it with a reference meter',
      }),
  },
];

/** The decisions that this world has heaters for, in order of time. */
export function decisionsFor(heaters: readonly HeaterPlan[], dwellings: number): readonly Decision[] {
  const known = new Set(heaters.map(({ heater }) => heater));
  return DECISIONS.filter(
    ({ heater }) => known.has(heater) && (heater !== MOVED || dwellings >= MOVED_TO),
  ).sort((a, b) => a.atMs - b.atMs);
}
