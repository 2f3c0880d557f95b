import fc from 'fast-check';
import { instantAt } from '#domain/calendar';
import { PARIS } from '../../../../test/samples/heated-block.js';
import { WATT_MS_PER_WH } from './energy-by-day.js';
import { meterMonths, type MeterInterval } from './meter-months.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const midnight = instantAt(PARIS, '2026-06-01');

test('an interval across the end of a month is shared by time; a rest of a Wh is carried over', () => {
  const [may, june] = meterMonths(
    [{ fromMs: midnight - HOUR, toMs: midnight + 2 * HOUR, wattMs: 10 * WATT_MS_PER_WH }],
    PARIS,
  );
  expect(may).toMatchObject({ month: '2026-05', energyWh: 3, missingMs: 31 * DAY - HOUR });
  expect(june).toMatchObject({ month: '2026-06', energyWh: 7, missingMs: 30 * DAY - 2 * HOUR });
});

test('time that two intervals cover is covered once, their energies add up', () => {
  const wattMs = 100 * WATT_MS_PER_WH;
  const months = meterMonths(
    [
      { fromMs: midnight, toMs: midnight + 2 * HOUR, wattMs },
      { fromMs: midnight + HOUR, toMs: midnight + 3 * HOUR, wattMs },
    ],
    PARIS,
  );
  expect(months).toMatchObject([{ energyWh: 200, missingMs: 30 * DAY - 3 * HOUR }]);
});

test('months, and their intervals, add up to the whole rounded down once', () => {
  const start = instantAt(PARIS, '2026-09-28');
  const interval = fc.record({
    hours: fc.integer({ min: 1, max: 300 }),
    wattMs: fc.nat(10 * WATT_MS_PER_WH),
  });
  fc.assert(
    fc.property(fc.array(interval, { minLength: 1, maxLength: 12 }), (list) => {
      let at = start;
      const intervals: MeterInterval[] = list.map(({ hours, wattMs }) => {
        const fromMs = at;
        at += hours * HOUR;
        return { fromMs, toMs: at, wattMs };
      });
      const months = meterMonths(intervals, PARIS);
      const whole = list.reduce((sum, { wattMs }) => sum + wattMs, 0);
      expect(months.reduce((sum, { energyWh }) => sum + energyWh, 0)).toBe(
        Math.floor(whole / WATT_MS_PER_WH),
      );
      const milliWh = months.flatMap((month) => month.intervals.map((one) => one.milliWh));
      expect(milliWh.reduce((sum, one) => sum + one, 0)).toBe(Math.floor((whole * 1000) / WATT_MS_PER_WH));
    }),
    { numRuns: 100 },
  );
});
