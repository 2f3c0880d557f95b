import type { DocumentDraft } from './draft.js';

/** What all prepayments together cover of a document. */
export const prepaidTotals = (
  prepaid: DocumentDraft['prepaid'],
): { readonly grossCents: number; readonly vatCents: number } => ({
  grossCents: (prepaid ?? []).reduce((sum, one) => sum + one.grossCents, 0),
  vatCents: (prepaid ?? []).reduce((sum, one) => sum + one.vatCents, 0),
});

type Paid = Pick<DocumentDraft, 'prepaid' | 'received'>;

/** Paid before a document was issued (BT-113): what it deducts, and what was received for the one that it replaces. */
export const paidBeforeCents = ({ prepaid, received }: Paid): number =>
  prepaidTotals(prepaid).grossCents + (received?.cents ?? 0);

/** Whether it was all paid before it was issued. */
export const isPaidWhole = ({ grossCents, ...paid }: Paid & Pick<DocumentDraft, 'grossCents'>): boolean =>
  (paid.prepaid !== undefined || paid.received !== undefined) && paidBeforeCents(paid) === grossCents;

/** What a document says was paid (BT-113): a prepayment invoice says what was received, and is never owed. */
export const paidCentsOf = ({
  kind,
  grossCents,
  ...paid
}: Paid & Pick<DocumentDraft, 'kind' | 'grossCents'>): number =>
  kind === 'prepayment-invoice' ? grossCents : paidBeforeCents(paid);
