import { HALF_HOUR_MS } from '#domain/calendar';
import type { DayCell, DayComfort } from '#domain/metering';
import {
  POINT_A,
  POINT_B,
  agreement,
  at,
  commissioned,
  electricity,
  factsOf,
  heldByOwner,
  installed,
  moved,
  movedIn,
  movedOut,
  owner,
  resident,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered } from '../../../../test/samples/metered-block.js';
import { sealHeater } from './seal-heater.js';

/** Every half-hour sensed throughout, half of it at the setpoint; 100 Wh each, 60 of them useful. */
const sensed = (fromMs: number, toMs: number): DayCell[] => {
  const all = (value: number): number[] => new Array<number>(48).fill(value);
  const comfort: DayComfort = {
    sensedS: all(1800),
    atSetpointS: all(900),
    sensedWh: all(100),
    usefulWh: all(60),
  };
  return cellsOf('h1', [{ fromMs, toMs, mainWhPerHalfHour: 100 }]).map((cell) => ({ ...cell, comfort }));
};
const block = [
  owner('habitat'),
  heldByOwner(POINT_A, 'habitat'),
  agreement(POINT_A),
  commissioned('h1'),
  installed('h1', POINT_A, 'a1'),
];
const comfortIn = (cells: DayCell[], ...facts: Parameters<typeof factsOf>) =>
  sealHeater(metered('h1', { cells }), factsOf(...block, ...facts), '2026-08').comfort;

/** 10 days of 48 half-hours each from 2 August, 00:00 UTC. */
const days = sensed(Date.parse('2026-08-02T00:00:00Z'), Date.parse('2026-08-12T00:00:00Z'));
const row = { site: 'block', dwelling: 'a1', occupant: null, from: '2026-08-01', to: '2026-08-31' };
const halfHours = (count: number) => ({
  sensedS: count * 1800,
  atSetpointS: count * 900,
  sensedWh: count * 100,
  usefulWh: count * 60,
});

test('comfort is told by place and occupant; a new price parts nothing', () => {
  expect(comfortIn(days, electricity('base6', '2026-08-05', '0.30'))).toEqual([
    { ...row, ...halfHours(480) },
  ]);
  expect(
    comfortIn(days, resident('ann'), movedIn('ann', 'a1', '2026-08-03'), movedOut('ann', 'a1', '2026-08-04')),
  ).toMatchObject([
    // Until 22:00 UTC of the 2nd, when the 3rd begins.
    { occupant: null, to: '2026-08-02', ...halfHours(44) },
    { occupant: 'ann', from: '2026-08-03', to: '2026-08-04', ...halfHours(96) },
    { occupant: null, from: '2026-08-05', ...halfHours(340) },
  ]);
});

test('a half-hour in which the heater was moved counts where it began', () => {
  const ms = at('2026-08-04', 12 * 60 + 10);
  const found = comfortIn(days, moved('h1', POINT_B, 'a2', ms)) ?? [];
  const before = (ms - 10 * 60_000 - Date.parse('2026-08-02T00:00:00Z')) / HALF_HOUR_MS + 1;
  expect(found).toMatchObject([
    { dwelling: 'a1', ...halfHours(before) },
    { dwelling: 'a2', ...halfHours(480 - before) },
  ]);
});

test('without a sensor nothing is said', () => {
  expect(comfortIn(days.map(({ comfort: _none, ...cell }) => cell))).toBeUndefined();
});
