import { createPublicKey, verify } from 'node:crypto';
import {
  MONTH_FROM_MS,
  MONTH_TO_MS,
  PARIS,
  STEPS_PER_WINDOW,
  STEP_MS,
  WINDOWS,
  WINDOW_MS,
  localMs,
} from '../model/month.js';
import { HOME_HEATER, loadFor, mainEnergy, mainWhOf } from '../model/power.js';
import { demandPerKelvinMw, outsideDeciC } from '../model/weather.js';
import type { Attempt } from '../work/job.js';
import type { HeaterPlan } from './heater-plan.js';
import { HeaterSimulation, type Told } from './simulation.js';
import { Sender } from './upload.js';

const plan: HeaterPlan = {
  heater: 'h',
  site: 's',
  dwelling: 'd',
  supplyPoint: '99000000000001',
  model: HOME_HEATER,
  occupancy: 'home',
  household: true,
  wattsPerKelvin: 30,
  mainWh: 1000,
  auxWh: 50,
  modes: [],
  mishaps: [],
};
const HOUR = 3_600_000;
const END = MONTH_FROM_MS + WINDOW_MS;
const attempt = (fromMs: number, toMs: number, cores: number): Attempt => ({
  job: 'j',
  attempt: 1,
  contract: 'c',
  plan: 'batch',
  cores,
  fromMs,
  toMs,
  outcome: 'completed',
  knownMs: toMs,
});
const values = (column: readonly number[], count: number): number[] => {
  let sum = 0;
  return Array.from({ length: count }, (_, index) => (sum += column[index] ?? 0));
};

describe('the power model', () => {
  test('at rest a heater draws its idle power, at full load its rated power, in between in proportion', () => {
    const wh = (busyCores: number): number =>
      mainWhOf(HOME_HEATER, mainEnergy(HOME_HEATER, 'normal', busyCores * 100 * HOUR, 100 * HOUR));
    expect([wh(0), wh(8), wh(16)]).toEqual([3_600, 26_800, 50_000]);
  });

  test('burn fills what payload leaves of the demand, and the resistive element what no core can give', () => {
    const full = 16 * STEP_MS;
    expect(loadFor(HOME_HEATER, 'normal', 268, 0, STEP_MS)).toEqual({ burnCoreMs: full / 2, auxW: 0 });
    expect(loadFor(HOME_HEATER, 'normal', 268, full / 4, STEP_MS)).toEqual({ burnCoreMs: full / 4, auxW: 0 });
    expect(loadFor(HOME_HEATER, 'normal', 268, full, STEP_MS)).toEqual({ burnCoreMs: 0, auxW: 0 });
    expect(loadFor(HOME_HEATER, 'normal', 620, 0, STEP_MS)).toEqual({ burnCoreMs: full, auxW: 120 });
    expect(loadFor(HOME_HEATER, 'low-power', 620, 0, STEP_MS)).toEqual({ burnCoreMs: 0, auxW: 0 });
  });

  test('rooms ask for much in January, some in March, nothing at noon in July', () => {
    const mean = (month: number): number => {
      let sum = 0;
      for (let hour = 0; hour < 28 * 24; hour++) {
        const wall = Date.UTC(2026, month, 1, hour);
        sum += demandPerKelvinMw(outsideDeciC('weather', wall), 'home', wall);
      }
      return sum / (28 * 24);
    };
    expect(mean(0)).toBeGreaterThan(1.3 * mean(2));
    expect(mean(6)).toBeLessThan(0.1 * mean(2));
    const noon = Date.UTC(2026, 6, 15, 14);
    expect(demandPerKelvinMw(outsideDeciC('weather', noon), 'home', noon)).toBe(0);
  });
});

describe('the month', () => {
  test('March 2026 has 743 hours in Paris, and the last window reaches an hour past its end', () => {
    expect((MONTH_TO_MS - MONTH_FROM_MS) / HOUR).toBe(743);
    expect(MONTH_FROM_MS + WINDOWS * WINDOW_MS).toBeGreaterThanOrEqual(MONTH_TO_MS + HOUR);
    expect(PARIS.offsets.find(({ from }) => from > MONTH_FROM_MS)!.from).toBe(Date.UTC(2026, 2, 29, 1));
    expect(localMs(29, 12) - localMs(28, 12)).toBe(23 * HOUR);
  });
});

describe('the telemetry of one heater', () => {
  const tell = (
    given: Partial<HeaterPlan>,
    attempts: readonly Attempt[],
    windows: number,
    demand = 0,
  ): Told[] => {
    const simulation = new HeaterSimulation({ ...plan, ...given }, attempts, () => demand);
    return Array.from({ length: windows }, () => simulation.nextWindow());
  };

  test('readings come every ten minutes, the first one at the start of the month', () => {
    const [first, second] = tell({}, [], 2);
    expect(first!.at).toHaveLength(STEPS_PER_WINDOW + 1);
    expect(first!.at.slice(0, 3)).toEqual([MONTH_FROM_MS, STEP_MS, STEP_MS]);
    expect(second!.at[0]).toBe(MONTH_FROM_MS + WINDOW_MS + STEP_MS);
    expect(values(first!.mainWh, first!.at.length).slice(0, 7)).toEqual([
      1000, 1006, 1012, 1018, 1024, 1030, 1036,
    ]);
    expect(first!.auxWh).toEqual([50]);
  });

  test('work comes as slices per upload, its outcome once it is known', () => {
    const told = tell({}, [attempt(END - HOUR, END + HOUR, 16)], 2);
    expect(told[0]!.slices).toMatchObject([{ job: 'j', coreMs: 16 * HOUR, ghzMs: 48 * HOUR, contract: 'c' }]);
    expect(told[0]!.attemptEnds).toEqual([]);
    expect(told[1]!.slices).toMatchObject([{ coreMs: 16 * HOUR, to: END + HOUR }]);
    expect(told[1]!.attemptEnds).toEqual([{ job: 'j', attempt: 1, at: END + HOUR, outcome: 'completed' }]);
  });

  test('a slice ends at local midnight, so that its work belongs to its day', () => {
    const told = tell({}, [attempt(MONTH_TO_MS - HOUR, MONTH_TO_MS + HOUR, 4)], WINDOWS).flatMap(
      ({ slices }) => slices,
    );
    expect(told.map(({ from, to }) => [from, to])).toEqual([
      [MONTH_TO_MS - HOUR, MONTH_TO_MS],
      [MONTH_TO_MS, MONTH_TO_MS + HOUR],
    ]);
  });

  test('readings lost leave a hole, and the register tells what it held', () => {
    const fromMs = MONTH_FROM_MS + HOUR;
    const [told] = tell(
      { mishaps: [{ kind: 'readings-lost', fromMs, toMs: fromMs + 2 * HOUR }] },
      [],
      1,
      500,
    );
    expect(told!.at).toContain(2 * HOUR);
    expect(values(told!.mainWh, told!.at.length).at(-1)).toBe(1000 + 6000);
  });

  test('the head names the body by its hash, and the signature holds', () => {
    const sender = new Sender('h', 'seed');
    const [told] = tell({}, [], 1);
    const upload = JSON.parse(sender.upload(told!)) as {
      head: { number: number; to: number };
      signature: string;
    };
    expect(upload.head).toMatchObject({
      v: 1,
      heater: 'h',
      epoch: 0,
      number: 0,
      to: MONTH_FROM_MS + WINDOW_MS,
    });
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: sender.publicKey };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    expect(
      verify(null, Buffer.from(JSON.stringify(upload.head)), key, Buffer.from(upload.signature, 'base64url')),
    ).toBe(true);
  });
});
