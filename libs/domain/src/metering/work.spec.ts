import type { AttemptEnd, Slice } from '#events';
import { SampleMeter, at, readingOf } from './sample-meter.js';
import { declareEnd } from './work.js';

const slice = (over: Partial<Slice> & { from: number; to: number }): Slice => ({
  job: 'j1',
  attempt: 1,
  contract: 'acme',
  coreMs: (over.to - over.from) * 16,
  ghzMs: (over.to - over.from) * 16 * 3,
  model: 'ryzen',
  plan: 'standard',
  ...over,
});
const end = (over: Partial<AttemptEnd> & { at: number }): AttemptEnd => ({
  job: 'j1',
  attempt: 1,
  outcome: 'completed',
  ...over,
});
const hour = [readingOf('10:00 0'), readingOf('12:00 100')];
const later = [readingOf('12:01 101'), readingOf('14:00 200')];
const settled = (meter: SampleMeter): string[] =>
  [...meter.book.work.values()].flatMap(({ work }) =>
    work.flatMap((cell) =>
      cell.slots.map(
        (slot, i) => `${cell.contract} ${cell.fault ?? cell.outcome} ${slot}: ${cell.coreMs[i]!}`,
      ),
    ),
  );
const pending = (meter: SampleMeter): number[] =>
  [...meter.meter.attempts.pending.values()].flat().flatMap((part) => part.slots.map((slot) => slot.coreMs));

describe('work is settled once slice and attempt end both stand', () => {
  const one = slice({ from: at('10:30'), to: at('11:00') });
  const done = end({ at: at('11:00') });
  const expected = ['acme completed 21: 28800000'];

  test.each([
    ['with the slice', (m: SampleMeter) => m.upload(hour, [one], [done])],
    ['after the slice', (m: SampleMeter) => m.upload(hour, [one]).upload(later, [], [done])],
    ['before the slice', (m: SampleMeter) => m.upload(hour, [], [done]).upload(later, [one])],
    [
      'by an operator, after it',
      (m: SampleMeter) => {
        m.upload(hour, [one]);
        declareEnd(m.meter.attempts, done, m.book, m.afterCut);
      },
    ],
    [
      'by an operator, before it',
      (m: SampleMeter) => {
        declareEnd(m.meter.attempts, done, m.book, m.afterCut);
        m.upload(hour, [one]);
      },
    ],
  ])('the end coming %s; exactly on an edge it belongs to the half-hour before', (_, tell) => {
    const meter = new SampleMeter();
    tell(meter);
    expect(settled(meter)).toEqual(expected);
    expect(pending(meter)).toEqual([]);
  });

  test('until then it is pending; a slice that comes after the end settles at once', () => {
    const meter = new SampleMeter().upload(hour, [one]);
    expect([settled(meter), pending(meter)]).toEqual([[], [28_800_000]]);
    meter.upload(later, [], [end({ at: at('12:30'), outcome: 'preempted' })]);
    meter.upload(
      [readingOf('14:01 201'), readingOf('15:00 210')],
      [slice({ from: at('12:01'), to: at('12:10') })],
    );
    expect(settled(meter)).toEqual(['acme preempted 21: 28800000', 'acme preempted 24: 8640000']);
  });

  test.each(['before', 'after'] as const)(
    'an end that an operator declared %s its first slice is never forgotten',
    (when) => {
      const meter = new SampleMeter();
      if (when === 'after') meter.upload(hour, [one]);
      declareEnd(meter.meter.attempts, { job: 'j1', attempt: 1, outcome: 'failed' }, meter.book, '');
      for (let i = 0; i < 300; i++) {
        const other = { job: `other-${i}`, attempt: 1 };
        meter.upload(
          hour,
          [slice({ ...other, from: at('10:00'), to: at('10:00', 0) + 1 })],
          [end({ ...other, at: at('10:01') }), end({ job: `awaited-${i}`, at: at('10:01') })],
        );
      }
      meter.upload(later, [slice({ from: at('12:30'), to: at('12:40') })], [end({ at: at('12:40') })]);
      expect(pending(meter)).toEqual([]);
      expect(settled(meter)).toContain('acme failed 25: 9600000');
    },
  );

  test('an end that its heater told, declared again by an operator, stays what the heater told', () => {
    const meter = new SampleMeter().upload(hour, [one], [done]);
    declareEnd(meter.meter.attempts, { job: 'j1', attempt: 1, outcome: 'failed' }, meter.book, '');
    meter.upload(later, [slice({ from: at('12:30'), to: at('12:40') })]);
    expect(settled(meter)).toEqual([...expected, 'acme completed 25: 9600000']);
  });

  test('two attempts of a job are two: one preempted, one completed', () => {
    const first = slice({ from: at('10:00'), to: at('10:30') });
    const second = slice({ attempt: 2, from: at('10:30'), to: at('12:00') });
    const meter = new SampleMeter().upload(
      hour,
      [first, second],
      [end({ at: at('10:30'), outcome: 'preempted' }), end({ attempt: 2, at: at('12:00') })],
    );
    expect(settled(meter)).toEqual(['acme preempted 20: 28800000', 'acme completed 23: 86400000']);
  });

  test('of two ends of one attempt the first stands', () => {
    const meter = new SampleMeter().upload(hour, [one], [done, end({ at: at('11:00'), outcome: 'failed' })]);
    expect(settled(meter)).toEqual(expected);
  });

  test('burn and internal work need no end', () => {
    const meter = new SampleMeter().upload(hour, [
      slice({ contract: 'burn', from: at('10:00'), to: at('10:10') }),
      slice({ contract: 'internal', from: at('10:10'), to: at('10:20') }),
    ]);
    expect(settled(meter)).toEqual(['burn none 20: 9600000', 'internal none 20: 9600000']);
  });

  test('work settled after a cut stands apart from what was settled before it', () => {
    const meter = new SampleMeter().upload(hour, [one]);
    meter.afterCut = '2026-08';
    meter.upload(later, [], [done]);
    expect([...meter.book.work.values()].map(({ afterCut }) => afterCut)).toEqual(['2026-08']);
  });

  test('a thousand small slices add up exactly', () => {
    const small = Array.from({ length: 1000 }, (_, i) =>
      slice({ from: at('10:00') + i, to: at('10:00') + i + 7000, coreMs: 7000, ghzMs: 0 }),
    );
    expect(settled(new SampleMeter().upload(hour, small, [end({ at: at('11:00') })]))).toEqual([
      'acme completed 20: 7000000',
    ]);
  });
});

describe('implausible work is recorded and can never be billed', () => {
  test.each([
    [
      'ends before it starts',
      slice({ from: at('10:30'), to: at('10:20'), coreMs: 5 }),
      'SLICE_TIME_IMPOSSIBLE',
    ],
    [
      'lies days before its upload',
      slice({ from: at('10:00', -3), to: at('10:10', -3) }),
      'SLICE_TIME_IMPOSSIBLE',
    ],
    ['lies ahead of our clock', slice({ from: at('10:00'), to: at('13:00') }), 'SLICE_TIME_IMPOSSIBLE'],
    [
      'has more core time than 16 cores',
      slice({ from: at('10:00'), to: at('10:10'), coreMs: 10_100_000 }),
      'TOO_MUCH_WORK',
    ],
    [
      'runs faster than any processor',
      slice({ from: at('10:00'), to: at('10:10'), coreMs: 1000, ghzMs: 10_001 }),
      'CLOCK_RATE_IMPOSSIBLE',
    ],
  ])('a slice that %s', (_, nonsense, code) => {
    const meter = new SampleMeter().upload(hour, [nonsense], [end({ at: at('12:00') })]);
    expect(settled(meter).map((line) => line.split(' ')[1])).toEqual([code]);
  });

  test('of a heater that was not commissioned yet', () => {
    const meter = new SampleMeter();
    meter.meter.rating = null;
    meter.upload(hour, [slice({ from: at('10:00'), to: at('10:10') })]);
    expect(settled(meter)).toEqual(['acme UNKNOWN_HEATER_DATA 20: 9600000']);
  });
});
