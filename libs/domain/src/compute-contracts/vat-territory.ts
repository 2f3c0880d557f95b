import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { isEuCountry } from '#domain/installation';
import type { Client } from '#domain/parties';

/** Overseas departments: within France, but with VAT of their own or none (CGI art. 294). */
const OVERSEAS: readonly string[] = ['GP', 'MQ', 'RE', 'GF', 'YT'];

/** Territories taxed at the French rate: France itself, and Monaco. */
const AT_HOME: readonly string[] = ['FR', 'MC'];

/**
 * Whether we know how to tax what this client buys. At home: at the standard rate. Elsewhere in the EU: the buyer
 * owes the VAT, which needs its number. Outside the EU: outside the scope. What we do not know is refused at the
 * contract, not guessed on the invoice. A treatment agreed with the tax adviser, registered with the client, is known.
 */
export function checkVatTerritory(client: Client): Check {
  if (client.vat !== null && client.vat !== undefined) return null;
  const elsewhereInEu = !AT_HOME.includes(client.country) && isEuCountry(client.country);
  return firstRefused(
    refuseIf(
      OVERSEAS.includes(client.country),
      'VAT_OVERSEAS_NOT_CONFIGURED',
      'client',
      'No VAT rule is configured for overseas departments.',
    ),
    refuseIf(
      elsewhereInEu && client.kind === 'individual',
      'VAT_OSS_NOT_CONFIGURED',
      'client',
      'A consumer elsewhere in the EU is taxed at home (OSS), which is not configured.',
    ),
    refuseIf(
      elsewhereInEu && client.vatNumber === null,
      'VAT_NUMBER_MISSING',
      'client',
      'Register its VAT number: without it the reverse charge does not apply.',
    ),
  );
}
