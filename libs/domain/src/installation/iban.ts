import { refuseIf, type Check } from '#domain/decision';

/** IBAN (ISO 13616): country, two check digits, up to 30 characters; modulo 97 leaves 1. A French one has 27 characters. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  if (text.startsWith('FR') && text.length !== 27) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

export const checkIban = (field: string, iban: string): Check =>
  refuseIf(
    !isIban(iban),
    'IBAN_INVALID',
    field,
    'Give the IBAN in capitals without blanks; its check digits do not fit.',
  );

/** BIC (ISO 9362): bank, country, place, and perhaps a branch. */
export const isBic = (text: string): boolean => /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text);

export const checkBic = (field: string, bic: string): Check =>
  refuseIf(!isBic(bic), 'BIC_INVALID', field, 'Give the BIC in capitals: 8 or 11 characters.');
