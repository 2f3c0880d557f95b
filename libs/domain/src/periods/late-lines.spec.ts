import type { Difference } from './differences.js';
import { lateLines } from './late-lines.js';

const late = (period: string, cents: number, i: number): Difference => ({
  key: `${period}|${String(i)}`,
  period,
  party: { kind: 'owner', id: 'habitat' },
  cents,
  now: null,
  documented: null,
});

describe('lines of earlier months that no document holds yet, by what else the document pays', () => {
  test.each<[string, number, [string, number][], number[], number[]]>([
    [
      'above zero: all',
      0,
      [
        ['2026-08', 5],
        ['2026-09', 7],
      ],
      [5, 7],
      [],
    ],
    ['below zero: not without anything to take it from', 0, [['2026-08', -5]], [], [-5]],
    ['below zero: down to nothing', 5, [['2026-08', -5]], [-5], []],
    [
      'below zero: taken from other late lines',
      0,
      [
        ['2026-08', -5],
        ['2026-09', 7],
      ],
      [-5, 7],
      [],
    ],
    [
      'the better half of a month is not paid alone',
      0,
      [
        ['2026-08', 500],
        ['2026-08', -501],
      ],
      [],
      [500, -501],
    ],
    [
      'oldest first, as many as fit',
      6,
      [
        ['2026-09', -5],
        ['2026-08', -4],
        ['2026-10', -2],
      ],
      [-4, -2],
      [-5],
    ],
    [
      'beside charges below zero: what is due is paid',
      -9,
      [
        ['2026-08', 5],
        ['2026-09', -1],
      ],
      [5],
      [-1],
    ],
  ])('%s', (_what, otherCents, lines, taken, left) => {
    const found = lateLines(
      otherCents,
      lines.map(([period, cents], i) => late(period, cents, i)),
    );
    expect(found.taken.map(({ cents }) => cents)).toEqual(taken);
    expect(found.left.map(({ cents }) => cents)).toEqual(left);
  });
});
