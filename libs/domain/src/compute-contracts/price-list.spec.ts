import { priceList, type PriceListEvent } from '#domain/compute-contracts';
import { scenario } from '../../../../test/samples/scenario.js';

const { given } = scenario(priceList, undefined);
const cell = {
  cell: 'base' as const,
  inclTaxEurPerKwh: '0.1940',
  energyEurPerKwh: '0.1308',
  acciseEurPerKwh: '0.03085',
  vatRate: '20',
};
const blue = { priceList: 'blue', from: '2026-02-01', cells: [cell], source: 'JORF' };
const core = { priceList: 'core', from: '2026-01-01', unit: 'core-hour' as const, eurPerUnit: '0.05' };
const electricity: PriceListEvent = { type: 'ElectricityPriceSet', data: blue };
const compute: PriceListEvent = { type: 'ComputePriceSet', data: core };

test('a price holds from its day on; the same again is no news', () => {
  given()
    .when({ type: 'SetElectricityPrice', ...blue })
    .then(electricity);
  given()
    .when({ type: 'SetComputePrice', ...core })
    .then(compute);
  given(electricity)
    .when({ type: 'SetElectricityPrice', ...blue })
    .thenNothing();
});

test('a price for another day is added, also before announced ones', () => {
  const earlier = { ...core, from: '2025-06-01', eurPerUnit: '0.06' };
  given(compute)
    .when({ type: 'SetComputePrice', ...earlier })
    .then({ type: 'ComputePriceSet', data: earlier });
});

test('what was announced for a day stays', () => {
  given(compute)
    .when({ type: 'SetComputePrice', ...core, eurPerUnit: '0.06' })
    .thenRefused('PRICE_ANNOUNCED', 'from');
});

test('a list has prices of one kind', () => {
  given(compute)
    .when({ type: 'SetElectricityPrice', ...blue, priceList: 'core' })
    .thenRefused('PRICE_LIST_OTHER_KIND', 'priceList');
  given(electricity)
    .when({ type: 'SetComputePrice', ...core, priceList: 'blue' })
    .thenRefused('PRICE_LIST_OTHER_KIND', 'priceList');
});

test.each([
  ['no price', { eurPerUnit: '0' }, 'PRICE_ABSURD', 'eurPerUnit'],
  ['a price per core-month', { eurPerUnit: '101' }, 'PRICE_ABSURD', 'eurPerUnit'],
  ['a day that is none', { from: '2026-02-30' }, 'DATE_INVALID', 'from'],
])('computing: %s is refused', (_, change, code, field) => {
  given()
    .when({ type: 'SetComputePrice', ...core, ...change })
    .thenRefused(code, field);
});

test.each([
  ['a free kWh', { inclTaxEurPerKwh: '0' }, 'PRICE_ABSURD', 'cells.0.inclTaxEurPerKwh'],
  ['a price in cents', { inclTaxEurPerKwh: '19.4' }, 'PRICE_ABSURD', 'cells.0.inclTaxEurPerKwh'],
  ['free energy', { energyEurPerKwh: '0.0' }, 'PRICE_ABSURD', 'cells.0.energyEurPerKwh'],
  ['a VAT rate of old', { vatRate: '19.6' }, 'VAT_RATE_UNKNOWN', 'cells.0.vatRate'],
  [
    'a price including tax below what it includes',
    { inclTaxEurPerKwh: '0.16' },
    'PRICE_BELOW_NET',
    'cells.0.inclTaxEurPerKwh',
  ],
])('electricity: %s is refused', (_, change, code, field) => {
  given()
    .when({ type: 'SetElectricityPrice', ...blue, cells: [{ ...cell, ...change }] })
    .thenRefused(code, field);
});

test('electricity: a cell twice is refused, an accise of zero is not', () => {
  given()
    .when({ type: 'SetElectricityPrice', ...blue, cells: [cell, cell] })
    .thenRefused('PRICE_CELL_TWICE', 'cells');
  const untaxed = { ...blue, cells: [{ ...cell, acciseEurPerKwh: '0' }] };
  given()
    .when({ type: 'SetElectricityPrice', ...untaxed })
    .then({ type: 'ElectricityPriceSet', data: untaxed });
});
