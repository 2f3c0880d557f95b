import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { isVatNumber } from './vat-number.js';

/** Where e-invoices are delivered: scheme of the EAS code list, address within it (EN 16931 BT-34, BT-49). */
export interface ElectronicAddress {
  readonly scheme: string;
  readonly id: string;
}

/** Scheme of electronic addresses in the French directory of e-invoicing. */
export const FRENCH_SCHEME = '0225';

/** Scheme of e-mail addresses. */
const MAIL_SCHEME = 'EM';

/** Electronic address schemes (EAS code list of EN 16931) as the French rules take them (XP Z12-012, BR-FR-12). */
const SCHEMES: ReadonlySet<string> = new Set(
  (
    'AN AQ AS AU EM 0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170 0177 0183 ' +
    '0184 0188 0190 0191 0192 0193 0194 0195 0196 0198 0199 0200 0201 0202 0203 0204 0205 0208 0209 0210 0211 0212 ' +
    '0213 0215 0216 0217 0218 0221 0225 0230 0235 0240 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 ' +
    '9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 ' +
    '9949 9950 9951 9952 9953 9957 9959'
  ).split(' '),
);

/** Scheme that addresses a business by its VAT number (EAS code list of EN 16931), by country. France has its directory. */
const SCHEME_OF_VAT: Readonly<Record<string, string>> = {
  AT: '9914',
  BE: '9925',
  BG: '9926',
  CY: '9928',
  CZ: '9929',
  DE: '9930',
  DK: '0198',
  EE: '9931',
  ES: '9920',
  FI: '0213',
  GR: '9933',
  HR: '9934',
  HU: '9910',
  IE: '9935',
  IT: '0211',
  LT: '9937',
  LU: '9938',
  LV: '9939',
  MC: '9940',
  MT: '9943',
  NL: '9944',
  PL: '9945',
  PT: '9946',
  RO: '9947',
  // Swedish legal entities: the ten digits of their number, which the VAT number holds.
  SE: '0007',
  SI: '9949',
  SK: '9950',
};

/** The address that a valid VAT number is in its country; null where there is none, or the country has no such scheme. */
export function endpointOfVat(country: string, vatNumber: string | null): ElectronicAddress | null {
  const scheme = SCHEME_OF_VAT[country];
  if (scheme === undefined || vatNumber === null || !isVatNumber(vatNumber, country)) return null;
  return { scheme, id: country === 'SE' ? vatNumber.slice(2, 12) : vatNumber };
}

/** An e-mail address as electronic address; null where it is none. */
export const endpointOfMail = (email: string | null | undefined): ElectronicAddress | null =>
  typeof email === 'string' && isMail(email) ? { scheme: MAIL_SCHEME, id: email } : null;

const isMail = (text: string): boolean => text.length <= 100 && /^[^\s@<>"]+@[^\s@<>"]+$/.test(text);

/**
 * ENDPOINT_INVALID: a scheme outside the list, or an address that its scheme does not take (of 0225: letters, digits,
 * `+ - _ /`). ENDPOINT_OF_ANOTHER: of 0225, and not beginning with the party's own SIREN (BR-FR-21, BR-FR-22).
 */
export function checkEndpoint(field: string, { scheme, id }: ElectronicAddress, siren: string | null): Check {
  const french = scheme === FRENCH_SCHEME;
  return firstRefused(
    refuseIf(
      !SCHEMES.has(scheme),
      'ENDPOINT_INVALID',
      `${field}.scheme`,
      'Give a scheme of the EAS list: 0225 in France, 9930 in Germany, EM for an e-mail address.',
    ),
    refuseIf(
      french ? !/^[A-Za-z0-9+\-_/]{9,100}$/.test(id) : !/^[\x21-\x7e]{1,100}$/.test(id),
      'ENDPOINT_INVALID',
      `${field}.id`,
      french
        ? 'An address in the French directory has letters, digits and + - _ / only, at most 100.'
        : 'Give the address without blanks, at most 100 characters.',
    ),
    refuseIf(
      scheme === MAIL_SCHEME && !isMail(id),
      'ENDPOINT_INVALID',
      `${field}.id`,
      'Give an e-mail address.',
    ),
    refuseIf(
      french && (siren === null || !id.startsWith(siren)),
      'ENDPOINT_OF_ANOTHER',
      `${field}.id`,
      siren === null
        ? 'The French directory addresses legal persons by their SIREN; give it as well.'
        : `An address in the French directory begins with the SIREN, here ${siren}.`,
    ),
  );
}
