import type { Language } from '#domain/documents';
import type { PrintableParty } from '../model/index.js';
import { countryName } from './countries.js';
import { WORDS } from './words.js';

const NARROW = '\u202f';

const grouped = (digits: string, pattern: RegExp): string => digits.replace(pattern, `$1${NARROW}`);
export const sirenText = (siren: string): string => `SIREN ${grouped(siren, /(\d{3})(?=\d)/g)}`;
const siretText = (siret: string): string =>
  `SIRET ${grouped(siret.slice(0, 9), /(\d{3})/g)}${siret.slice(9)}`;

/** Registrations of a party, each a text: a SIRET says its SIREN. */
export function registrations({ siren, siret, vatNumber }: PrintableParty, language: Language): string[] {
  return [
    siret !== null ? siretText(siret) : siren !== null ? sirenText(siren) : null,
    vatNumber === null ? null : `${WORDS.vatNumber[language]} ${vatNumber}`,
  ].filter((text) => text !== null);
}

/** A house number that a comma parts from its street. */
const HOUSE = /^\d+\s*(bis|ter|quater|[a-z])?$/i;

/** An address as registered, a line each; abroad, the country below. */
export function addressLines({ address, country }: PrintableParty, language: Language): string[] {
  const parts = address
    .split(/\r\n|\n|\r|,/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const lines: string[] = [];
  parts.forEach((part, i) => {
    if (i > 0 && HOUSE.test(parts[i - 1]!)) lines.push(`${lines.pop()!}, ${part}`);
    else lines.push(part);
  });
  return country === 'FR' ? lines : [...lines, countryName(country)[language]];
}

/** An IBAN in groups of four, as paper forms write it (ISO 13616). */
export const ibanText = (iban: string): string => iban.replace(/(.{4})(?=.)/g, `$1${'\u00a0'}`);

/** Enough of an IBAN to be known by its holder, too little to be used by a finder. */
export const ibanInPart = (iban: string): string =>
  `${iban.slice(0, 4)}\u00a0\u2022\u2022\u2022\u2022\u00a0\u2022\u2022\u2022\u2022\u00a0${iban.slice(-4)}`;
