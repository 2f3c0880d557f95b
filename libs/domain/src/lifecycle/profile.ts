import { isRepayment, isSelfBilled } from '#domain/documents';
import type { DocumentIssuedData } from '#events';

/** Countries whose businesses France treats as its own for VAT: Monaco is one (convention of 1963). */
const DOMESTIC: ReadonlySet<string> = new Set(['FR', 'MC']);

/**
 * Which transaction a document is. Documents of before the e-invoicing reform say nothing of it: a party that stands
 * sealed is a person, one abroad is a business abroad, any other a business here. Null: a repayment.
 */
export function profileOfIssued(
  document: Pick<DocumentIssuedData, 'kind' | 'profile' | 'seller' | 'buyer'>,
): DocumentIssuedData['profile'] {
  if (isRepayment(document.kind)) return null;
  if (document.profile !== null) return document.profile;
  const party = isSelfBilled(document.kind) ? document.seller : document.buyer;
  if ('person' in party.identity) return 'B2C';
  return DOMESTIC.has(party.country) ? 'B2B' : 'B2BINT';
}
