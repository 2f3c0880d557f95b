import { line } from '../../../../test/samples/printable.js';
import type { DocumentLine } from '#events';
import { axisOf } from './chart.js';
import { Decimal } from '#domain/quantity';
import { labelShown, priceShown, quantityShown } from './quantities.js';

const plain = (text = ''): string => text.replaceAll('\u202f', ' ');
const shown = (changes: Partial<DocumentLine>) => {
  const one = line('Calcul (384,00 heures-cœur)', 0, changes);
  const [quantity, price] = [quantityShown(one, 'fr'), priceShown(one, 'fr')];
  return [quantity.text, quantity.note, price.text, price.note].map(plain);
};

describe('quantities and prices for a person', () => {
  test.each<[string, Partial<DocumentLine>, string[]]>([
    ['core-hours', {}, ['384,00 heures-cœur', '1 382 400 cœur·s', '0,05 €', 'par heure-cœur']],
    ['a moment', { quantity: '0.5' }, ['0,00014 heures-cœur', '0,5 cœur·s', '0,05 €', 'par heure-cœur']],
    [
      'GHz-hours',
      { unit: 'GHz-second', quantity: '7200.36' },
      ['2,00 GHz-heures', '7 200,36 GHz·s', '0,05 €', 'par GHz-heure'],
    ],
    [
      'a price of many hours',
      { priceBase: 3_600_000 },
      ['384,00 heures-cœur', '1 382 400 cœur·s', '0,05 €', 'par 3 600 000 cœur·s'],
    ],
    [
      'electricity',
      { unit: 'kWh', quantity: '12.500', priceBase: 1, priceEur: '0.20161' },
      ['12,5 kWh', '', '0,20161 €', 'par kWh'],
    ],
    [
      'a package',
      { unit: 'package', quantity: '1', priceBase: 1, priceEur: '30' },
      ['1 forfait', '', '30,00 €', 'par forfait'],
    ],
    [
      'packages',
      { unit: 'package', quantity: '274', priceBase: 1, priceEur: '30' },
      ['274 forfaits', '', '30,00 €', 'par forfait'],
    ],
    ['hourly prices', { unit: 'one', quantity: '1', energyWh: 12500 }, ['1', '12,500 kWh', '0,05 €', '']],
    ['an amount', { unit: 'one', quantity: '1' }, ['1', '', '0,05 €', '']],
  ])('%s', (_, changes, cells) => {
    expect(shown(changes)).toEqual(cells);
  });

  test('a label gives way where the column says the same, and only then', () => {
    expect(labelShown(line('Calcul (384,00 heures-cœur)', 0), 'fr')).toBe('Calcul');
    expect(labelShown(line('Calcul (385,00 heures-cœur)', 0), 'fr')).toBe('Calcul (385,00 heures-cœur)');
    expect(labelShown(line('Frais (1)', 0, { unit: 'one', quantity: '1' }), 'fr')).toBe('Frais (1)');
  });
});

describe('the axis of the chart', () => {
  test.each([
    ['1183.25', ['0', '500', '1000', '1500']],
    ['0.0007', ['0', '0.0002', '0.0004', '0.0006', '0.0008']],
    ['4', ['0', '1', '2', '3', '4']],
    ['99999999', ['0', '50000000', '100000000']],
  ])('up to %s', (most, steps) => {
    expect(axisOf(new Decimal(most)).map((step) => step.toFixed())).toEqual(steps);
  });
});
