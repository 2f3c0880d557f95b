import { PARIS, POINT_A, factsOf, tariff } from '../../../../test/samples/heated-block.js';
import {
  cellsAt,
  colour,
  colours,
  correctedColour,
  correctedPrices,
  meterOption,
  prices,
  setAsidePrice,
  spotDay,
  windows,
} from '../../../../test/samples/tariffs.js';
import {
  changeDates,
  electricityPriceOn,
  isPriceSetAside,
  meterTerms,
  optionOn,
  reachesBack,
  spotPricesOn,
  type FactEvent,
} from './index.js';

const place = { site: 'block', supplyPoint: POINT_A, dwelling: null };

test('option and power of a day; before the first change, those of the registration', () => {
  const point = factsOf(meterOption(POINT_A, 'tempo', 9, '2026-06-01')).supplyPoints.get(POINT_A)!;
  expect(optionOn(point, '2026-05-31')).toMatchObject({ option: 'base', subscribedKva: 6 });
  expect(optionOn(point, '2026-06-01')).toMatchObject({ option: 'tempo', subscribedKva: 9 });
  expect(meterTerms(point).options.map(({ option }) => option)).toEqual(['base', 'tempo']);
});

test('a corrected price stands in the place of the wrong one; a forgotten one where its day belongs', () => {
  const facts = factsOf(
    prices('market', '2026-02-01', cellsAt({ base: '0.20' })),
    prices('market', '2026-08-01', cellsAt({ base: '0.21' })),
    correctedPrices('market', '2026-02-01', cellsAt({ base: '0.19' })),
    correctedPrices('market', '2026-05-01', cellsAt({ base: '0.18' })),
  );
  const priceOn = (day: string) => electricityPriceOn(facts, 'market', day)?.cells[0]?.inclTaxEurPerKwh;
  expect(['2026-01-31', '2026-03-01', '2026-05-01', '2026-08-01'].map(priceOn)).toEqual([
    undefined,
    '0.19',
    '0.18',
    '0.21',
  ]);
});

test('colours, hourly prices and what was set aside, by day', () => {
  const facts = factsOf(
    colour('2026-01-12', 'red'),
    correctedColour('2026-01-12', 'white'),
    spotDay('spot', '2026-08-01', '0.10'),
    setAsidePrice('spot', '2026-08-02', '2026-08-03'),
  );
  expect([facts.tempo.get('2026-01-12'), facts.tempo.get('2026-01-13')]).toEqual(['white', undefined]);
  expect(spotPricesOn(facts, 'spot', '2026-08-01')?.hours).toHaveLength(24);
  expect(spotPricesOn(facts, 'spot', '2026-08-02')).toBeNull();
  const days = ['2026-08-01', '2026-08-02', '2026-08-03', '2026-08-04'];
  expect(days.map((day) => isPriceSetAside(facts, 'spot', day))).toEqual([false, true, true, false]);
  expect(isPriceSetAside(facts, 'tempo-calendar', '2026-08-02')).toBe(false);
});

test('a month is parted where option, windows or prices change, and where hourly prices have another VAT rate', () => {
  const spot = (day: string, vatRate: string): FactEvent => {
    const event = spotDay('spot', day, '0.10');
    if (event.type !== 'SpotPricesPublished') throw new Error('no hourly prices');
    return { ...event, data: { ...event.data, vatRate } };
  };
  const facts = factsOf(
    meterOption(POINT_A, 'hphc', 9, '2026-08-05'),
    windows(POINT_A, ['22:00-06:00'], [], '2026-08-10'),
    prices('market', '2026-08-15', cellsAt({ base: '0.21' })),
    tariff(POINT_A, 'market', '2026-01-01'),
    tariff(POINT_A, 'spot', '2026-08-20'),
    spot('2026-08-21', '20'),
    spot('2026-08-25', '5.5'),
    spot('2026-08-26', '5.5'),
  );
  expect(changeDates(facts, place, '2026-08-01', '2026-08-31')).toEqual([
    '2026-08-05',
    '2026-08-10',
    '2026-08-15',
    '2026-08-20',
    '2026-08-25',
  ]);
});

describe('what reaches back into a closed month', () => {
  const rows: [string, FactEvent, string, boolean][] = [
    ['a price from its last day', prices('l', '2026-08-31', cellsAt({ base: '0.2' })), '2026-08', true],
    ['a price from the day after', prices('l', '2026-09-01', cellsAt({ base: '0.2' })), '2026-08', false],
    [
      'a corrected price of long ago',
      correctedPrices('l', '2026-02-01', cellsAt({ base: '0.2' })),
      '2026-08',
      true,
    ],
    ['windows of a day in it', windows(POINT_A, ['22:00-06:00'], [], '2026-08-20'), '2026-08', true],
    ['an option of the day after', meterOption(POINT_A, 'tempo', 9, '2026-09-01'), '2026-08', false],
    ['a colour of its own', correctedColour('2026-08-15', 'white'), '2026-08', true],
    ['the colour of the day before it begins', correctedColour('2026-07-31', 'white'), '2026-08', true],
    ['a colour of another month', correctedColour('2026-07-30', 'white'), '2026-08', false],
    ['colours of a year before', colours('2025-01-01', '2025-12-30', 'blue'), '2026-08', false],
    ['hourly prices of one of its days', spotDay('spot', '2026-08-31', '0.1'), '2026-08', true],
    ['hourly prices of another month', spotDay('spot', '2026-07-31', '0.1'), '2026-08', false],
    ['what is set aside', setAsidePrice('l', '2026-08-01'), '2026-08', false],
  ];
  test.each(rows)('%s', (_what, event, month, reaches) => {
    expect(reachesBack(event, month, PARIS)).toBe(reaches);
  });
});
