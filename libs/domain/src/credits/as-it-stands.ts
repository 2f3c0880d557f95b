import { daysBetween } from '#domain/calendar';
import { refuse, type Refused } from '#domain/decision';
import { partyOfDocument } from '#domain/documents';
import type { Facts } from '#domain/facts';
import { vatOfClient, type VatTreatment } from '#domain/rating';
import type { DocumentIssuedData, DocumentLine } from '#events';

/** Days to pay that were agreed; null: nothing was due. */
export const daysToPay = ({ issueDate, dueDate }: DocumentIssuedData): number | null =>
  dueDate === null ? null : daysBetween(issueDate, dueDate);

/** The client's own reference of the contracts billed, as it stands now; what was printed where none is billed. */
export function referenceNow({ lines, contractReference }: DocumentIssuedData, facts: Facts): string | null {
  const contracts = lines.flatMap(({ key }) => {
    const [, kind, contract] = key.split('|');
    const signed = kind === 'work' ? facts.contracts.get(contract ?? '')?.signed : undefined;
    return signed === undefined || signed === null ? [] : [signed.reference];
  });
  if (contracts.length === 0) return contractReference;
  const references = new Set(contracts);
  return references.size === 1 ? contracts[0]! : null;
}

/**
 * VAT of a client's lines as its registration stands now. A taxed line that stays taxed keeps its rate: that of the
 * days of supply. Lines of owners keep theirs. Refusals: EU_BUYER_WITHOUT_VAT_NUMBER, OWNER_VAT_CHANGED.
 */
export function vatNow(
  original: DocumentIssuedData,
  facts: Facts,
): ((line: DocumentLine) => VatTreatment) | Refused {
  const party = partyOfDocument(original);
  const asStated = ({ vatCategory: category, vatRate: rate }: DocumentLine): VatTreatment => ({
    category,
    rate,
  });
  if (party.kind === 'owner') {
    const deducts = facts.owners.get(party.id)?.registered.vat === 'deducts';
    if (deducts === (original.kind === 'self-billed-invoice')) return asStated;
    return refuse(
      'OWNER_VAT_CHANGED',
      'reissue',
      `${party.id} is not what it was for VAT: cancel without reissue, and settle what is due by agreement.`,
    );
  }
  const client = facts.clients.get(party.id);
  const treatment =
    client === undefined || facts.company === null
      ? 'EU_BUYER_WITHOUT_VAT_NUMBER'
      : vatOfClient(client, facts.company.standardVatRate);
  if (typeof treatment === 'string')
    return refuse(
      treatment,
      'number',
      'A business of the EU is invoiced with its VAT number only: register the client with it first.',
    );
  return (line) => (line.vatCategory === treatment.category ? asStated(line) : treatment);
}
