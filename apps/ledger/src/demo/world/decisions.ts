import { CLOSE_AT_MS, STEP_MS, localMs } from '../model/month.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import { BLOCK, dwellingId, dwellingSupplyPoint } from './block.js';
import { command, type DemoCommand } from './command.js';
import { SCHOOL, SCHOOL_SUPPLY_POINT } from './workplaces.js';
import {
  CLOCK_LOSS,
  CLOCK_UNSET,
  CORRECTIONS,
  ESTIMATES,
  JUMP,
  JUMPED,
  LENDING,
  LENT,
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
/** The dwelling that the school's heater warms during the break. */
const LENT_TO = 5;
const FINANCE = 'C. Duval';

const BEFORE_CLOSE_MS = CLOSE_AT_MS - 3_600_000;

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
  ...CORRECTIONS.map(({ correction, heater, fromMs, toMs, energyWh, saidAtMs }): Decision => ({
    heater,
    atMs: saidAtMs,
    commandOf: () =>
      command('correct-energy', {
        correction,
        heater,
        register: 'main',
        from: fromMs,
        to: toMs,
        energyWh,
        reason: 'measured beside it with a reference meter',
      }),
  })),
  ...ESTIMATES.map(({ heater, fromMs, toMs, mainWh, auxWh }): Decision => ({
    heater,
    atMs: BEFORE_CLOSE_MS,
    commandOf: () =>
      command('accept-estimate', {
        heater,
        from: fromMs,
        to: toMs,
        mainWh,
        auxWh,
        method: 'the same weekdays of the week before',
        acceptedBy: FINANCE,
      }),
  })),
  ...lending(),
];

/** To the dwelling and back to the hall; a home's uploads are sealed, so it is a household's heater from then on. */
function lending(): Decision[] {
  const declared = { heater: LENT, atMs: LENDING.out.atMs - 1 };
  return [
    {
      ...declared,
      commandOf: () => command('declare-heater-household', { heater: LENT, reason: 'lent to a dwelling' }),
    },
    {
      heater: LENT,
      atMs: LENDING.out.atMs,
      commandOf: (registers) =>
        command('move-heater', {
          heater: LENT,
          at: LENDING.out.atMs,
          site: BLOCK,
          supplyPoint: dwellingSupplyPoint(LENT_TO),
          dwelling: dwellingId(LENT_TO),
          ...registers,
        }),
    },
    {
      heater: LENT,
      atMs: LENDING.back.atMs,
      commandOf: (registers) =>
        command('move-heater', {
          heater: LENT,
          at: LENDING.back.atMs,
          site: SCHOOL,
          supplyPoint: SCHOOL_SUPPLY_POINT,
          dwelling: null,
          ...registers,
        }),
    },
  ];
}

/** The decisions that this world has heaters for, in order of time. */
export function decisionsFor(heaters: readonly HeaterPlan[], dwellings: number): readonly Decision[] {
  const known = new Set(heaters.map(({ heater }) => heater));
  return DECISIONS.filter(
    ({ heater }) =>
      known.has(heater) &&
      (heater !== MOVED || dwellings >= MOVED_TO) &&
      (heater !== LENT || dwellings >= LENT_TO),
  ).sort((a, b) => a.atMs - b.atMs);
}
