import { scenario } from '../../../../test/samples/scenario.js';
import { PARIS } from '../../../../test/samples/heated-block.js';
import { flatPrice } from '#domain/compute-contracts';
import { electricityPriceList, type PriceListEvent } from './electricity-price-list.js';

const { given } = scenario(electricityPriceList, { zone: PARIS });

const cell = {
  cell: 'base',
  inclTaxEurPerKwh: '0.1940',
  energyEurPerKwh: '0.13',
  acciseEurPerKwh: '0.03',
  vatRate: '20',
};
const blue = { priceList: 'blue', from: '2026-02-01', cells: [cell], source: 'JORF' };
const set = { type: 'SetElectricityPrice', ...blue } as const;
const announced: PriceListEvent = { type: 'ElectricityPriceSet', data: blue };
const august = { ...blue, from: '2026-08-01', cells: [{ ...cell, inclTaxEurPerKwh: '0.2001' }] };
const later: PriceListEvent = { type: 'ElectricityPriceSet', data: august };
const computing: PriceListEvent = {
  type: 'ComputePriceSet',
  data: { priceList: 'core', from: '2026-01-01', unit: 'core-hour', components: flatPrice('0.05') },
};

describe('a list of electricity prices', () => {
  test('has a price from a day on; the same again is no news', () => {
    given().when(set).then(announced);
    given(announced).when(set).thenNothing();
    given(announced)
      .when({ type: 'SetElectricityPrice', ...august })
      .then(later);
  });

  test('what was announced stays, and nothing is slipped in before it', () => {
    given(announced)
      .when({ ...set, source: 'another page' })
      .thenRefused('PRICE_ANNOUNCED', 'from');
    given(later).when(set).thenRefused('PRICE_BEFORE_ANNOUNCED', 'from');
  });

  test('prices one kind of thing', () => {
    given(computing)
      .when({ ...set, priceList: 'core' })
      .thenRefused('PRICE_LIST_OTHER_KIND', 'priceList');
    given(announced)
      .when({ type: 'PublishSpotPrices', ...spotDay() })
      .thenRefused('PRICE_LIST_OTHER_KIND', 'priceList');
    given()
      .when({ ...set, priceList: 'tempo-calendar' })
      .thenRefused('PRICE_LIST_NAME_TAKEN', 'priceList');
  });

  const kva = (min: number, max: number) => ({ ...cell, kva: { min, max } });
  test('a cell may stand for several bands of subscribed power', () => {
    const cells = [kva(3, 6), kva(9, 36)];
    given()
      .when({ ...set, cells })
      .then({ type: 'ElectricityPriceSet', data: { ...blue, cells } });
  });

  test.each([
    ['a cell twice', { cells: [cell, cell] }, 'PRICE_CELL_TWICE', 'cells.1.cell'],
    ['a cell for all powers and for some', { cells: [cell, kva(3, 6)] }, 'PRICE_CELL_TWICE', 'cells.1.cell'],
    ['bands that overlap', { cells: [kva(3, 9), kva(9, 36)] }, 'KVA_BANDS_OVERLAP', 'cells.1.kva'],
    ['a band upside down', { cells: [kva(9, 6)] }, 'KVA_BAND_EMPTY', 'cells.0.kva'],
    ['a cell of no option', { cells: [{ ...cell, cell: 'green' }] }, 'PRICE_CELL_UNKNOWN', 'cells.0.cell'],
    [
      'hours in a list of cells',
      { cells: [{ ...cell, cell: 'spot' }] },
      'PRICE_CELL_UNKNOWN',
      'cells.0.cell',
    ],
    ['cents', { cells: [{ ...cell, inclTaxEurPerKwh: '19.4' }] }, 'PRICE_ABSURD', 'cells.0.inclTaxEurPerKwh'],
    ['no energy', { cells: [{ ...cell, energyEurPerKwh: '0' }] }, 'PRICE_ABSURD', 'cells.0.energyEurPerKwh'],
    [
      'net above gross',
      { cells: [{ ...cell, energyEurPerKwh: '0.19' }] },
      'PRICE_BELOW_NET',
      'cells.0.inclTaxEurPerKwh',
    ],
    [
      'a VAT rate of elsewhere',
      { cells: [{ ...cell, vatRate: '19' }] },
      'VAT_RATE_UNKNOWN',
      'cells.0.vatRate',
    ],
    ['no such day', { from: '2026-02-30' }, 'DATE_INVALID', 'from'],
  ])('%s is refused', (_, change, code, field) => {
    given()
      .when({ ...set, ...change })
      .thenRefused(code, field);
  });
});

describe('a correction', () => {
  const correct = { type: 'CorrectElectricityPrice', ...august, reason: 'mistyped' } as const;

  test('takes the place of a wrong price, or of one that was forgotten', () => {
    const right = { ...correct, cells: [cell] };
    given(announced, later)
      .when(right)
      .then({ type: 'ElectricityPriceCorrected', data: { ...august, cells: [cell], reason: 'mistyped' } });
    given(announced, later).when(correct).thenNothing();
    const forgotten = { ...correct, from: '2026-05-01' };
    given(announced, later)
      .when(forgotten)
      .then({
        type: 'ElectricityPriceCorrected',
        data: { ...august, from: '2026-05-01', reason: 'mistyped' },
      });
  });

  test('states every cell of the version anew', () => {
    const other = [{ ...cell, cell: 'hp' }];
    given(announced, later)
      .when({ ...correct, cells: other })
      .thenRefused('PRICE_CELL_DROPPED', 'cells');
    given(announced, later)
      .when({ ...correct, cells: [cell, ...other] })
      .then({
        type: 'ElectricityPriceCorrected',
        data: { ...august, cells: [cell, ...other], reason: 'mistyped' },
      });
  });

  test('corrects what was said, and nothing else', () => {
    given().when(correct).thenRefused('NOTHING_TO_CORRECT', 'from');
    given(announced).when(correct).thenRefused('NOTHING_TO_CORRECT', 'from');
    given(computing)
      .when({ ...correct, priceList: 'core' })
      .thenRefused('PRICE_LIST_OTHER_KIND', 'priceList');
  });
});

function spotDay(day = '2026-08-01', count = 24) {
  return {
    priceList: 'spot',
    day,
    acciseEurPerKwh: '0.03085',
    vatRate: '20',
    hours: Array.from({ length: count }, () => ({ inclTaxEurPerKwh: '-0.012', energyEurPerKwh: '-0.04085' })),
    source: 'auction',
  };
}

describe('hourly prices', () => {
  const publish = { type: 'PublishSpotPrices', ...spotDay() } as const;
  const published: PriceListEvent = { type: 'SpotPricesPublished', data: spotDay() };

  test('of a local day, one for each hour that it has; they may be negative', () => {
    given().when(publish).then(published);
    given(published).when(publish).thenNothing();
    given()
      .when({ ...publish, ...spotDay('2026-10-25', 25) })
      .then({ type: 'SpotPricesPublished', data: spotDay('2026-10-25', 25) });
  });

  test.each([
    ['2026-08-01', 23],
    ['2026-03-29', 24],
    ['2026-10-25', 24],
  ])('%s with %d hours is refused', (day, count) => {
    given()
      .when({ ...publish, ...spotDay(day, count) })
      .thenRefused('SPOT_HOURS_WRONG', 'hours');
  });

  test('nothing of it is guessed or overwritten', () => {
    given().when(publish, { zone: null }).thenRefused('COMPANY_MISSING', 'day');
    given(published)
      .when({ ...publish, acciseEurPerKwh: '0.03' })
      .thenRefused('PRICE_ANNOUNCED', 'day');
    const hours = [{ inclTaxEurPerKwh: '0.1234567891', energyEurPerKwh: '0.05' }, ...spotDay('', 23).hours];
    given()
      .when({ ...publish, hours })
      .thenRefused('PRICE_TOO_FINE', 'hours.0.inclTaxEurPerKwh');
    given()
      .when({ ...publish, acciseEurPerKwh: '-0.01' })
      .thenRefused('PRICE_ABSURD', 'acciseEurPerKwh');
  });

  test('are corrected with a reason', () => {
    const correction = { ...spotDay(), acciseEurPerKwh: '0.03', reason: 'published anew' };
    const correct = { type: 'CorrectSpotPrices', ...correction } as const;
    given().when(correct).thenRefused('NOTHING_TO_CORRECT', 'day');
    given(published).when(correct).then({ type: 'SpotPricesCorrected', data: correction });
    given(published)
      .when({ ...correct, acciseEurPerKwh: '0.03085' })
      .thenNothing();
  });
});
