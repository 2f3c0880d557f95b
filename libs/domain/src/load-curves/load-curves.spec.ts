import fc from 'fast-check';
import { PARIS } from '../../../../test/samples/heated-block.js';
import { instantAt } from '#domain/calendar';
import type { TempoColour } from '#domain/electricity-tariffs';
import { eurText, toCents } from '#domain/quantity';
import { energyByDay, type CurveTerms } from './energy-by-day.js';
import { pendingByDay, rateCurve, type CurveTariff } from './rate-curve.js';
import { curveSteps, type Step } from './steps.js';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
const from = '1970-01-01';
const base: CurveTerms = {
  terms: { options: [{ from, option: 'base', subscribedKva: 6 }], windows: [] },
  tempo: new Map(),
  zone: PARIS,
};
const hphc = (window: string): CurveTerms => ({
  ...base,
  terms: {
    options: [{ from, option: 'hphc', subscribedKva: 6 }],
    windows: [{ from, winter: [window], summer: [window], peak: [] }],
  },
});
const tempo = (...colours: (readonly [string, TempoColour])[]): CurveTerms => ({
  ...base,
  terms: { options: [{ from, option: 'tempo', subscribedKva: 6 }], windows: [] },
  tempo: new Map(colours),
});

/** Constant power over local days, [first, last). */
function constant(watts: number, first: string, last: string): Step[] {
  const steps: Step[] = [];
  for (let fromMs = instantAt(PARIS, first); fromMs < instantAt(PARIS, last); fromMs += HALF_HOUR)
    steps.push({ fromMs, toMs: fromMs + HALF_HOUR, watts });
  return steps;
}
const cells = (steps: readonly Step[], at: CurveTerms): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { cell, energyWh } of energyByDay(steps, at).days) sums[cell] = (sums[cell] ?? 0) + energyWh;
  return sums;
};
const grid = (
  option: CurveTariff['option'],
  ...versions: [string, Record<string, string>][]
): CurveTariff => ({
  option,
  subscribedKva: 6,
  versions: versions.map(([since, prices]) => ({
    from: since,
    to: null,
    cells: Object.entries(prices).map(([cell, inclTaxEurPerKwh]) => ({ cell, inclTaxEurPerKwh })),
  })),
});
function euros(steps: readonly Step[], at: CurveTerms, tariff: CurveTariff): string | object {
  const outcome = rateCurve(energyByDay(steps, at).days, tariff);
  if ('refused' in outcome) return outcome.refused;
  return eurText(toCents(outcome.rated.map(({ eur }) => eur!).reduce((sum, eur) => sum.plus(eur))));
}

describe('remainders of a Wh', () => {
  test('605 W over three steps of 10 minutes and one of 30 are 605 Wh', () => {
    const stamps = [10, 20, 30, 60].map((minute) => ({
      atMs: instantAt(PARIS, '2026-05-04', minute),
      watts: 605,
    }));
    const { days, carriedWattMs } = energyByDay(curveSteps(stamps).steps, base);
    expect(days.map(({ energyWh }) => energyWh)).toEqual([605]);
    expect(carriedWattMs).toBe(0);
  });

  test('a split curve is the whole one, wherever it is split and whatever it is classified by', () => {
    const start = instantAt(PARIS, '2026-10-24');
    const step = fc.record({ watts: fc.nat(9_000), minutes: fc.constantFrom(5, 10, 30, 60), gap: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 120 }), fc.nat(120), (list, place) => {
        let at = start;
        const steps = list.map(({ watts, minutes, gap }) => {
          const fromMs = at + gap * 5 * MINUTE;
          at = fromMs + minutes * MINUTE;
          return { fromMs, toMs: at, watts };
        });
        const wattMs = steps.reduce((sum, one) => sum + one.watts * (one.toMs - one.fromMs), 0);
        for (const terms of [base, hphc('22:38-06:38'), tempo(['2026-10-24', 'red'])]) {
          const whole = energyByDay(steps, terms);
          const first = energyByDay(steps.slice(0, place), terms);
          const second = energyByDay(steps.slice(place), terms, first.carriedWattMs);
          const sum = (parts: readonly { energyWh: number }[]) =>
            parts.reduce((total, { energyWh }) => total + energyWh, 0);
          expect(sum(whole.days)).toBe(Math.floor(wattMs / 3_600_000));
          expect(sum(first.days) + sum(second.days)).toBe(sum(whole.days));
          expect(second.carriedWattMs).toBe(whole.carriedWattMs);
          const key = ({ day, cell, colourDay }: (typeof whole.days)[number]) =>
            `${day} ${cell} ${colourDay}`;
          const joined = new Map<string, number>();
          for (const one of [...first.days, ...second.days])
            joined.set(key(one), (joined.get(key(one)) ?? 0) + one.energyWh);
          expect(joined).toEqual(new Map(whole.days.map((one) => [key(one), one.energyWh])));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the clock', () => {
  const august: [string, Record<string, string>] = ['2026-01-01', { hp: '0.2142', hc: '0.1589' }];

  test.each([
    ['of 25 hours', '2026-10-25', '2026-10-26', 4500, '2.43'],
    ['of 23 hours', '2026-03-29', '2026-03-30', 3500, '2.27'],
  ])('a day %s', (_what, first, last, hc, eur) => {
    const steps = constant(500, first, last);
    expect(cells(steps, hphc('22:00-06:00'))).toEqual({ hp: 8000, hc });
    expect(euros(steps, hphc('22:00-06:00'), grid('hphc', august))).toBe(eur);
  });

  test('a window whose edges lie on no half-hour', () => {
    expect(cells(constant(600, '2026-05-04', '2026-05-05'), hphc('22:38-06:38'))).toEqual({
      hp: 9600,
      hc: 4800,
    });
  });

  test('00:00 on the 1st ends the month before', () => {
    const atMs = instantAt(PARIS, '2026-06-01');
    const steps = [{ fromMs: atMs - HALF_HOUR, toMs: atMs, watts: 2 }];
    expect(energyByDay(steps, base).days.map(({ day }) => day)).toEqual(['2026-05-31']);
  });
});

describe('Tempo', () => {
  const prices: [string, Record<string, string>] = [
    '2026-08-01',
    {
      'blue-hp': '0.1654',
      'blue-hc': '0.1356',
      'white-hp': '0.1921',
      'white-hc': '0.1536',
      'red-hp': '0.7295',
      'red-hc': '0.1615',
    },
  ];

  test('the hours before 06:00 have the colour of the day before', () => {
    const at = tempo(['2026-12-01', 'blue'], ['2026-12-02', 'red']);
    const steps = constant(500, '2026-12-02', '2026-12-03');
    expect(cells(steps, at)).toEqual({ 'blue-hc': 3000, 'red-hp': 8000, 'red-hc': 1000 });
    expect(euros(steps, at, grid('tempo', prices))).toBe('6.40');
  });

  test('what has no colour waits by Tempo day, and costs nothing until then', () => {
    const steps = constant(500, '2026-12-02', '2026-12-03');
    const { days } = energyByDay(steps, tempo(['2026-12-01', 'blue']));
    expect(pendingByDay(days)).toEqual([{ day: '2026-12-02', energyWh: 9000 }]);
    expect(rateCurve(days, grid('tempo', prices))).toMatchObject({
      rated: [
        { cell: 'blue-hc', energyWh: 3000, status: 'known' },
        { cell: 'tempo-hc', energyWh: 1000, status: 'NO_COLOUR', eur: null },
        { cell: 'tempo-hp', energyWh: 8000, status: 'NO_COLOUR', eur: null },
      ],
    });
  });
});

describe('prices', () => {
  test('a change of price, rounded once', () => {
    const tariff = grid('base', ['2026-02-01', { base: '0.1940' }], ['2026-08-01', { base: '0.2001' }]);
    expect(euros(constant(500, '2026-07-16', '2026-08-15'), base, tariff)).toBe('70.86');
  });

  test('two prices in a month are two rows', () => {
    const tariff = grid('base', ['2026-02-01', { base: '0.1940' }], ['2026-02-16', { base: '0.2001' }]);
    const { days } = energyByDay(constant(500, '2026-02-14', '2026-02-18'), base);
    expect(rateCurve(days, tariff)).toMatchObject({
      rated: [
        { month: '2026-02', priceFrom: '2026-02-01', energyWh: 24_000 },
        { month: '2026-02', priceFrom: '2026-02-16', energyWh: 24_000 },
      ],
    });
  });

  const missing: [string, CurveTariff, string][] = [
    ['before the first', grid('base', ['2026-07-18', { base: '0.2' }]), '2026-07-16'],
    [
      'after the last day of one',
      {
        ...grid('base'),
        versions: [
          { from: '2026-01-01', to: '2026-07-17', cells: [{ cell: 'base', inclTaxEurPerKwh: '0.2' }] },
        ],
      },
      '2026-07-18',
    ],
    [
      'of another power',
      {
        ...grid('base'),
        versions: [
          {
            from: '2026-01-01',
            to: null,
            cells: [{ cell: 'base', inclTaxEurPerKwh: '0.2', kva: { min: 9, max: 36 } }],
          },
        ],
      },
      '2026-07-16',
    ],
    ['of another option', grid('base', ['2026-01-01', { hp: '0.2', hc: '0.1' }]), '2026-07-16'],
  ];
  test.each(missing)('a day %s has none, and no other stands in', (_what, tariff, day) => {
    const refused = euros(constant(500, '2026-07-16', '2026-07-20'), base, tariff);
    expect(refused).toMatchObject({ code: 'PRICE_MISSING', remedy: expect.stringContaining(day) as string });
  });
});
