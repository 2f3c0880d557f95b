import { addressOf } from './address.js';

test.each<[string, string, (string | null)[], string | null, string | null]>([
  ['10 rue de la Forge, 92120 Montrouge', 'FR', ['10 rue de la Forge', null, null], '92120', 'Montrouge'],
  [
    'Hôtel de ville\r\n1 place du Roi\n93100 Montreuil CEDEX 2',
    'FR',
    ['Hôtel de ville', '1 place du Roi', null],
    '93100',
    'Montreuil CEDEX 2',
  ],
  [
    'Tour A, Bât. B, 3e étage, Porte 12, 75012 Paris',
    'FR',
    ['Tour A', 'Bât. B', '3e étage, Porte 12'],
    '75012',
    'Paris',
  ],
  ['75012 Paris', 'FR', [null, null, null], '75012', 'Paris'],
  ['3 quai Nord, 44000 Nantes, France', 'FR', ['3 quai Nord', 'France', null], '44000', 'Nantes'],
  ['3 quai Nord , 44000   Nantes,', 'FR', ['3 quai Nord', null, null], '44000', 'Nantes'],
  ['Lieu-dit Le Bourg', 'FR', ['Lieu-dit Le Bourg', null, null], null, null],
  ['Keizersgracht 1, 1015 CJ Amsterdam', 'NL', ['Keizersgracht 1', null, null], '1015 CJ', 'Amsterdam'],
  ['Unter den Linden 1, D-10117 Berlin', 'DE', ['Unter den Linden 1', null, null], 'D-10117', 'Berlin'],
  ['12345 Main Street, Springfield', 'US', ['12345 Main Street', 'Springfield', null], null, null],
])('%j in %s', (address, country, lines, postcode, city) => {
  expect(addressOf(address, country)).toEqual({ lines, postcode, city, country });
});
