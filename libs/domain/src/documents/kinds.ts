import { exhausted } from '#domain/decision';
import type { PartyRef } from '#domain/rating';
import type { DocumentIssuedData, DocumentKind } from '#events';

/** What `plannedId` writes after the month of a resident's repayment. */
const RESIDENT_TAG = '.repayment.resident.';

/** UNTDID 1001; a repayment is no invoice and has none. */
export const TYPE_CODE: Readonly<Record<DocumentKind, string | null>> = {
  invoice: '380',
  'credit-note': '381',
  'self-billed-invoice': '389',
  'self-billed-credit-note': '261',
  'repayment-statement': null,
  'repayment-correction': null,
  'prepayment-invoice': '386',
  'corrected-invoice': '384',
};

/** Whether a document takes back what an earlier one of its kind stated. Amounts are positive either way. */
export const isCredit = (kind: DocumentKind): boolean =>
  kind === 'credit-note' || kind === 'self-billed-credit-note' || kind === 'repayment-correction';

/** Whether the company sells: to a client, and in its own name. */
export const isSale = (kind: DocumentKind): boolean => !isSelfBilled(kind) && !isRepayment(kind);

/** Whether it is drawn up in an owner's name (CGI art. 289 I-2). */
export const isSelfBilled = (kind: DocumentKind): boolean =>
  kind === 'self-billed-invoice' || kind === 'self-billed-credit-note';

/** Outside VAT, and no invoice. */
export const isRepayment = (kind: DocumentKind): boolean =>
  kind === 'repayment-statement' || kind === 'repayment-correction';

/** The kind that corrects a kind downward. */
export function creditKindOf(kind: DocumentKind): DocumentKind {
  switch (kind) {
    case 'invoice':
    case 'credit-note':
    case 'prepayment-invoice':
    case 'corrected-invoice':
      return 'credit-note';
    case 'self-billed-invoice':
    case 'self-billed-credit-note':
      return 'self-billed-credit-note';
    case 'repayment-statement':
    case 'repayment-correction':
      return 'repayment-correction';
    default:
      return exhausted(kind);
  }
}

/** The name of the event that issues a document. */
export function issuedEventType(kind: DocumentKind) {
  switch (kind) {
    case 'invoice':
      return 'InvoiceIssued';
    case 'credit-note':
      return 'CreditNoteIssued';
    case 'self-billed-invoice':
      return 'SelfBilledInvoiceIssued';
    case 'self-billed-credit-note':
      return 'SelfBilledCreditNoteIssued';
    case 'repayment-statement':
      return 'RepaymentStatementIssued';
    case 'repayment-correction':
      return 'RepaymentCorrectionIssued';
    case 'prepayment-invoice':
      return 'PrepaymentInvoiceIssued';
    case 'corrected-invoice':
      return 'CorrectedInvoiceIssued';
    default:
      return exhausted(kind);
  }
}

/** Series of numbers: one for sales, one for repayments, one per owner whose invoices we draw up. */
export const seriesOf = (kind: DocumentKind, party: PartyRef): string =>
  kind === 'self-billed-invoice' || kind === 'self-billed-credit-note' ? party.id : 'main';

/** The stream of a series: `SeriesOpened`, then documents and nothing else. */
export function seriesStream(kind: DocumentKind, series: string): string {
  switch (kind) {
    case 'invoice':
    case 'credit-note':
    case 'prepayment-invoice':
    case 'corrected-invoice':
      return `invoices-${series}`;
    case 'self-billed-invoice':
    case 'self-billed-credit-note':
      return `statements-${series}`;
    case 'repayment-statement':
    case 'repayment-correction':
      return `repayments-${series}`;
    default:
      return exhausted(kind);
  }
}

const MARK_LENGTH = 17;

/** An owner's id as its numbers show it. Ids that must be shortened or respelt stay apart by a check mark (FNV-1a). */
function ownerMark(owner: string): string {
  const capitals = owner.toUpperCase();
  const spelt = capitals.replace(/[^A-Z0-9]+/g, '-');
  if (spelt === capitals && spelt.length <= MARK_LENGTH) return spelt;
  let hash = 0x811c9dc5;
  for (const sign of owner) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193) >>> 0;
  const check = hash.toString(36).toUpperCase().padStart(7, '0').slice(-5);
  return `${spelt.slice(0, MARK_LENGTH - 1 - check.length)}-${check}`;
}

/** What stands before the number where nobody opened the series by hand: at most 20 of A–Z 0–9 + _ / -. */
export function defaultPrefix(kind: DocumentKind, series: string): string {
  switch (kind) {
    case 'invoice':
    case 'credit-note':
    case 'prepayment-invoice':
    case 'corrected-invoice':
      return 'F-';
    case 'repayment-statement':
    case 'repayment-correction':
      return 'R-';
    case 'self-billed-invoice':
    case 'self-billed-credit-note':
      return `A-${ownerMark(series)}-`;
    default:
      return exhausted(kind);
  }
}

/** Number = first + revision − 1, after the prefix. */
export const numberAt = (
  series: { readonly prefix: string; readonly first: number },
  revision: number,
): string => `${series.prefix}${series.first + revision - 1}`;

/** Whom an issued document concerns. A repayment goes to an owner or a resident: its plan says which. */
export function partyOfDocument(
  document: Pick<DocumentIssuedData, 'kind' | 'planned' | 'seller' | 'buyer'>,
): PartyRef {
  const id = document.seller.party ?? document.buyer.party ?? '';
  switch (document.kind) {
    case 'invoice':
    case 'credit-note':
    case 'prepayment-invoice':
    case 'corrected-invoice':
      return { kind: 'client', id };
    case 'self-billed-invoice':
    case 'self-billed-credit-note':
    case 'repayment-correction':
      return { kind: 'owner', id };
    case 'repayment-statement':
      return { kind: document.planned.slice(7).startsWith(RESIDENT_TAG) ? 'resident' : 'owner', id };
    default:
      return exhausted(document.kind);
  }
}
