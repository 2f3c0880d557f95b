import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { isSiren } from './siren.js';

/** Forms of VAT numbers in the EU, after the two letters of the country (Greece writes EL). */
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

const LETTERS_AND_DIGITS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Countries whose VAT numbers begin with other letters than theirs (ISO 3166-1): Greece, and Monaco, which France numbers. */
const PREFIXES: Readonly<Record<string, string>> = { GR: 'EL', MC: 'FR' };
const prefixOf = (country: string): string => PREFIXES[country] ?? country;

/** Whether the country belongs to the VAT territory of the EU. */
export const isEuCountry = (country: string): boolean => Object.hasOwn(FORMS, prefixOf(country));

/**
 * Key of a French VAT number. Two digits: (SIREN followed by 12) mod 97. With a letter: the number that both
 * characters make in the alphabet without I and O, checked modulo 11 together with the SIREN.
 */
function frenchKeyFits(key: string, siren: string): boolean {
  if (/^\d{2}$/.test(key)) return Number(`${siren}12`) % 97 === Number(key);
  const first = LETTERS_AND_DIGITS.indexOf(key[0]!);
  const second = LETTERS_AND_DIGITS.indexOf(key[1]!);
  const made = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(made / 11)) % 11 === made % 11;
}

/** Form of the country, and for France the key and the SIREN inside. Whether it is registered, only VIES knows. */
export function isVatNumber(text: string, country: string): boolean {
  const prefix = prefixOf(country);
  const rest = text.slice(2);
  if (!text.startsWith(prefix) || FORMS[prefix]?.test(rest) !== true) return false;
  if (prefix !== 'FR') return true;
  // Monaco's begin with 000 after the key and are no SIREN.
  const isNumber = country === 'MC' ? rest.slice(2).startsWith('000') : isSiren(rest.slice(2));
  return isNumber && frenchKeyFits(rest.slice(0, 2), rest.slice(2));
}

/** VAT_NUMBER_INVALID; VAT_NUMBER_OF_ANOTHER where a French number does not hold the party's own SIREN. */
export function checkVatNumber(
  field: string,
  vatNumber: string,
  country: string,
  siren: string | null,
): Check {
  return firstRefused(
    refuseIf(
      !isVatNumber(vatNumber, country),
      'VAT_NUMBER_INVALID',
      field,
      `Give the VAT number as ${isEuCountry(country) ? `${country} writes it` : 'an EU country writes it, or none'}: country letters first, no blanks.`,
    ),
    refuseIf(
      country === 'FR' && siren !== null && vatNumber.slice(4) !== siren,
      'VAT_NUMBER_OF_ANOTHER',
      field,
      `A French VAT number ends with the SIREN, here ${siren}.`,
    ),
  );
}
