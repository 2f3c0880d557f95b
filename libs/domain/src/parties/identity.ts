import { firstRefused, refuseIf, whereGiven, type Check } from '#domain/decision';
import { checkEndpoint, checkSiren, checkSiret, checkVatNumber } from '#domain/installation';
import type { Endpoint } from '#events';

/** What identifies a party before the tax office. */
export interface TaxIdentity {
  readonly country: string;
  readonly siren: string | null;
  readonly vatNumber: string | null;
  readonly siret?: string | null;
  readonly endpoint?: Endpoint | null;
}

/** Country, SIREN, SIRET, VAT number and electronic address, each by itself and together; a registered SIREN stays. */
export const checkTaxIdentity = (given: TaxIdentity, before: TaxIdentity | null): Check =>
  firstRefused(
    refuseIf(
      !/^[A-Z]{2}$/.test(given.country),
      'COUNTRY_INVALID',
      'country',
      'Give the two capitals of ISO 3166-1, such as FR.',
    ),
    refuseIf(
      given.siren !== null && given.country !== 'FR',
      'SIREN_ABROAD',
      'siren',
      `A SIREN is French; a party in ${given.country} has none.`,
    ),
    given.siren === null ? null : checkSiren('siren', given.siren),
    given.vatNumber === null
      ? null
      : checkVatNumber('vatNumber', given.vatNumber, given.country, given.siren),
    whereGiven(given.siret, (siret) => checkSiret('siret', siret, given.siren)),
    whereGiven(given.endpoint, (endpoint) => checkEndpoint('endpoint', endpoint, given.siren)),
    refuseIf(
      before !== null && before.country !== given.country,
      'COUNTRY_FIXED',
      'country',
      'Its contracts were taxed in that country; register the party abroad under another id.',
    ),
    refuseIf(
      before !== null && before.siren !== null && before.siren !== given.siren,
      'PARTY_IS_ANOTHER',
      'siren',
      `This id belongs to ${before?.siren}; another legal person needs another id.`,
    ),
  );
