import { exhausted } from '#domain/decision';
import { FRENCH_SCHEME, endpointOfMail, endpointOfVat } from '#domain/installation';
import type { ClientRegistered, DocumentIssuedData, DocumentParty, Endpoint } from '#events';
import type { DocumentDraft } from './draft.js';
import { isRepayment, isSelfBilled } from './kinds.js';
import type { MentionFacts } from './mentions.js';
import { isPaidWhole } from './prepaid-totals.js';

/**
 * Where e-invoices go: the address that was given; of a French legal person its SIREN, of another business of the EU its
 * VAT number, else its e-mail address; null where none of them is known.
 */
export const endpointOf = (
  given: Endpoint | null | undefined,
  { country, siren, vatNumber }: Pick<DocumentParty, 'country' | 'siren' | 'vatNumber'>,
  email: string | null = null,
): Endpoint | null => {
  if (given !== null && given !== undefined) return given;
  if (country === 'FR') return siren === null ? null : { scheme: FRENCH_SCHEME, id: siren };
  return endpointOfVat(country, vatNumber) ?? endpointOfMail(email);
};

/** Which transaction it is to the French platforms; null where it is no invoice. Monaco is taxed as France is, and abroad. */
export function profileOf(
  draft: Pick<DocumentDraft, 'kind' | 'party'>,
  { client, owner }: Pick<MentionFacts, 'client' | 'owner'>,
): DocumentIssuedData['profile'] {
  if (isRepayment(draft.kind)) return null;
  const country = client?.country ?? owner?.country ?? 'FR';
  if (client?.kind === 'individual') return 'B2C';
  if (country !== 'FR') return 'B2BINT';
  return client?.kind === 'public-body' ? 'B2G' : 'B2B';
}

type PaidBefore = Pick<DocumentDraft, 'kind' | 'grossCents' | 'prepaid' | 'received'>;

const followsPrepayment = ({ prepaid, received }: PaidBefore): boolean =>
  prepaid !== undefined || (received !== undefined && received.prepayments.length > 0);

/**
 * Business process (BT-23) of the French profile: S services, B goods; 1 an invoice, 2 paid already, 4 the invoice
 * after a prepayment. Owners sell electricity, which is goods (directive 2006/112/EC art. 15).
 */
export function processOf(draft: PaidBefore): DocumentIssuedData['process'] {
  const { kind } = draft;
  switch (kind) {
    case 'invoice':
    case 'corrected-invoice':
      return followsPrepayment(draft) ? 'S4' : isPaidWhole(draft) ? 'S2' : 'S1';
    case 'credit-note':
      return 'S1';
    case 'prepayment-invoice':
      return 'S2';
    case 'self-billed-invoice':
      return isPaidWhole(draft) ? 'B2' : 'B1';
    case 'self-billed-credit-note':
      return 'B1';
    case 'repayment-statement':
    case 'repayment-correction':
      return null;
    default:
      return exhausted(kind);
  }
}

type Exemption = DocumentIssuedData['exemptions'][number];
type Agreed = NonNullable<ClientRegistered['data']['vat']>;

/** Whether a document says why no VAT is charged (BT-120, BT-121): not where it is, nor at a rate of zero. */
export const asksForReason = (category: string): boolean => category !== 'S' && category !== 'Z';

/** Why no VAT is charged (BT-120, BT-121), once for each category that asks for a reason; Z and S ask for none. */
export function exemptionsOf(
  { vat, language }: Pick<DocumentDraft, 'vat' | 'language'>,
  agreed: Agreed | null,
): Exemption[] {
  const fr = language === 'fr';
  return [...new Set(vat.map(({ category }) => category))].flatMap((category): Exemption[] => {
    if (!asksForReason(category)) return [];
    if (agreed?.category === category) return [{ category, code: agreed.code, text: agreed.reason }];
    if (category === 'AE')
      return [
        { category, code: 'VATEX-EU-AE', text: fr ? 'Autoliquidation' : 'Reverse charge (autoliquidation)' },
      ];
    if (category === 'O')
      return [
        {
          category,
          code: 'VATEX-EU-O',
          text: fr
            ? 'TVA non applicable : service situé hors de France (art. 259 et suivants du CGI)'
            : 'Outside the scope of French VAT (art. 259 ff. CGI)',
        },
      ];
    if (category === 'G')
      return [
        {
          category,
          code: 'VATEX-EU-G',
          text: fr ? 'Exportation, exonérée de TVA' : 'Export outside the EU, free of VAT',
        },
      ];
    return [
      {
        category,
        code: 'VATEX-FR-FRANCHISE',
        text: fr
          ? 'TVA non applicable, art. 293 B du CGI'
          : 'VAT not applicable (TVA non applicable, art. 293 B du CGI)',
      },
    ];
  });
}

/** Who is paid by transfer, and under which words; null where nothing is, or the account is a person's. */
export function paymentOf(
  draft: DocumentDraft,
  number: string,
  { company, owner }: Pick<MentionFacts, 'company' | 'owner'>,
): DocumentIssuedData['payment'] {
  if (isPaidWhole(draft)) return null;
  if (draft.kind === 'invoice') {
    const { iban, bic, name } = company;
    return { iban, bic, accountName: name, remittance: number };
  }
  const paysOwner = draft.kind === 'self-billed-invoice' || draft.kind === 'repayment-statement';
  if (!paysOwner || owner === null || owner.iban === null) return null;
  return { iban: owner.iban, bic: null, accountName: owner.name, remittance: number };
}

/** What an e-invoice says besides figures, names and mentions. */
export function eInvoiceOf(draft: DocumentDraft, number: string, facts: MentionFacts) {
  return {
    profile: profileOf(draft, facts),
    process: processOf(draft),
    purchaseOrder: facts.references?.purchaseOrder ?? null,
    buyerReference: facts.references?.buyerReference ?? null,
    payment: paymentOf(draft, number, facts),
    exemptions:
      isSelfBilled(draft.kind) || isRepayment(draft.kind)
        ? []
        : exemptionsOf(draft, facts.client?.vat ?? null),
    daily: facts.daily ?? null,
  } satisfies Partial<DocumentIssuedData>;
}
