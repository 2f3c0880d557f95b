import { COMPANY } from '../../../../test/samples/printable.js';
import { addressLines, ibanInPart, ibanText, registrations } from './identity.js';

describe('who a party is', () => {
  test.each([
    ['12 bis, rue de l’Été, 44000 Nantes', 'FR', ['12 bis, rue de l’Été', '44000 Nantes']],
    ['Bât. B\n5 rue Haute,\r\n75012 Paris', 'FR', ['Bât. B', '5 rue Haute', '75012 Paris']],
    ['Gräfstraße 12, 10115 Berlin', 'DE', ['Gräfstraße 12', '10115 Berlin', 'Allemagne']],
    ['1 Main Street', 'XX', ['1 Main Street', 'XX']],
  ])('address %j in %s', (address, country, lines) => {
    expect(addressLines({ ...COMPANY, address, country }, 'fr')).toEqual(lines);
  });

  test('a SIRET says its SIREN; what is not known is not there', () => {
    expect(registrations(COMPANY, 'fr')).toEqual([
      'SIRET 732\u202f829\u202f320\u202f00074',
      'TVA FR44732829320',
    ]);
    expect(registrations({ ...COMPANY, siret: null }, 'en')[0]).toBe('SIREN 732\u202f829\u202f320');
    expect(registrations({ ...COMPANY, siren: null, siret: null, vatNumber: null }, 'en')).toEqual([]);
  });

  test('an IBAN in groups of four, or enough of it to be known', () => {
    expect(ibanText('FR7630006000011234567890189')).toBe(
      'FR76 3000 6000 0112 3456 7890 189'.replaceAll(' ', '\u00a0'),
    );
    expect(ibanInPart('FR7630006000011234567890189').replaceAll('\u00a0', ' ')).toBe('FR76 •••• •••• 0189');
  });
});
