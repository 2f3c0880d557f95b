import { priceList, type PriceListEvent } from '#domain/compute-contracts';
import { scenario } from '../../../../test/samples/scenario.js';
import { flatPrice } from './flat-price.js';

const { given } = scenario(priceList, undefined);
const cell = {
  cell: 'base' as const,
  inclTaxEurPerKwh: '0.1940',
  energyEurPerKwh: '0.1308',
  acciseEurPerKwh: '0.03085',
  vatRate: '20',
};
const blue = { priceList: 'blue', from: '2026-02-01', cells: [cell], source: 'JORF' };
const compute: PriceListEvent = {
  type: 'ComputePriceSet',
  data: { priceList: 'core', from: '2026-01-01', unit: 'core-hour', components: flatPrice('0.05') },
};
const electricity: PriceListEvent = { type: 'ElectricityPriceSet', data: blue };

test('a price holds from its day on; the same again is no news', () => {
  given()
    .when({ type: 'SetElectricityPrice', ...blue })
    .then(electricity);
  given(electricity)
    .when({ type: 'SetElectricityPrice', ...blue })
    .thenNothing();
});

test('a list of computing has no electricity prices', () => {
  given(compute)
    .when({ type: 'SetElectricityPrice', ...blue, priceList: 'core' })
    .thenRefused('PRICE_LIST_OTHER_KIND', 'priceList');
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
