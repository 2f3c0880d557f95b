import { HALF_HOUR_MS, addDays } from '#domain/calendar';
import type { FactEvent } from '#domain/facts';
import type { SealedEnergy } from '#events';
import {
  POINT_A,
  agreement,
  at,
  commissioned,
  corrected,
  factsOf,
  heldByOwner,
  installed,
  owner,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, emptyCell, metered } from '../../../../test/samples/metered-block.js';
import {
  cellsAt,
  colour,
  colours,
  correctedColour,
  hphcPrices,
  meterOption,
  prices,
  spotDay,
  tempoPrices,
  windows,
} from '../../../../test/samples/tariffs.js';
import { sealHeater } from './seal-heater.js';

const standing = (priceList: string | null, ...events: FactEvent[]) =>
  factsOf(
    owner('habitat'),
    heldByOwner(POINT_A, 'habitat'),
    agreement(POINT_A, { priceList }),
    commissioned('h1'),
    installed('h1', POINT_A, 'a1'),
    ...events,
  );
/** Constant power through civil days: Wh per half-hour. */
const constant = (from: string, to: string, whPerHalfHour: number) =>
  cellsOf('h1', [{ fromMs: at(from), toMs: at(to), mainWhPerHalfHour: whPerHalfHour }]);

/** Wh by price cell, status and reason. */
const byCell = (rows: readonly SealedEnergy[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { priceCell, status, reason, energyWh } of rows) {
    const key = [priceCell, status, reason].filter((part) => part !== null).join(' ');
    sums[key] = (sums[key] ?? 0) + energyWh;
  }
  return sums;
};

describe('peak and off-peak', () => {
  const hphc = (hours: readonly string[]) => [
    meterOption(POINT_A, 'hphc'),
    windows(POINT_A, hours),
    hphcPrices('peaks'),
  ];

  test.each([
    // Case 1: the days of 25 and of 23 hours.
    ['2026-10-25', { 'hc credited': 4_500, 'hp credited': 8_000 }],
    ['2026-03-29', { 'hc credited': 3_500, 'hp credited': 8_000 }],
    ['2026-08-12', { 'hc credited': 4_000, 'hp credited': 8_000 }],
  ])('500 W through %s, off-peak 22:00–06:00: %j', (day, expected) => {
    const cells = constant(day, addDays(day, 1), 250);
    const facts = standing('peaks', ...hphc(['22:00-06:00']));
    expect(byCell(sealHeater(metered('h1', { cells }), facts, day.slice(0, 7)).energy)).toEqual(expected);
  });

  test('windows at odd minutes, to the Wh (case 13): 600 W, off-peak 22:38–06:38', () => {
    const cells = constant('2026-08-12', '2026-08-13', 300);
    const facts = standing('peaks', ...hphc(['22:38-06:38']));
    expect(byCell(sealHeater(metered('h1', { cells }), facts, '2026-08').energy)).toEqual({
      'hc credited': 4_800,
      'hp credited': 9_600,
    });
  });

  test('the register at the edge of a window is what a cut in the cell says, not an even share', () => {
    const day = Math.floor(at('2026-08-12', 22 * 60) / 86_400_000);
    const cell = emptyCell('h1', day);
    const slotMs = at('2026-08-12', 22 * 60 + 30);
    cell.mainWh[(slotMs - day * 86_400_000) / HALF_HOUR_MS] = 300;
    cell.cuts.push({ at: at('2026-08-12', 22 * 60 + 38), mainWh: 10, auxWh: 0 });
    const facts = standing('peaks', ...hphc(['22:38-06:38']));
    expect(byCell(sealHeater(metered('h1', { cells: [cell] }), facts, '2026-08').energy)).toEqual({
      'hp credited': 10,
      'hc credited': 290,
    });
  });

  test('without windows nothing is guessed', () => {
    const facts = standing('peaks', meterOption(POINT_A, 'hphc'), hphcPrices('peaks'));
    const cells = constant('2026-08-12', '2026-08-13', 250);
    expect(byCell(sealHeater(metered('h1', { cells }), facts, '2026-08').energy)).toEqual({
      'hphc pending NO_WINDOWS': 12_000,
    });
  });

  test('a cell without a price waits for it, the other does not', () => {
    const facts = standing(
      'half',
      meterOption(POINT_A, 'hphc'),
      windows(POINT_A, ['22:00-06:00']),
      prices('half', '2026-01-01', cellsAt({ hp: '0.2142' })),
    );
    const cells = constant('2026-08-12', '2026-08-13', 250);
    expect(byCell(sealHeater(metered('h1', { cells }), facts, '2026-08').energy)).toEqual({
      'hp credited': 8_000,
      'hc pending NO_PRICE': 4_000,
    });
  });

  test('a new option or new windows part the month on their day', () => {
    const facts = standing(
      'peaks',
      hphcPrices('peaks'),
      meterOption(POINT_A, 'hphc', 9, '2026-08-11'),
      windows(POINT_A, ['22:00-06:00'], [], '2026-08-12'),
    );
    const cells = constant('2026-08-10', '2026-08-13', 250);
    const { energy } = sealHeater(metered('h1', { cells }), facts, '2026-08');
    expect(
      energy.map(({ from, to, priceCell, status, energyWh }) => [
        from.slice(8),
        to.slice(8),
        priceCell,
        status,
        energyWh,
      ]),
    ).toEqual([
      ['01', '10', 'base', 'pending', 12_000],
      ['11', '11', 'hphc', 'pending', 12_000],
      ['12', '31', 'hc', 'credited', 4_000],
      ['12', '31', 'hp', 'credited', 8_000],
    ]);
  });

  test('corrections are parted by their own even spread', () => {
    const facts = standing(
      'peaks',
      ...hphc(['22:00-06:00']),
      corrected('h1', at('2026-08-12'), at('2026-08-13'), 24_000),
    );
    expect(byCell(sealHeater(metered('h1'), facts, '2026-08').energy)).toEqual({
      'hc credited': 8_000,
      'hp credited': 16_000,
    });
  });
});

describe('Tempo', () => {
  const cells = constant('2026-01-13', '2026-01-14', 250);
  const energy = (...events: FactEvent[]) =>
    byCell(
      sealHeater(
        metered('h1', { cells }),
        standing('trv', meterOption(POINT_A, 'tempo'), tempoPrices('trv'), ...events),
        '2026-01',
      ).energy,
    );

  test('a Tempo day is not a civil day (case 2)', () => {
    expect(energy(colour('2026-01-12', 'blue'), colour('2026-01-13', 'red'))).toEqual({
      'blue-hc credited': 3_000,
      'red-hp credited': 8_000,
      'red-hc credited': 1_000,
    });
  });

  test('energy whose colour is not known is pending, visibly; a colour that comes later changes its status only', () => {
    const early = energy(colour('2026-01-12', 'blue'));
    expect(early).toEqual({
      'blue-hc credited': 3_000,
      'tempo-hp pending NO_COLOUR': 8_000,
      'tempo-hc pending NO_COLOUR': 1_000,
    });
    const later = energy(colour('2026-01-12', 'blue'), colour('2026-01-13', 'white'));
    expect(later).toEqual({
      'blue-hc credited': 3_000,
      'white-hp credited': 8_000,
      'white-hc credited': 1_000,
    });
  });

  test('a corrected colour takes the place of the wrong one', () => {
    const wrong = [colour('2026-01-12', 'blue'), colour('2026-01-13', 'red')];
    expect(energy(...wrong, correctedColour('2026-01-13', 'white'))).toEqual({
      'blue-hc credited': 3_000,
      'white-hp credited': 8_000,
      'white-hc credited': 1_000,
    });
  });
});

describe('hourly prices', () => {
  const spot = [meterOption(POINT_A, 'spot')];
  const cells = constant('2026-08-12', '2026-08-14', 500);

  test('one row, with the exact sum of its hours', () => {
    const facts = standing(
      'spot',
      ...spot,
      spotDay('spot', '2026-08-12', (hour) => `0.${String(hour + 10)}`),
      spotDay('spot', '2026-08-13', '-0.0125'),
    );
    const [row, ...others] = sealHeater(metered('h1', { cells }), facts, '2026-08').energy;
    expect(others).toEqual([]);
    // Σ 0.10 … 0.33 over 24 hours of 1 kWh, and 24 kWh at −0.0125; without tax (0.04 + 0.03) each.
    expect(row).toMatchObject({
      priceCell: 'spot',
      priceList: 'spot',
      priceFrom: null,
      status: 'credited',
      energyWh: 48_000,
      exact: { creditInclEur: '4.86', creditExclEur: '3.36', ownInclEur: null },
    });
  });

  test('hours without a price wait for it', () => {
    const facts = standing('spot', ...spot, spotDay('spot', '2026-08-12', '0.10'));
    expect(byCell(sealHeater(metered('h1', { cells }), facts, '2026-08').energy)).toEqual({
      'spot credited': 24_000,
      'spot pending NO_PRICE': 24_000,
    });
  });

  test('a flat credit of an hourly meter needs no hourly price; what its holder pays stands beside', () => {
    const facts = standing(
      'base6',
      ...spot,
      { type: 'SupplyPointTariffSet', data: { supplyPoint: POINT_A, from: '2026-02-01', priceList: 'spot' } },
      spotDay('spot', '2026-08-12', '0.10'),
      spotDay('spot', '2026-08-13', '0.20'),
    );
    expect(sealHeater(metered('h1', { cells }), facts, '2026-08').energy).toMatchObject([
      {
        priceCell: 'spot',
        priceList: 'base6',
        status: 'credited',
        exact: { creditInclEur: null, ownInclEur: '7.2' },
      },
    ]);
  });
});

test('a list of peak and off-peak hours prices no hour of a meter that became hourly: it waits, visibly', () => {
  const facts = standing('peaks', hphcPrices('peaks'), meterOption(POINT_A, 'spot'));
  const cells = constant('2026-08-12', '2026-08-13', 500);
  expect(byCell(sealHeater(metered('h1', { cells }), facts, '2026-08').energy)).toEqual({
    'spot pending NO_PRICE': 24_000,
  });
});

test('all colours of a month known: nothing waits', () => {
  const facts = standing(
    'trv',
    meterOption(POINT_A, 'tempo'),
    tempoPrices('trv'),
    colours('2026-07-31', '2026-08-31', 'blue'),
  );
  const { energy } = sealHeater(
    metered('h1', { cells: constant('2026-08-01', '2026-09-01', 250) }),
    facts,
    '2026-08',
  );
  expect(byCell(energy)).toEqual({ 'blue-hp credited': 31 * 8_000, 'blue-hc credited': 31 * 4_000 });
});
