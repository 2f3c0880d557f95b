import { CELLS_OF_OPTION, type TariffOption } from './options.js';
import { missingCells, priceCellOf, type PriceCell } from './price-cell.js';

const cell = (name: string, eur: string, kva?: { min: number; max: number }): PriceCell => ({
  cell: name,
  inclTaxEurPerKwh: eur,
  energyEurPerKwh: '0.10',
  acciseEurPerKwh: '0.02',
  vatRate: '20',
  ...(kva === undefined ? {} : { kva }),
});
const flat = { cells: [cell('base', '0.2001')] };
const byPower = {
  cells: [cell('base', '0.2001', { min: 3, max: 6 }), cell('base', '0.1985', { min: 9, max: 36 })],
};
const peaks = { cells: [cell('hp', '0.2142'), cell('hc', '0.1589'), cell('base', '0.2001')] };

const prices: [string, { cells: PriceCell[] }, TariffOption, number, string, string | null][] = [
  ['a flat list prices any meter', flat, 'hphc', 9, 'hc', '0.2001'],
  ['a flat list prices Tempo', flat, 'tempo', 9, 'red-hp', '0.2001'],
  ['the cell of the option', peaks, 'hphc', 9, 'hc', '0.1589'],
  ['base beside other cells is for flat meters', peaks, 'base', 9, 'base', '0.2001'],
  ['by subscribed power', byPower, 'base', 6, 'base', '0.2001'],
  ['by subscribed power, the higher band', byPower, 'base', 9, 'base', '0.1985'],
  ['a power in no band has no price', byPower, 'base', 7, 'base', null],
  [
    'one cell of an option does not make the others',
    { cells: [cell('hp', '0.2'), cell('base', '0.2')] },
    'hphc',
    9,
    'hc',
    null,
  ],
];
test.each(prices)('%s', (_what, list, option, subscribedKva, wanted, eur) => {
  expect(priceCellOf(list, { option, subscribedKva }, wanted)?.inclTaxEurPerKwh ?? null).toBe(eur);
});

const lacks: [string, { cells: PriceCell[] }, TariffOption, number, string[]][] = [
  ['flat for any option', flat, 'season-5', 250, []],
  ['its own cells', peaks, 'hphc', 9, []],
  ['a flat price beside those of another option', peaks, 'tempo', 9, [...CELLS_OF_OPTION.tempo]],
  ['a power outside the bands', byPower, 'hphc', 48, ['hp', 'hc']],
  ['half of an option', { cells: [cell('hp', '0.2')] }, 'hphc', 9, ['hc']],
  ['no flat price and no cell of it', { cells: [cell('hp', '0.2')] }, 'base', 9, ['base']],
];
test.each(lacks)('what a list lacks for a meter: %s', (_what, list, option, subscribedKva, missing) => {
  expect(missingCells(list, { option, subscribedKva })).toEqual(missing);
});
