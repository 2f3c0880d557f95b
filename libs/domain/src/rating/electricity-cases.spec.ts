import { sealHeater } from '#domain/attribution';
import { addDays, monthOf } from '#domain/calendar';
import type { FactEvent } from '#domain/facts';
import { toCents, Decimal } from '#domain/quantity';
import {
  POINT_A,
  POINT_B,
  agreement,
  at,
  commissioned,
  electricity,
  factsOf,
  heldByOccupant,
  heldByOwner,
  installed,
  movedIn,
  optedIn,
  owner,
  resident,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered } from '../../../../test/samples/metered-block.js';
import {
  cellsAt,
  colour,
  correctedPrices,
  hphcPrices,
  meterOption,
  prices,
  spotDay,
  tempoPrices,
  windows,
} from '../../../../test/samples/tariffs.js';
import { rateUsage } from './rate-usage.js';

const heater = [commissioned('h1'), installed('h1', POINT_A, 'a1')];
const landlord = (priceList: string | null) => [
  owner('habitat'),
  heldByOwner(POINT_A, 'habitat'),
  agreement(POINT_A, { priceList }),
];
const constant = (from: string, to: string, whPerHalfHour: number) =>
  cellsOf('h1', [{ fromMs: at(from), toMs: at(addDays(to, 1)), mainWhPerHalfHour: whPerHalfHour }]);

const charges = (from: string, to: string, whPerHalfHour: number, ...events: FactEvent[]) => {
  const facts = factsOf(...heater, ...events);
  const usage = metered('h1', { cells: constant(from, to, whPerHalfHour) });
  const months = [...new Set([monthOf(from), monthOf(to)])];
  return months.flatMap((month) => rateUsage(facts, month, [sealHeater(usage, facts, month)]).charges);
};
/** Exactly, rounded once. */
const figureCents = (all: ReturnType<typeof charges>): number =>
  toCents(all.reduce((sum, { amountEur }) => sum.plus(amountEur), new Decimal(0)));
const lines = (all: ReturnType<typeof charges>) =>
  all.map(({ energy, quantityText, amountCents }) => [energy?.priceCell, quantityText, amountCents]);

describe('worked cases of electricity', () => {
  const hphc = [...landlord('peaks'), meterOption(POINT_A, 'hphc'), hphcPrices('peaks')];

  test.each([
    ['2026-10-25', 243],
    ['2026-03-29', 227],
    ['2026-08-12', 235],
  ])('case 1: 500 W through %s, off-peak 22:00–06:00, is %d cents', (day, cents) => {
    expect(figureCents(charges(day, day, 250, ...hphc, windows(POINT_A, ['22:00-06:00'])))).toBe(cents);
  });

  test('case 2: a Tempo day is not a civil day', () => {
    const tempo = [...landlord('trv'), meterOption(POINT_A, 'tempo'), tempoPrices('trv')];
    const days = [colour('2026-01-12', 'blue'), colour('2026-01-13', 'red')];
    const all = charges('2026-01-13', '2026-01-13', 250, ...tempo, ...days);
    expect(figureCents(all)).toBe(640);
    expect(lines(all)).toEqual([
      ['blue-hc', '3.000', 41],
      ['red-hc', '1.000', 16],
      ['red-hp', '8.000', 584],
    ]);
  });

  test('case 3: a price change parts the span; each month has its line', () => {
    const all = charges('2026-07-16', '2026-08-14', 250, ...landlord(null));
    expect(figureCents(all)).toBe(7086);
    expect(lines(all)).toEqual([
      ['base', '192.000', 3725],
      ['base', '168.000', 3362],
    ]);
    const inside = charges(
      '2026-08-01',
      '2026-08-31',
      250,
      ...landlord(null),
      electricity('base6', '2026-08-16', '0.3'),
    );
    expect(lines(inside)).toEqual([
      ['base', '180.000', 3602],
      ['base', '192.000', 5760],
    ]);
  });

  test('case 11: the same 100 kWh, different holder', () => {
    const tax = (...who: FactEvent[]) =>
      charges('2026-08-12', '2026-08-12', 0, ...who, {
        type: 'EnergyCorrected',
        data: {
          correction: 'c-1',
          heater: 'h1',
          register: 'main',
          from: at('2026-08-12'),
          to: at('2026-08-13'),
          energyWh: 100_000,
          reason: 'stated',
        },
      }).map(({ amountCents, vat }) => [amountCents, vat.category, vat.rate]);
    const who = [heldByOwner(POINT_A, 'habitat'), agreement(POINT_A)];
    expect(tax(owner('habitat'), ...who)).toEqual([[2001, 'O', '0']]);
    const deducts = owner('habitat', { vat: 'deducts', vatNumber: 'FR03552081317' });
    // 0.13590 + 0.03085 = 0.16675 excluding VAT: 16.68, and 3.34 of VAT on top.
    expect(tax(deducts, ...who)).toEqual([[1668, 'S', '20']]);
  });

  test('case 13: off-peak at odd minutes', () => {
    const all = charges('2026-08-12', '2026-08-12', 300, ...hphc, windows(POINT_A, ['22:38-06:38']));
    expect(lines(all)).toEqual([
      ['hc', '4.800', 76],
      ['hp', '9.600', 206],
    ]);
  });
});

describe('lines of credits', () => {
  const odd = [meterOption(POINT_A, 'hphc'), windows(POINT_A, ['22:38-06:38'])];

  test('a flat credit of a meter with two prices is one line', () => {
    const all = charges('2026-08-12', '2026-08-12', 300, ...landlord('base6'), ...odd);
    expect(lines(all)).toEqual([['base', '14.400', 288]]);
    expect(all[0]!.key).toBe(
      '2026-08|energy|owner:habitat|14500000000001|base|base6@2026-08-01|O0|including|ag-1',
    );
  });

  test('the price of the subscribed power, which is part of the key where prices differ by it', () => {
    const bands = [
      ...cellsAt({ base: '0.1940' }, { min: 3, max: 6 }),
      ...cellsAt({ base: '0.1927' }, { min: 9, max: 36 }),
    ];
    const all = charges(
      '2026-08-14',
      '2026-08-16',
      250,
      ...landlord('trv'),
      prices('trv', '2026-02-01', bands),
      meterOption(POINT_A, 'base', 9, '2026-08-16'),
    );
    expect(all.map(({ key, priceEur, quantityText }) => [key.split('|')[4], priceEur, quantityText])).toEqual(
      [
        ['base:3-6kva', '0.1940', '24.000'],
        ['base:9-36kva', '0.1927', '12.000'],
      ],
    );
  });

  test('a corrected list stands where the wrong one stood: the same line, another amount', () => {
    const wrong = charges('2026-08-12', '2026-08-12', 250, ...landlord(null));
    const right = charges(
      '2026-08-12',
      '2026-08-12',
      250,
      ...landlord(null),
      correctedPrices('base6', '2026-08-01', cellsAt({ base: '0.2501' })),
    );
    expect(right.map(({ key }) => key)).toEqual(wrong.map(({ key }) => key));
    expect([wrong[0]!.amountCents, right[0]!.amountCents]).toEqual([240, 300]);
  });

  test('hourly prices make one line: 1 × the exact sum of all hours and heaters, its energy as information', () => {
    const spot = [
      ...landlord('spot'),
      meterOption(POINT_A, 'spot'),
      spotDay('spot', '2026-08-12', (hour) => (hour < 12 ? '0.1001' : '-0.05')),
    ];
    const [line, ...others] = charges('2026-08-12', '2026-08-12', 500, ...spot);
    expect(others).toEqual([]);
    // 12 kWh at 0.1001 and 12 at −0.05.
    expect(line).toMatchObject({
      key: '2026-08|energy|owner:habitat|14500000000001|spot|spot@hourly|O0|including|ag-1',
      quantityText: '1',
      unit: 'one',
      priceEur: '0.60',
      amountCents: 60,
      energyWh: 24_000,
    });
  });

  test('hourly prices without tax: an owner that deducts VAT', () => {
    const deducts = owner('habitat', { vat: 'deducts', vatNumber: 'FR03552081317' });
    const spot = [
      deducts,
      heldByOwner(POINT_A, 'habitat'),
      agreement(POINT_A, { priceList: 'spot' }),
      meterOption(POINT_A, 'spot'),
      spotDay('spot', '2026-08-12', '0.10'),
    ];
    // 24 kWh at 0.04 + 0.03.
    expect(charges('2026-08-12', '2026-08-12', 500, ...spot)).toMatchObject([
      { amountCents: 168, vat: { category: 'S', rate: '20' } },
    ]);
  });

  test('what a resident is credited at the own tariff has the lines of the tariff', () => {
    const facts = factsOf(
      commissioned('h1'),
      installed('h1', POINT_B, 'a2'),
      resident('ada'),
      movedIn('ada', 'a2'),
      optedIn('ada'),
      heldByOccupant(POINT_B),
      agreement(POINT_B),
      meterOption(POINT_B, 'hphc'),
      windows(POINT_B, ['22:00-06:00']),
      hphcPrices('peaks'),
      {
        type: 'SupplyPointTariffSet',
        data: { supplyPoint: POINT_B, from: '2026-02-01', priceList: 'peaks' },
      },
    );
    const usage = metered('h1', { cells: constant('2026-08-12', '2026-08-12', 250) });
    const { charges: all } = rateUsage(facts, '2026-08', [sealHeater(usage, facts, '2026-08')]);
    expect(lines([...all])).toEqual([
      ['hc', '4.000', 64],
      ['hp', '8.000', 171],
    ]);
  });

  test('an erased month is priced by the cells that it was sealed with, whatever the meter is set to later', () => {
    const then = [...landlord('peaks'), ...odd, hphcPrices('peaks')];
    const usage = metered('h1', { cells: constant('2026-08-12', '2026-08-12', 300) });
    const sealed = sealHeater(usage, factsOf(...heater, ...then), '2026-08');
    const later = factsOf(
      ...heater,
      ...then,
      meterOption(POINT_A, 'base', 9, '2026-01-01'),
      correctedPrices('peaks', '2026-01-01', cellsAt({ hp: '0.2242', hc: '0.1589' })),
    );
    expect(lines([...rateUsage(later, '2026-08', [sealed]).charges])).toEqual([
      ['hc', '4.800', 76],
      ['hp', '9.600', 215],
    ]);
  });
});
