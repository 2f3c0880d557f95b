import fc from 'fast-check';
import { PARIS } from '../../../../test/samples/heated-block.js';
import { addDays, addMonths, instantAt, monthSpan } from '#domain/calendar';
import type { TariffOption, TempoColour } from './options.js';
import { timetable, type Band, type DatedWindows, type MeterTerms } from './timetable.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const meter = (option: TariffOption, windows: Partial<DatedWindows> | null = null): MeterTerms => ({
  options: [{ from: '2025-01-01', option, subscribedKva: 9 }],
  windows: windows === null ? [] : [{ from: '2025-01-01', winter: [], summer: [], peak: [], ...windows }],
});
const always = (...hours: string[]): Partial<DatedWindows> => ({ winter: hours, summer: hours });

const dayOf = (terms: MeterTerms, day: string, colours: Record<string, TempoColour> = {}): readonly Band[] =>
  timetable(
    terms,
    new Map(Object.entries(colours)),
    PARIS,
    instantAt(PARIS, day),
    instantAt(PARIS, addDays(day, 1)),
  );

/** Minutes by cell. */
const minutes = (bands: readonly Band[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { cell, fromMs, toMs } of bands) sums[cell] = (sums[cell] ?? 0) + (toMs - fromMs) / MINUTE_MS;
  return sums;
};

describe('off-peak windows', () => {
  const rows: [string, string, string[], number, number][] = [
    ['an ordinary day', '2026-08-12', ['22:00-06:00'], 480, 960],
    ['the day of 25 hours', '2026-10-25', ['22:00-06:00'], 540, 960],
    ['the day of 23 hours', '2026-03-29', ['22:00-06:00'], 420, 960],
    ['edges at odd minutes', '2026-08-12', ['22:38-06:38'], 480, 960],
    ['two windows', '2026-08-12', ['01:10-07:40', '12:40-14:10'], 480, 960],
    ['a window inside the hour that does not exist', '2026-03-29', ['02:10-02:50'], 0, 1380],
    ['a window that begins in it', '2026-03-29', ['02:30-04:00'], 60, 1320],
    ['a window that ends in the hour that occurs twice', '2026-10-25', ['01:00-02:30'], 90, 1410],
    ['a window that begins in it', '2026-10-25', ['02:30-04:00'], 150, 1350],
    ['a window until midnight', '2026-08-12', ['20:00-00:00'], 240, 1200],
  ];
  test.each(rows)('%s, %s %j: %d minutes off-peak, %d peak', (_what, day, windows, hc, hp) => {
    const found = minutes(dayOf(meter('hphc', always(...windows)), day));
    expect(found).toEqual(hc === 0 ? { hp } : { hc, hp });
  });

  test('edges lie where the meter has them, to the minute', () => {
    const bands = dayOf(meter('hphc', always('22:38-06:38')), '2026-08-12');
    expect(bands.map(({ cell, fromMs }) => [cell, new Date(fromMs).toISOString().slice(11, 16)])).toEqual([
      ['hc', '22:00'],
      ['hp', '04:38'],
      ['hc', '20:38'],
    ]);
  });

  test('summer and winter differ by the local day, and so do windows of another date', () => {
    const terms = meter('hphc', { winter: ['22:00-06:00'], summer: ['12:00-16:00', '02:00-06:00'] });
    const later: MeterTerms = {
      ...terms,
      windows: [...terms.windows, { from: '2026-06-10', winter: [], summer: ['00:00-08:00'], peak: [] }],
    };
    expect(dayOf(terms, '2026-10-31').map(({ cell }) => cell)).toEqual(['hp', 'hc', 'hp', 'hc', 'hp']);
    expect(dayOf(terms, '2026-11-01').map(({ cell }) => cell)).toEqual(['hc', 'hp', 'hc']);
    expect(dayOf(later, '2026-06-10').map(({ cell }) => cell)).toEqual(['hc', 'hp']);
  });

  test('no windows: nothing is guessed', () => {
    expect(dayOf(meter('hphc'), '2026-08-12')).toMatchObject([{ cell: 'hphc', status: 'NO_WINDOWS' }]);
  });
});

describe('seasonal classes', () => {
  const windows = { winter: ['22:00-06:00'], summer: ['23:00-07:00'], peak: ['09:00-11:00', '18:00-20:00'] };
  const rows: [TariffOption, string, Record<string, number>][] = [
    ['season-4', '2026-03-31', { hch: 480, hph: 960 }],
    ['season-4', '2026-04-01', { hcb: 480, hpb: 960 }],
    ['season-4', '2026-12-01', { hch: 480, hph: 960 }],
    ['season-5', '2026-12-01', { hch: 480, hph: 720, peak: 240 }],
    ['season-5', '2026-03-01', { hch: 480, hph: 960 }],
    ['season-5', '2026-07-01', { hcb: 480, hpb: 960 }],
  ];
  test.each(rows)('%s on %s: %j', (option, day, expected) => {
    expect(minutes(dayOf(meter(option, windows), day))).toEqual(expected);
  });

  test('five classes whose peak hours nobody named are not known from December to February', () => {
    const terms = meter('season-5', { ...windows, peak: [] });
    expect(dayOf(terms, '2026-01-15')).toMatchObject([{ cell: 'season-5', status: 'NO_WINDOWS' }]);
    expect(minutes(dayOf(terms, '2026-03-15'))).toEqual({ hch: 480, hph: 960 });
  });
});

describe('Tempo', () => {
  test('a Tempo day is not a civil day: until 06:00 the colour of the day before holds', () => {
    const bands = dayOf(meter('tempo'), '2026-01-13', { '2026-01-12': 'blue', '2026-01-13': 'red' });
    expect(minutes(bands)).toEqual({ 'blue-hc': 360, 'red-hp': 960, 'red-hc': 120 });
  });

  test('without its colour an hour is neither guessed nor lost', () => {
    const bands = dayOf(meter('tempo'), '2026-01-13', { '2026-01-12': 'white' });
    expect(bands.map(({ cell, status }) => [cell, status])).toEqual([
      ['white-hc', 'known'],
      ['tempo-hp', 'NO_COLOUR'],
      ['tempo-hc', 'NO_COLOUR'],
    ]);
  });

  test('off-peak of one colour through midnight is one band', () => {
    const colours = new Map<string, TempoColour>([
      ['2026-01-12', 'blue'],
      ['2026-01-13', 'blue'],
    ]);
    const from = instantAt(PARIS, '2026-01-12', 360);
    const bands = timetable(meter('tempo'), colours, PARIS, from, from + 48 * HOUR_MS);
    expect(bands.map(({ toMs, fromMs }) => (toMs - fromMs) / HOUR_MS)).toEqual([16, 8, 16, 8]);
  });
});

test('the option of the day holds; before the first one, that one', () => {
  const terms: MeterTerms = {
    options: [
      { from: '2026-06-01', option: 'base', subscribedKva: 6 },
      { from: '2026-06-15', option: 'hphc', subscribedKva: 9 },
    ],
    windows: meter('hphc', always('22:00-06:00')).windows,
  };
  const { fromMs, toMs } = { fromMs: instantAt(PARIS, '2026-05-31'), toMs: instantAt(PARIS, '2026-06-16') };
  expect(timetable(terms, new Map(), PARIS, fromMs, toMs).map(({ cell }) => cell)).toEqual([
    'base',
    'hc',
    'hp',
    'hc',
  ]);
});

const hhmm = fc.nat(1439).map((minute) => new Date(minute * MINUTE_MS).toISOString().slice(11, 16));
const windowTexts = fc.array(
  fc.tuple(hhmm, hhmm).map(([from, to]) => `${from}-${to}`),
  { maxLength: 2 },
);
const anyMeter: fc.Arbitrary<MeterTerms> = fc
  .record({
    option: fc.constantFrom<TariffOption>('base', 'hphc', 'tempo', 'season-4', 'season-5', 'spot'),
    winter: windowTexts,
    summer: windowTexts,
    peak: windowTexts,
  })
  .map(({ option, ...windows }) => meter(option, windows));

test('every span is covered without a gap, in order, neighbours differ', () => {
  const colours = fc.dictionary(
    fc.nat(800).map((days) => addDays('2025-01-01', days)),
    fc.constantFrom<TempoColour>('blue', 'white', 'red'),
  );
  const anyMonth = fc.nat(24).map((months) => monthSpan(PARIS, addMonths('2025-01', months)));
  fc.assert(
    fc.property(anyMeter, colours, anyMonth, fc.nat(HOUR_MS), (terms, days, { fromMs, toMs }, later) => {
      const from = fromMs + later;
      const bands = timetable(terms, new Map(Object.entries(days)), PARIS, from, toMs);
      let at = from;
      bands.forEach((band, i) => {
        expect(band.fromMs).toBe(at);
        expect(band.toMs).toBeGreaterThan(band.fromMs);
        expect(band.cell === bands[i - 1]?.cell && band.status === bands[i - 1]?.status).toBe(false);
        at = band.toMs;
      });
      expect(at).toBe(toMs);
    }),
    { numRuns: 60 },
  );
});
