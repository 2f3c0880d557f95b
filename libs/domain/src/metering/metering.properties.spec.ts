import fc from 'fast-check';
import { HeaterBook } from './book.js';
import type { DayCell } from './cell.js';
import { coveredFrom, coveredTo } from './meter.js';
import type { Point } from './point.js';
import { SampleMeter, at, type SampleReading } from './sample-meter.js';

const START_MS = at('20:00');

/** Readings of a heater of 1 000 W: mostly minutes apart, sometimes hours; registers of `digits` may wrap. */
const history = (digits = 9, startWh = 0) =>
  fc
    .array(
      fc.record({
        seconds: fc.oneof(
          { weight: 6, arbitrary: fc.integer({ min: 1, max: 900 }) },
          fc.integer({ min: 900, max: 20_000 }),
        ),
        share: fc.integer({ min: 0, max: 100 }),
        aux: fc.integer({ min: 0, max: 100 }),
      }),
      { minLength: 2, maxLength: 40 },
    )
    .map((steps) => {
      const modulus = 10 ** digits;
      let ms = START_MS;
      let main = startWh;
      let aux = 0;
      return steps.map(({ seconds, share, aux: auxShare }): SampleReading => {
        ms += seconds * 1000;
        const most = Math.floor((seconds * 1000) / 3600);
        const drawn = Math.floor((most * share) / 100);
        main = (main + drawn) % modulus;
        aux += Math.floor(((most - drawn) * auxShare) / 100);
        return { at: ms, mainWh: main, auxWh: aux };
      });
    });

/** The same with readings that fall, jump, go back in time or tell none. */
const rough = history().chain((readings) =>
  fc
    .array(
      fc.tuple(fc.nat(readings.length - 1), fc.constantFrom('fall', 'jump', 'back', 'clock', 'future')),
      { maxLength: 4 },
    )
    .map((faults) => {
      const made = readings.map((reading) => ({ clock: 2, ...reading }));
      for (const [k, fault] of faults) {
        const one = made[k]!;
        if (fault === 'fall') made[k] = { ...one, mainWh: Math.max(0, one.mainWh - 500) };
        if (fault === 'jump') made[k] = { ...one, mainWh: one.mainWh + 50_000 };
        if (fault === 'back') made[k] = { ...one, at: one.at - 3_600_000 };
        if (fault === 'future') made[k] = { ...one, at: one.at + 86_400_000 * 3 };
        if (fault === 'clock') made[k] = { ...one, clock: 0 };
      }
      return made;
    }),
);

const RECORDED_MS = at('00:00', 3);
const cellsOf = (meter: SampleMeter): DayCell[] =>
  [...meter.book.cells.values()]
    .map((cell) => HeaterBook.tidy(cell))
    .filter((cell) => cell.cuts.length > 0 || [...cell.mainWh, ...cell.auxWh].some((wh) => wh !== 0))
    .sort((a, b) => a.day - b.day);
const stateOf = (meter: SampleMeter) => ({
  cells: cellsOf(meter),
  held: [...meter.book.held].sort((a, b) => a.from - b.from),
  last: meter.meter.last,
  points: meter.meter.points,
  covered: [coveredFrom(meter.meter), coveredTo(meter.meter)],
});

const tell = (readings: readonly SampleReading[], ends: readonly number[] = []): SampleMeter => {
  const meter = new SampleMeter();
  let from = 0;
  for (const to of [...new Set(ends)].sort((a, b) => a - b).concat(readings.length)) {
    if (to > from) meter.upload(readings.slice(from, to), [], [], RECORDED_MS);
    from = Math.max(from, to);
  }
  return meter;
};

test('however readings are parted into uploads, the cells are the same', () => {
  fc.assert(
    fc.property(rough, fc.array(fc.nat(40), { maxLength: 6 }), (readings, ends) => {
      const parted = ends.filter((k) => k < readings.length);
      expect(stateOf(tell(readings, parted))).toEqual(stateOf(tell(readings)));
    }),
  );
});

test('all cells together are the register difference', () => {
  fc.assert(
    fc.property(history(), (readings) => {
      const meter = tell(readings);
      expect(meter.total().mainWh).toBe(readings.at(-1)!.mainWh - readings[0]!.mainWh);
      expect(meter.total().auxWh).toBe(readings.at(-1)!.auxWh - readings[0]!.auxWh);
      expect(meter.held()).toEqual([]);
    }),
  );
});

test('also across a wrap', () => {
  fc.assert(
    fc.property(history(6, 999_000), (readings) => {
      const meter = new SampleMeter(6).upload(readings);
      const rise = readings.at(-1)!.mainWh - readings[0]!.mainWh;
      expect(meter.total().mainWh).toBe(rise < 0 ? rise + 1_000_000 : rise);
    }),
  );
});

test('with spans held, cells are the register difference without them', () => {
  fc.assert(
    fc.property(rough, (readings) => {
      fc.pre(readings.every((one, i) => i === 0 || one.mainWh >= readings[i - 1]!.mainWh));
      const meter = tell(readings);
      const last = meter.meter.last;
      fc.pre(last !== null);
      const first = readings.find((one) => one.at === coveredFrom(meter.meter))!;
      const heldWh = meter.book.held.reduce((sum, span) => sum + span.mainWh, 0);
      expect(meter.total().mainWh + heldWh).toBe(last!.mainWh - first.mainWh);
    }),
  );
});

/** Cuts anywhere; knots that show what the register had at that instant, 1 Wh off at most. */
const pointsOn = (readings: readonly SampleReading[]) =>
  fc
    .array(
      fc.record({
        share: fc.integer({ min: -5, max: 105 }),
        kind: fc.constantFrom('cut', 'knot', 'exchange', 'wrong'),
        off: fc.integer({ min: -1, max: 1 }),
      }),
      { maxLength: 5 },
    )
    .map((specs) =>
      specs.map(({ share, kind, off }): Point => {
        const [a, z] = [readings[0]!, readings.at(-1)!];
        const ms = a.at + Math.floor(((z.at - a.at) * share) / 100);
        if (kind === 'cut') return { at: ms, knot: null };
        const k = readings.findIndex((one) => one.at >= ms);
        const near = k < 0 ? z : readings[k]!;
        const wrong = kind === 'wrong' ? 10_000 : 0;
        const registers = { mainWh: Math.max(0, near.mainWh + off + wrong), auxWh: near.auxWh };
        return { at: ms, knot: { ...registers, next: kind === 'exchange' ? { mainWh: 0, auxWh: 0 } : null } };
      }),
    );

test('knots that the readings bear out keep every total', () => {
  fc.assert(
    fc.property(
      history().chain((readings) => fc.tuple(fc.constant(readings), pointsOn(readings))),
      ([readings, points]) => {
        const meter = new SampleMeter();
        const borne = points.filter(
          ({ at: ms, knot }) =>
            ms >= readings[0]!.at && ms <= readings.at(-1)!.at && (knot?.next ?? null) === null,
        );
        for (const point of borne) meter.point(point);
        meter.upload(readings, [], [], RECORDED_MS);
        const heldWh = meter.book.held.reduce((sum, span) => sum + span.mainWh, 0);
        expect(meter.total().mainWh + heldWh).toBe(readings.at(-1)!.mainWh - readings[0]!.mainWh);
      },
    ),
  );
});

test('points told late change the past as if they had been known all along', () => {
  fc.assert(
    fc.property(
      rough.chain((readings) =>
        fc.tuple(
          fc.constant(readings),
          pointsOn(readings),
          fc.array(fc.nat(readings.length), { maxLength: 5 }),
        ),
      ),
      ([readings, points, when]) => {
        const early = new SampleMeter();
        for (const point of points) early.point(point);
        early.upload(readings, [], [], RECORDED_MS);
        const late = new SampleMeter();
        let from = 0;
        for (const [i, point] of points.entries()) {
          const to = Math.max(from, when[i] ?? readings.length);
          if (to > from) late.upload(readings.slice(from, to), [], [], RECORDED_MS);
          late.point(point);
          from = to;
        }
        if (from < readings.length) late.upload(readings.slice(from), [], [], RECORDED_MS);
        expect(stateOf(late)).toEqual(stateOf(early));
      },
    ),
    { numRuns: 300 },
  );
});
