import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { isEuCountry } from '#domain/installation';
import type { Client } from '#domain/parties';

/** Overseas departments: within France, but with VAT of their own or none (CGI art. 294). */
const OVERSEAS: readonly string[] = ['GP', 'MQ', 'RE', 'GF', 'YT'];

/**
 * Whether we know how to tax what this client buys. France: at the standard rate. Elsewhere in the EU: the buyer
 * owes the VAT, which needs its number. Everything else is refused at the contract, not guessed on the invoice.
 */
export const checkVatTerritory = (client: Client): Check =>
  firstRefused(
    refuseIf(
      OVERSEAS.includes(client.country),
      'VAT_OVERSEAS_NOT_CONFIGURED',
      'client',
      'No VAT rule is configured for overseas departments.',
    ),
    refuseIf(
      client.country !== 'FR' && !isEuCountry(client.country),
      'VAT_EXPORT_NOT_CONFIGURED',
      'client',
      'No VAT rule is configured for clients outside the EU.',
    ),
    refuseIf(
      client.country !== 'FR' && client.kind === 'individual',
      'VAT_OSS_NOT_CONFIGURED',
      'client',
      'A consumer elsewhere in the EU is taxed at home (OSS), which is not configured.',
    ),
    refuseIf(
      client.country !== 'FR' && client.vatNumber === null,
      'VAT_NUMBER_MISSING',
      'client',
      'Register its VAT number: without it the reverse charge does not apply.',
    ),
  );
