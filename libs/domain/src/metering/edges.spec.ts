import fc from 'fast-check';
import { DAY_MS, HALF_HOUR_MS } from '#domain/calendar';
import { HeaterBook } from './book.js';
import { NO_EDGES, edgesDiffering, type Edges } from './edges.js';
import { readingsAround } from './meter.js';
import type { Point } from './point.js';
import { SampleMeter, at, type SampleReading } from './sample-meter.js';

const MINUTE_MS = 60_000;

/** The same minutes of every UTC day from an instant on, and midnight, which lies on a half-hour. */
const daily = (minutes: readonly number[], sinceMs = Number.NEGATIVE_INFINITY): Edges => ({
  after(atMs) {
    const day = Math.floor(Math.max(atMs, sinceMs) / DAY_MS);
    const edges = [...minutes].sort((a, b) => a - b).map((minute) => day * DAY_MS + minute * MINUTE_MS);
    return edges.find((edge) => edge > atMs && edge >= sinceMs) ?? (day + 1) * DAY_MS;
  },
});
const NIGHT = daily([22 * 60 + 38, 6 * 60 + 38]);

/** A constant power, read every so many minutes. */
const constant = (watts: number, everyMinutes: number, hours: number): SampleReading[] =>
  Array.from({ length: Math.floor((hours * 60) / everyMinutes) + 1 }, (_, k) => ({
    at: at('20:01') + k * everyMinutes * MINUTE_MS,
    mainWh: Math.floor((watts * k * everyMinutes) / 60),
    auxWh: 0,
  }));

const cutsOf = (meter: SampleMeter): string[] =>
  [...meter.book.cells.values()].flatMap(({ cuts }) =>
    cuts.map((cut) => `${new Date(cut.at).toISOString().slice(8, 16)} ${cut.mainWh}`),
  );

test('the register at every edge is known from the readings around it', () => {
  const meter = new SampleMeter().edges(NIGHT).upload(constant(600, 7, 20));
  // 8 minutes at 600 W into the half-hour.
  expect(cutsOf(meter)).toEqual(['03T22:38 80', '04T06:38 80']);
});

test('not by interpolating over a whole half-hour', () => {
  const meter = new SampleMeter().edges(NIGHT).reads('22:30 0', '22:37 100', '22:40 100', '23:00 100');
  expect(cutsOf(meter)).toEqual(['03T22:38 100']);
});

test('edges in the half-hour in which measuring begins cut nothing off', () => {
  const meter = new SampleMeter().edges(NIGHT).reads('22:45 100', '22:59 200', '23:20 300');
  expect(cutsOf(meter)).toEqual(['03T22:38 0']);
});

test('edges told late are as if they had been known, and those that are gone leave nothing', () => {
  const readings = constant(700, 9, 60);
  const early = new SampleMeter().edges(NIGHT).upload(readings);
  const late = new SampleMeter().edges(daily([13, 22 * 60 + 38])).upload(readings);
  expect(cutsOf(late)).not.toEqual(cutsOf(early));
  expect([...late.edges(NIGHT).book.cells.values()]).toEqual([...early.book.cells.values()]);
  expect(cutsOf(late.edges(NO_EDGES))).toEqual([]);
  expect(late.total()).toEqual(early.total());
});

test('edges that differ are found; on half-hours nothing does', () => {
  const from = at('00:00');
  const other = daily([6 * 60 + 38, 23 * 60 + 1], at('00:00', 3));
  expect(edgesDiffering(NIGHT, NIGHT, from, at('00:00', 9))).toEqual([]);
  expect(edgesDiffering(daily([30, 60]), NO_EDGES, from, at('00:00', 9))).toEqual([]);
  expect(edgesDiffering(NIGHT, other, at('12:00', 2), at('00:00', 4))).toEqual([
    at('22:38', 2),
    at('22:38', 3),
    at('23:01', 3),
  ]);
});

const HISTORY = fc.array(
  fc.record({
    seconds: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 900 }) },
      fc.integer({ min: 900, max: 30_000 }),
    ),
    share: fc.integer({ min: 0, max: 100 }),
    fault: fc.option(fc.constantFrom('fall', 'jump', 'clock'), { freq: 9 }),
  }),
  { minLength: 2, maxLength: 40 },
);
const readingsOf = (steps: typeof HISTORY extends fc.Arbitrary<infer T> ? T : never): SampleReading[] => {
  let [ms, mainWh] = [at('20:00'), 10_000];
  return steps.map(({ seconds, share, fault }) => {
    ms += seconds * 1000;
    mainWh += Math.floor((seconds * share) / 360);
    const off = fault === 'fall' ? -3000 : fault === 'jump' ? 50_000 : 0;
    return { at: ms, mainWh: mainWh + off, auxWh: 0, clock: fault === 'clock' ? 0 : 2 };
  });
};
const EDGES = fc.uniqueArray(fc.nat(1439), { maxLength: 4 }).map((minutes) => daily(minutes));

test('whenever edges are told, between points and readings of any kind, the cells are the same', () => {
  fc.assert(
    fc.property(
      HISTORY.map(readingsOf),
      fc.array(EDGES, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(fc.integer({ min: -5, max: 105 }), fc.boolean()), { maxLength: 3 }),
      fc.array(fc.nat(40), { minLength: 6, maxLength: 6 }),
      (readings, edges, places, when) => {
        const [a, z] = [readings[0]!, readings.at(-1)!];
        const points = places.map(([share, cut]): Point => {
          const ms = a.at + Math.floor(((z.at - a.at) * share) / 100);
          const near = readings.find((one) => one.at >= ms) ?? z;
          return { at: ms, knot: cut ? null : { mainWh: near.mainWh, auxWh: 0, next: null } };
        });
        const recorded = at('00:00', 30);
        const early = new SampleMeter().edges(edges.at(-1)!);
        for (const point of points) early.point(point);
        early.upload(readings, [], [], recorded);
        const late = new SampleMeter();
        const told = [
          ...points.map((point) => () => late.point(point)),
          ...edges.map((one) => () => late.edges(one)),
        ];
        let from = 0;
        told.forEach((tell, i) => {
          const to = Math.min(readings.length, Math.max(from, when[i]!));
          if (to > from) late.upload(readings.slice(from, to), [], [], recorded);
          tell();
          from = to;
        });
        if (from < readings.length) late.upload(readings.slice(from), [], [], recorded);
        const stateOf = ({ book, meter }: SampleMeter) => ({
          cells: [...book.cells.values()]
            .map((cell) => HeaterBook.tidy(cell))
            .filter((cell) => cell.cuts.length > 0 || cell.mainWh.some((wh) => wh !== 0))
            .sort((one, other) => one.day - other.day),
          held: [...book.held].sort((one, other) => one.from - other.from),
          last: meter.last,
        });
        expect(stateOf(late)).toEqual(stateOf(early));
        for (const { cuts } of late.book.cells.values())
          for (const cut of cuts) expect(cut.at % HALF_HOUR_MS).not.toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});

test('the readings around the end of a month are kept, however they are parted into uploads', () => {
  const ends: Edges = {
    after: (atMs) => (atMs < at('00:00', 1) ? at('00:00', 1) : Number.POSITIVE_INFINITY),
  };
  const lines = ['0+23:50 10', '0+23:58 20', '1+00:03 30', '1+00:10 40'];
  const around = (meter: SampleMeter, time: string, day: number) =>
    readingsAround(meter.meter, at(time, day))?.map(({ mainWh }) => mainWh) ?? null;
  const end = ['00:00', 1] as const;
  for (let parted = 1; parted < lines.length; parted++) {
    const meter = new SampleMeter();
    meter.meter.monthEnds = ends;
    meter.reads(...lines.slice(0, parted));
    expect(around(meter, ...end)).toEqual(parted === 1 ? [10] : parted === 2 ? [20] : [20, 30]);
    meter.reads(...lines.slice(parted));
    expect(around(meter, ...end)).toEqual([20, 30]);
    expect(around(meter, '23:55', 0)).toBeNull();
    expect(around(meter, '00:10', 1)).toEqual([40]);
  }
  const onTheEnd = new SampleMeter();
  onTheEnd.meter.monthEnds = ends;
  onTheEnd.reads('0+23:50 10', '1+00:00 20').reads('1+00:03 30');
  expect(around(onTheEnd, ...end)).toEqual([20, 30]);
});
