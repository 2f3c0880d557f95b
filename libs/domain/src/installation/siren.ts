import { firstRefused, refuseIf, type Check } from '#domain/decision';

/** Luhn: every second digit from the right counts double, its digits added up. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const counted = place % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

const LA_POSTE = '356000000';

/** SIREN: 9 digits of which the last is a Luhn digit (INSEE). */
export const isSiren = (text: string): boolean => /^\d{9}$/.test(text) && luhn(text);

/** SIRET: SIREN and five digits, Luhn over all; establishments of La Poste add up to a multiple of five instead. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text) || !isSiren(text.slice(0, 9))) return false;
  if (luhn(text)) return true;
  return text.startsWith(LA_POSTE) && [...text].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

export const checkSiren = (field: string, siren: string): Check =>
  refuseIf(
    !isSiren(siren),
    'SIREN_INVALID',
    field,
    'Give the 9 digits of the SIREN, without blanks; its last digit is a check digit.',
  );

/** SIRET_INVALID; SIRET_OF_ANOTHER where it does not begin with the party's own SIREN. */
export const checkSiret = (field: string, siret: string, siren: string | null): Check =>
  firstRefused(
    refuseIf(
      !isSiret(siret),
      'SIRET_INVALID',
      field,
      'Give the 14 digits of the SIRET, without blanks; its last digit is a check digit.',
    ),
    refuseIf(
      siren === null || !siret.startsWith(siren),
      'SIRET_OF_ANOTHER',
      field,
      siren === null
        ? 'A SIRET begins with the SIREN; give it as well.'
        : `A SIRET begins with the SIREN, here ${siren}.`,
    ),
  );
