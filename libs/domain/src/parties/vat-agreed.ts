import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { isEuCountry } from '#domain/installation';
import type { ClientRegistered } from '#events';

type Client = Pick<ClientRegistered['data'], 'country' | 'kind' | 'vatNumber'>;
type Agreed = NonNullable<ClientRegistered['data']['vat']>;

/** VATEX codes of one category alone (EN 16931 code lists); all others are those of exemptions (E). */
const CATEGORY_OF_CODE: Readonly<Record<string, string>> = {
  'VATEX-EU-O': 'O',
  'VATEX-EU-G': 'G',
  'VATEX-EU-AE': 'AE',
  'VATEX-EU-IC': 'K',
};

const fits = ({ category, code }: Agreed): boolean =>
  code === null ||
  (/^VATEX-(EU|FR)-[A-Z0-9-]{1,30}$/.test(code) && (CATEGORY_OF_CODE[code] ?? 'E') === category);

/**
 * Treatments that no tax adviser agrees to, whatever the reason: in France services are taxed, or exempt (E), or outside
 * the scope (O) for a reason that has a code; a business of the EU with its VAT number owes the VAT itself, or its
 * services are exempt; nothing within the EU is an export (G). Refusals: VAT_TREATMENT_UNFIT, VAT_REASON_CODE_MISSING,
 * VAT_REASON_CODE_INVALID.
 */
export function checkVatAgreed(agreed: Agreed, client: Client): Check {
  const { category, code } = agreed;
  const france = client.country === 'FR' || client.country === 'MC';
  const eu = isEuCountry(client.country);
  const owesItself = eu && !france && client.vatNumber !== null && client.kind !== 'individual';
  return firstRefused(
    refuseIf(
      eu && category === 'G',
      'VAT_TREATMENT_UNFIT',
      'vat.category',
      `G is for exports out of the EU, which ${client.country} belongs to.`,
    ),
    refuseIf(
      france && category === 'Z',
      'VAT_TREATMENT_UNFIT',
      'vat.category',
      'France has no rate of zero: give E or O with the code of the reason, or leave it out.',
    ),
    refuseIf(
      owesItself && category !== 'E',
      'VAT_TREATMENT_UNFIT',
      'vat.category',
      'A business of the EU with its VAT number owes the VAT itself (AE): leave it out, or give E with the reason.',
    ),
    refuseIf(
      france && code === null,
      'VAT_REASON_CODE_MISSING',
      'vat.code',
      'In France services are taxed unless a named reason says otherwise: give its VATEX code.',
    ),
    refuseIf(
      !fits(agreed),
      'VAT_REASON_CODE_INVALID',
      'vat.code',
      'Give a VATEX code of that category: VATEX-EU-O for O, VATEX-EU-G for G, another one for E, none for Z.',
    ),
    refuseIf(
      category === 'Z' && code !== null,
      'VAT_REASON_CODE_INVALID',
      'vat.code',
      'A rate of zero (Z) bears no reason code.',
    ),
  );
}
