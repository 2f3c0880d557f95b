import { isEuCountry } from '#domain/installation';
import type { ClientRegistered } from '#events';
import type { VatTreatment } from './charge.js';

/** Monaco is French territory for VAT. */
const FRANCE = new Set(['FR', 'MC']);

/**
 * VAT of services sold to a client: what was agreed with the tax adviser, where something was; else (CGI art. 259,
 * 283-2) the French rate at home, none (E) where the company itself charges none (rate 0: franchise, CGI art. 293 B),
 * reverse charge for businesses of the EU, outside the scope elsewhere. An EU buyer without VAT number cannot be
 * invoiced yet.
 */
export function vatOfClient(
  client: ClientRegistered['data'],
  standardRate: string,
): VatTreatment | 'EU_BUYER_WITHOUT_VAT_NUMBER' {
  if (client.vat !== null && client.vat !== undefined) return { category: client.vat.category, rate: '0' };
  if (FRANCE.has(client.country)) return { category: standardRate === '0' ? 'E' : 'S', rate: standardRate };
  if (!isEuCountry(client.country)) return { category: 'O', rate: '0' };
  return client.vatNumber !== null && client.kind !== 'individual'
    ? { category: 'AE', rate: '0' }
    : 'EU_BUYER_WITHOUT_VAT_NUMBER';
}
