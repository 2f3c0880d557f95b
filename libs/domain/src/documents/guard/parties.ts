import {
  checkEndpoint,
  checkSiren,
  checkSiret,
  checkVatNumber,
  FRENCH_SCHEME,
  isEuCountry,
} from '#domain/installation';
import type { DocumentIssuedData, DocumentParty } from '#events';
import { faultIf, faultOf, type Fault } from './fault.js';

type Role = 'seller' | 'buyer';

/** Business terms of EN 16931, by role. */
const TERMS = {
  seller: { country: 'BT-40', siren: 'BT-30', siret: 'BT-29', vatNumber: 'BT-31', endpoint: 'BT-34' },
  buyer: { country: 'BT-55', siren: 'BT-47', siret: 'BT-46', vatNumber: 'BT-48', endpoint: 'BT-49' },
} as const;

/** The command that mends a party of a document. */
function mendedBy(role: Role, { kind, seller, buyer }: DocumentIssuedData): string {
  const { party } = role === 'seller' ? seller : buyer;
  if (party === null) return 'Register the company again with it';
  return kind.startsWith('self-billed')
    ? `Register the owner ${party} again with it`
    : `Register the client ${party} again with it`;
}

/** Numbers with check digits, and what each transaction asks of both sides (XP Z12-012, BR-FR-09 to -13, -21 to -25). */
export const partyFaults = (document: DocumentIssuedData): Fault[] =>
  document.profile === null
    ? []
    : [
        ...numberFaults('seller', document.seller),
        ...numberFaults('buyer', document.buyer),
        ...askedOf('seller', document),
        ...askedOf('buyer', document),
        ...chorusFaults(document),
      ];

function numberFaults(role: Role, party: DocumentParty): Fault[] {
  const { country, siren, siret, vatNumber, endpoint } = party;
  const terms = TERMS[role];
  const at = (field: keyof typeof terms): string => `${role}.${field} (${terms[field]})`;
  return [
    ...faultIf(
      !/^[A-Z]{2}$/.test(country),
      'COUNTRY_INVALID',
      at('country'),
      'Register the party with the two capitals of ISO 3166-1, such as FR.',
    ),
    ...(siren === null ? [] : faultOf(checkSiren(at('siren'), siren))),
    ...(siret === null ? [] : faultOf(checkSiret(at('siret'), siret, siren))),
    ...(vatNumber === null || !isEuCountry(country)
      ? []
      : faultOf(checkVatNumber(at('vatNumber'), vatNumber, country, siren))),
    ...(endpoint === null
      ? []
      : faultOf(checkEndpoint(`${role}.endpoint (${terms.endpoint})`, endpoint, siren))),
  ];
}

/** What a party of an e-invoice must have. An individual has no number and no electronic address. */
function askedOf(role: Role, document: DocumentIssuedData): Fault[] {
  const { profile } = document;
  const { country, siren, endpoint } = document[role];
  if (role === 'buyer' && profile === 'B2C') return [];
  const terms = TERMS[role];
  const mend = mendedBy(role, document);
  const sirenMissing = country === 'FR' && siren === null;
  return [
    ...faultIf(
      sirenMissing,
      'SIREN_MISSING',
      `${role}.siren (${terms.siren})`,
      `A French business is named with its SIREN. ${mend}.`,
    ),
    ...faultIf(
      endpoint === null && !sirenMissing,
      'ENDPOINT_MISSING',
      `${role}.endpoint (${terms.endpoint})`,
      `An e-invoice says where it is delivered. ${mend}: its address in the scheme of its country, or EM and an e-mail address.`,
    ),
    ...faultIf(
      profile === 'B2B' && country === 'FR' && endpoint !== null && endpoint.scheme !== FRENCH_SCHEME,
      'ENDPOINT_NOT_FRENCH',
      `${role}.endpoint (${terms.endpoint})`,
      `Between French businesses the address is of scheme ${FRENCH_SCHEME}. ${mend}, or without an address of its own.`,
    ),
  ];
}

/** Public bodies are invoiced through Chorus Pro, which knows them by the SIRET of the establishment. */
const chorusFaults = ({ profile, buyer }: DocumentIssuedData): Fault[] =>
  faultIf(
    profile === 'B2G' && buyer.siret === null,
    'SIRET_MISSING',
    'buyer.siret (BT-46)',
    `Chorus Pro addresses public bodies by SIRET. Register the client ${buyer.party ?? ''} again with it.`,
  );
