import fc from 'fast-check';
import {
  endpointOfMail,
  endpointOfVat,
  isBic,
  isIban,
  isSiren,
  isSiret,
  isVatNumber,
} from '#domain/installation';

describe('SIREN and SIRET', () => {
  test.each([
    ['732829320', true],
    ['900000001', true],
    ['732829321', false],
    ['73282932', false],
    ['7328293200', false],
    ['73282932O', false],
    ['', false],
  ])('%s is a SIREN: %s', (text, expected) => expect(isSiren(text)).toBe(expected));

  test.each([
    ['73282932000074', true],
    ['73282932000017', true],
    ['73282932000018', false],
    // The digits of an establishment of La Poste add up to a multiple of five.
    ['35600000009075', true],
    ['35600000009076', false],
  ])('%s is a SIRET: %s', (text, expected) => expect(isSiret(text)).toBe(expected));

  test('property: one wrong digit is always found', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = [...'732829320'];
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect(isSiren(digits.join(''))).toBe(false);
      }),
    );
  });
});

describe('VAT numbers', () => {
  test.each([
    ['FR44732829320', 'FR', true],
    ['FR68900000001', 'FR', true],
    ['FR45732829320', 'FR', false],
    ['FR4473282932', 'FR', false],
    ['44732829320', 'FR', false],
    ['fr44732829320', 'FR', false],
    ['FR44732829321', 'FR', false],
    // A key with a letter, and letters that no key has.
    ['FRK7399859412', 'FR', true],
    ['FRK8399859412', 'FR', false],
    ['FRO7399859412', 'FR', false],
    ['DE136695976', 'DE', true],
    ['DE13669597', 'DE', false],
    ['DE136695976', 'AT', false],
    ['EL123456789', 'GR', true],
    ['GR123456789', 'GR', false],
    ['NL123456789B01', 'NL', true],
    ['CHE123456789', 'CH', false],
    ['FR53000004605', 'MC', true],
    ['FR53000004605', 'FR', false],
  ])('%s of %s: %s', (text, country, expected) => expect(isVatNumber(text, country)).toBe(expected));
});

describe('IBAN and BIC', () => {
  test.each([
    ['FR7630006000011234567890189', true],
    ['DE89370400440532013000', true],
    ['FR7630006000011234567890188', false],
    ['FR76 3000 6000 0112 3456 7890 189', false],
    ['FR763000600001123456789018', false],
    ['XX', false],
  ])('%s is an IBAN: %s', (text, expected) => expect(isIban(text)).toBe(expected));

  test.each([
    ['AGRIFRPP', true],
    ['AGRIFRPP882', true],
    ['AGRIFRP', false],
    ['AGRIFRPP88', false],
    ['agrifrpp', false],
  ])('%s is a BIC: %s', (text, expected) => expect(isBic(text)).toBe(expected));
});

describe('where e-invoices go abroad', () => {
  test.each([
    ['DE', 'DE136695976', { scheme: '9930', id: 'DE136695976' }],
    ['GR', 'EL123456789', { scheme: '9933', id: 'EL123456789' }],
    ['SE', 'SE556012579001', { scheme: '0007', id: '5560125790' }],
    ['MC', 'FR53000004605', { scheme: '9940', id: 'FR53000004605' }],
    // France has its own directory; elsewhere a VAT number is no address.
    ['FR', 'FR44732829320', null],
    ['CH', 'CHE123456789', null],
    ['DE', 'DE1', null],
    ['DE', null, null],
  ])('%s, %s', (country, vatNumber, expected) => expect(endpointOfVat(country, vatNumber)).toEqual(expected));

  test.each([
    ['compta@example.org', { scheme: 'EM', id: 'compta@example.org' }],
    ['compta', null],
    ['a b@example.org', null],
    [null, null],
  ])('e-mail %s', (email, expected) => expect(endpointOfMail(email)).toEqual(expected));
});
