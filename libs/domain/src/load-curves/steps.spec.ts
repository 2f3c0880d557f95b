import fc from 'fast-check';
import { curveSteps, type StampedPower } from './steps.js';

const MINUTE = 60_000;
/** Rows at minutes of a day; `null`: a row without a value. */
const rows = (...list: readonly (readonly [minute: number, watts: number | null])[]): StampedPower[] =>
  list.map(([minute, watts]) => ({ atMs: minute * MINUTE, watts }));
const told = (list: readonly StampedPower[]) => {
  const { steps, holes } = curveSteps(list);
  const minute = (ms: number | null): number | null => (ms === null ? null : ms / MINUTE);
  return {
    steps: steps.map(({ fromMs, toMs }) => [minute(fromMs), minute(toMs)]),
    holes: holes.map(({ fromMs, toMs, reason }) => [minute(fromMs), minute(toMs), reason]),
  };
};

const cases: [string, StampedPower[], (number | null)[][], (number | string | null)[][]][] = [
  [
    'even steps',
    rows([30, 1], [60, 1], [90, 1]),
    [
      [0, 30],
      [30, 60],
      [60, 90],
    ],
    [],
  ],
  [
    'any order',
    rows([90, 1], [30, 1], [60, 1]),
    [
      [0, 30],
      [30, 60],
      [60, 90],
    ],
    [],
  ],
  [
    'steps that change',
    rows([10, 1], [20, 1], [50, 1], [80, 1]),
    [
      [0, 10],
      [10, 20],
      [20, 50],
      [50, 80],
    ],
    [],
  ],
  [
    'a last step that is longer',
    rows([10, 1], [20, 1], [30, 1], [60, 1]),
    [
      [0, 10],
      [10, 20],
      [20, 30],
      [30, 60],
    ],
    [],
  ],
  [
    'a stretch of an hour',
    rows([30, 1], [60, 1], [120, 1], [180, 1]),
    [
      [0, 30],
      [30, 60],
      [60, 120],
      [120, 180],
    ],
    [],
  ],
  [
    'a row that is missing',
    rows([30, 1], [60, 1], [120, 1], [150, 1]),
    [
      [0, 30],
      [30, 60],
      [90, 120],
      [120, 150],
    ],
    [[60, 90, 'NO_ROW']],
  ],
  [
    'many rows missing',
    rows([30, 1], [60, 1], [600, 1], [630, 1]),
    [
      [0, 30],
      [30, 60],
      [570, 600],
      [600, 630],
    ],
    [[60, 570, 'NO_ROW']],
  ],
  [
    'a value that is missing',
    rows([30, 1], [60, null], [90, null], [120, 1]),
    [
      [0, 30],
      [90, 120],
    ],
    [[30, 90, 'NO_VALUE']],
  ],
  [
    'a gap where the step changes',
    rows([30, 1], [60, 1], [600, 1], [610, 1], [620, 1]),
    [
      [0, 30],
      [30, 60],
      [600, 610],
      [610, 620],
    ],
    [[60, 600, 'STEP_UNKNOWN']],
  ],
  [
    'a lone row after a gap',
    rows([30, 1], [60, 1], [600, 1]),
    [
      [0, 30],
      [30, 60],
    ],
    [[60, 600, 'STEP_UNKNOWN']],
  ],
  ['a single row', rows([30, 1]), [], [[null, 30, 'STEP_UNKNOWN']]],
  ['a distance that is no step', rows([25, 1], [50, 1], [75, 1]), [], [[null, 75, 'STEP_UNKNOWN']]],
  [
    'a longer step before a gap',
    rows([30, 1], [60, 1], [120, 1], [600, 1], [630, 1]),
    [
      [0, 30],
      [30, 60],
      [600, 630],
    ],
    [[60, 600, 'STEP_UNKNOWN']],
  ],
  [
    'the same row twice',
    rows([30, 1], [60, 1], [60, 1], [90, 1]),
    [
      [0, 30],
      [30, 60],
      [60, 90],
    ],
    [],
  ],
  [
    'a value beside an empty one',
    rows([30, 1], [60, null], [60, 2], [90, 1]),
    [
      [0, 30],
      [30, 60],
      [60, 90],
    ],
    [],
  ],
  [
    'two values of one stamp',
    rows([30, 1], [60, 1], [60, 2], [90, 1]),
    [
      [0, 30],
      [60, 90],
    ],
    [[30, 60, 'TWO_VALUES']],
  ],
  ['no row', [], [], []],
];
test.each(cases)('%s', (_what, list, steps, holes) => {
  expect(told(list)).toEqual({ steps, holes });
});

test('any order of any rows gives the same steps and holes, and time is told once', () => {
  const row = fc.record({
    atMs: fc.integer({ min: 1, max: 100 }).map((five) => five * 5 * MINUTE),
    watts: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 4 }),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (list, keys) => {
      const shuffled = list.map((one) => ({ one, key: keys.next().value })).sort((a, b) => a.key - b.key);
      const { steps, holes } = curveSteps(list);
      expect(curveSteps(shuffled.map(({ one }) => one))).toEqual({ steps, holes });
      const spans = [...steps, ...holes].filter(({ fromMs }) => fromMs !== null);
      spans.sort((a, b) => a.toMs - b.toMs);
      spans.forEach((span, i) => {
        if (i > 0) expect(span.fromMs).toBe(spans[i - 1]!.toMs);
      });
    }),
    { numRuns: 200 },
  );
});
