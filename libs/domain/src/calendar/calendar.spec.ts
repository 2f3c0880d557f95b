import fc from 'fast-check';
import { PARIS } from '../../../../test/samples/heated-block.js';
import {
  DAY_MS,
  HALF_HOUR_MS,
  addDays,
  addMonths,
  daysBetween,
  instantAt,
  isLocalDate,
  lastDay,
  localDateAt,
  monthSpan,
} from './index.js';

const utc = (text: string): number => Date.parse(text);

describe('local days of Paris', () => {
  test.each([
    ['2026-03-29', 46],
    ['2026-10-25', 50],
    ['2026-07-14', 48],
  ])('%s has %d half-hours', (date, halfHours) => {
    const length = instantAt(PARIS, addDays(date, 1)) - instantAt(PARIS, date);
    expect(length / HALF_HOUR_MS).toBe(halfHours);
  });

  test.each([
    [
      'a time that does not exist means the first instant that does',
      '2026-03-29',
      150,
      '2026-03-29T01:00:00Z',
    ],
    ['just before the gap', '2026-03-29', 119, '2026-03-29T00:59:00Z'],
    ['just after the gap', '2026-03-29', 180, '2026-03-29T01:00:00Z'],
    ['a time that occurs twice means its first occurrence', '2026-10-25', 150, '2026-10-25T00:30:00Z'],
    ['after the repeated hour', '2026-10-25', 180, '2026-10-25T02:00:00Z'],
    ['an ordinary evening', '2026-07-14', 22 * 60 + 38, '2026-07-14T20:38:00Z'],
  ])('%s', (_what, date, minute, instant) => {
    expect(new Date(instantAt(PARIS, date, minute)).toISOString()).toBe(new Date(utc(instant)).toISOString());
  });

  test('a month runs from its first local midnight to the next one', () => {
    expect(monthSpan(PARIS, '2026-03')).toEqual({
      fromMs: utc('2026-02-28T23:00:00Z'),
      toMs: utc('2026-03-31T22:00:00Z'),
    });
  });

  test('every instant lies in exactly one local day', () => {
    const instants = fc.integer({ min: utc('2026-01-02'), max: utc('2027-12-30') });
    fc.assert(
      fc.property(instants, (ms) => {
        const date = localDateAt(PARIS, ms);
        expect(instantAt(PARIS, date)).toBeLessThanOrEqual(ms);
        expect(instantAt(PARIS, addDays(date, 1))).toBeGreaterThan(ms);
      }),
    );
  });

  test('a zone without a recorded offset is a fault', () => {
    expect(() => localDateAt({ zone: 'X', offsets: [{ from: 10, offsetMinutes: 0 }] }, 5)).toThrow(
      /no UTC offset/,
    );
  });
});

describe('dates', () => {
  test.each([
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-13-01', false],
    ['26-01-01', false],
  ])('%s is a date: %s', (text, real) => {
    expect(isLocalDate(text)).toBe(real);
  });

  test('months follow each other over years; a month has its last day', () => {
    expect([addMonths('2026-12', 1), addMonths('2026-01', -1), addMonths('2026-05', 20)]).toEqual([
      '2027-01',
      '2025-12',
      '2028-01',
    ]);
    expect([lastDay('2026-02'), lastDay('2028-02'), lastDay('2026-12')]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-12-31',
    ]);
  });

  test('days between two dates are counted by the calendar, not by hours', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-25', '2026-10-26') * DAY_MS).toBe(DAY_MS);
  });
});
