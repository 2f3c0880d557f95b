import { MONTH_FROM_MS } from '../model/month.js';
import { HOME_HEATER } from '../model/power.js';
import type { HeaterPlan } from '../telemetry/heater-plan.js';
import { OwnMeter } from './own-meter.js';

const plan: HeaterPlan = {
  heater: 'h',
  site: 's',
  dwelling: null,
  supplyPoint: '99000000001901',
  model: HOME_HEATER,
  occupancy: 'home',
  household: false,
  wattsPerKelvin: 30,
  mainWh: 1000,
  auxWh: 50,
  modes: [],
  mishaps: [],
};
const MINUTE = 60_000;
const heard = (mainWh: readonly number[]) => ({
  at: [MONTH_FROM_MS, ...mainWh.slice(1).map(() => 10 * MINUTE)],
  mainWh: [...mainWh],
  auxWh: [50],
  mode: [0],
  clock: [2],
  roomDeciC: [190],
  targetDeciC: [190],
  flags: [0],
  slices: [],
  attemptEnds: [],
});

test('the meter of a hall tells the mean power of its heaters by half-hour, but for the hours it lacks', () => {
  const meter = new OwnMeter(plan.supplyPoint);
  meter.hear(plan, heard([1000, 10, 20, 30, 5]));
  meter.hear({ ...plan, heater: 'other', supplyPoint: '99000000000001' }, heard([0, 99]));
  const { csv } = meter.file();
  const rows = csv.trim().split('\n');
  expect(rows.slice(0, 4)).toEqual([
    'Horodate;Valeur',
    '2026-03-01T00:30:00+01:00;120',
    '2026-03-01T01:00:00+01:00;10',
    '2026-03-01T01:30:00+01:00;0',
  ]);
  expect(rows).toHaveLength(1 + 2 * 743);
  expect(rows.filter((row) => row.endsWith(';'))).toHaveLength(12);
  expect(rows.at(-1)).toBe('2026-04-01T00:00:00+02:00;0');
});
