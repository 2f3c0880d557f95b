import type { Address, Party } from '../e-invoice/index.js';
import { NOTHING, element, leaf, type Xml } from '../xml/index.js';

/** BG-4, BG-7. */
export const ublParty = (of: Party, legalMention: string | null): Xml =>
  element(
    'cac:Party',
    leaf('cbc:EndpointID', of.endpoint?.id ?? null, 'schemeID', of.endpoint?.scheme),
    element('cac:PartyIdentification', leaf('cbc:ID', of.siret, 'schemeID', '0009')),
    address(of.address),
    of.vatNumber === null
      ? NOTHING
      : element(
          'cac:PartyTaxScheme',
          leaf('cbc:CompanyID', of.vatNumber),
          element('cac:TaxScheme', leaf('cbc:ID', 'VAT')),
        ),
    element(
      'cac:PartyLegalEntity',
      leaf('cbc:RegistrationName', of.name),
      leaf('cbc:CompanyID', of.siren, 'schemeID', '0002'),
      leaf('cbc:CompanyLegalForm', legalMention),
    ),
  );

const address = ({ lines: [one, two, three], postcode, city, country }: Address): Xml =>
  element(
    'cac:PostalAddress',
    leaf('cbc:StreetName', one),
    leaf('cbc:AdditionalStreetName', two),
    leaf('cbc:CityName', city),
    leaf('cbc:PostalZone', postcode),
    element('cac:AddressLine', leaf('cbc:Line', three)),
    element('cac:Country', leaf('cbc:IdentificationCode', country)),
  );
