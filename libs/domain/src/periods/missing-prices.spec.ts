import { sealHeater } from '#domain/attribution';
import type { FactEvent } from '#domain/facts';
import {
  POINT_A,
  agreement,
  at,
  client,
  commissioned,
  contract,
  factsOf,
  heldByOwner,
  installed,
  owner,
  supplyPoint,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered, workAt } from '../../../../test/samples/metered-block.js';
import { component, priced } from '../../../../test/samples/priced-work.js';
import {
  colours,
  meterOption,
  setAsidePrice,
  spotDay,
  tempoPrices,
} from '../../../../test/samples/tariffs.js';
import { checkUsage } from './check-close.js';

const base = [
  owner('habitat'),
  supplyPoint(POINT_A),
  heldByOwner(POINT_A, 'habitat'),
  commissioned('h1'),
  installed('h1', POINT_A, 'a1'),
];
const cells = cellsOf('h1', [{ fromMs: at('2026-08-03'), toMs: at('2026-08-06'), mainWhPerHalfHour: 1 }]);
const refusals = (...events: FactEvent[]) => {
  const facts = factsOf(...base, ...events);
  const one = metered('h1', { cells });
  return checkUsage(facts, '2026-08', [{ metered: one, sealed: sealHeater(one, facts, '2026-08') }]).map(
    ({ code, field }) => [code, field],
  );
};

const tempo = [meterOption(POINT_A, 'tempo'), tempoPrices('trv'), agreement(POINT_A, { priceList: 'trv' })];
const allBlue = (from: string, to: string) => colours(from, to, 'blue');

test('a month whose colours are not known names the days, and who waits for them', () => {
  const facts = factsOf(
    ...base,
    ...tempo,
    allBlue('2026-07-31', '2026-08-03'),
    allBlue('2026-08-06', '2026-08-31'),
  );
  const one = metered('h1', { cells });
  expect(
    checkUsage(facts, '2026-08', [{ metered: one, sealed: sealHeater(one, facts, '2026-08') }]),
  ).toMatchObject([
    { code: 'COLOUR_MISSING', field: 'tempo/2026-08-04', remedy: expect.stringContaining(POINT_A) },
    {
      code: 'COLOUR_MISSING',
      field: 'tempo/2026-08-05',
      remedy: expect.stringContaining('PublishTempoColours'),
    },
  ]);
});

test('a colour set aside by name lets the month close; the others are still asked for', () => {
  const known = [allBlue('2026-07-31', '2026-08-03'), allBlue('2026-08-06', '2026-08-31')];
  expect(refusals(...tempo, ...known, setAsidePrice('tempo-calendar', '2026-08-04'))).toEqual([
    ['COLOUR_MISSING', 'tempo/2026-08-05'],
  ]);
  expect(refusals(...tempo, ...known, setAsidePrice('tempo-calendar', '2026-08-04', '2026-08-05'))).toEqual(
    [],
  );
});

test('a meter whose windows nobody named names itself', () => {
  const events = [meterOption(POINT_A, 'hphc'), agreement(POINT_A)];
  expect(refusals(...events)).toEqual([['WINDOWS_MISSING', `supply-points/${POINT_A}/windows/2026-08-01`]]);
});

test('a list that lacks the price of a cell names both', () => {
  const events = [...tempo, meterOption(POINT_A, 'tempo', 36), agreement(POINT_A, { priceList: 'small' })];
  const facts = [
    ...events,
    tempoPrices('small', '2026-01-01', { min: 3, max: 30 }),
    allBlue('2026-07-31', '2026-08-31'),
  ];
  expect(refusals(...facts)).toEqual([
    ['PRICE_MISSING', 'electricity/small/2026-08-01/blue-hc'],
    ['PRICE_MISSING', 'electricity/small/2026-08-01/blue-hp'],
  ]);
});

test('an hourly list names the first day without prices; set aside, the next one', () => {
  const spot = [meterOption(POINT_A, 'spot'), agreement(POINT_A, { priceList: 'spot' })];
  const days = [spotDay('spot', '2026-08-03', '0.10'), spotDay('spot', '2026-08-05', '0.10')];
  const first = setAsidePrice('spot', '2026-08-01', '2026-08-02');
  expect(refusals(...spot, ...days)).toEqual([['PRICE_MISSING', 'electricity/spot/2026-08-01']]);
  expect(refusals(...spot, ...days, first)).toEqual([['PRICE_MISSING', 'electricity/spot/2026-08-04']]);
  const rest = setAsidePrice('spot', '2026-08-04', '2026-08-31');
  expect(refusals(...spot, ...days, first, rest)).toEqual([]);
});

test('a supply point without any list is told to name one', () => {
  const other = '14500000000009';
  const facts = factsOf(
    owner('habitat'),
    supplyPoint(other),
    heldByOwner(other, 'habitat'),
    agreement(other),
    commissioned('h1'),
    installed('h1', other, 'a1'),
  );
  const one = metered('h1', { cells });
  expect(
    checkUsage(facts, '2026-08', [{ metered: one, sealed: sealHeater(one, facts, '2026-08') }]),
  ).toMatchObject([{ code: 'PRICE_MISSING', remedy: expect.stringContaining('SetSupplyPointTariff') }]);
});

test('work that no component of its list prices names plan and model; set aside, nothing', () => {
  const gpuOnly = priced('gpus', '2026-01-01', [component('per-unit', [[null, 1]], { plan: 'gpu' })]);
  const known = [client('lab'), gpuOnly, contract('lab', 'lab-1', { priceList: 'gpus' })];
  const one = metered('h1', { work: [workAt('h1', at('2026-08-03', 720), 'lab-1', 5)] });
  const found = (...events: FactEvent[]) => {
    const facts = factsOf(...base, ...known, ...events);
    const sealed = sealHeater(one, facts, '2026-08');
    return checkUsage(facts, '2026-08', [{ metered: one, sealed }]);
  };
  expect(found()).toMatchObject([
    {
      code: 'PRICE_MISSING',
      field: 'computing/gpus/2026-08-03/cpu/ryzen',
      remedy: expect.stringContaining('CorrectComputePrice'),
    },
  ]);
  expect(found(setAsidePrice('gpus', '2026-08-01', '2026-08-31'))).toEqual([]);
});
