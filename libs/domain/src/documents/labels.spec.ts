import { adjustmentLabel, type Adjusted } from './labels.js';

const energy: Adjusted = {
  period: '2026-03',
  subject: '99000000001100',
  priceCell: 'hc',
  unit: 'kWh',
  quantityThen: '68.579',
  quantityNow: '85.225',
  priceThenEur: '0.1603',
  priceNowEur: '0.1603',
  per: 'kWh',
};
const same = { quantityThen: '1', quantityNow: '1', priceCell: null, subject: 'granit-1' };

test.each<[string, Partial<Adjusted>, string]>([
  [
    'a quantity, and the hours of its tariff',
    {},
    '99000000001100 (heures creuses) : 85,225 kWh au lieu de 68,579 kWh',
  ],
  ['one price for all hours', { priceCell: 'base' }, '99000000001100 : 85,225 kWh au lieu de 68,579 kWh'],
  [
    'a price',
    { quantityNow: '68.579', priceNowEur: '0.1703' },
    '99000000001100 (heures creuses) : 68,579 kWh à 0,1703 € au lieu de 0,1603 € par kWh',
  ],
  [
    'a fee',
    { ...same, unit: 'one', per: null, priceThenEur: '20.00', priceNowEur: '25.00' },
    'granit-1 : 25,00 € au lieu de 20,00 €',
  ],
  ['neither', { ...same, unit: 'one', per: null }, 'granit-1'],
])('an adjustment of %s', (_, changes, text) => {
  expect(adjustmentLabel({ ...energy, ...changes }, 'R-1', 'fr').replaceAll('\u202f', ' ')).toBe(
    `Régularisation de mars 2026, ${text} (document R-1)`,
  );
});

test('in English', () => {
  expect(adjustmentLabel({ ...energy, quantityNow: '68.579', priceNowEur: '0.17' }, 'R-1', 'en')).toBe(
    'Adjustment of March 2026, 99000000001100 (off-peak hours): 68.579 kWh at €0.17 instead of €0.1603 per kWh (document R-1)',
  );
});
