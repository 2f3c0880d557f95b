import type { DocumentDraft } from './draft.js';

/** What all prepayments together cover of a document. */
export const prepaidTotals = (
  prepaid: DocumentDraft['prepaid'],
): { readonly grossCents: number; readonly vatCents: number } => ({
  grossCents: (prepaid ?? []).reduce((sum, one) => sum + one.grossCents, 0),
  vatCents: (prepaid ?? []).reduce((sum, one) => sum + one.vatCents, 0),
});

/** Whether nothing is left to pay. */
export const isPrepaidWhole = ({ prepaid, grossCents }: DocumentDraft): boolean =>
  prepaid !== undefined && prepaidTotals(prepaid).grossCents === grossCents;

/** What a document says was paid (BT-113): a prepayment invoice says what was received, and is never owed. */
export const paidCentsOf = ({
  kind,
  grossCents,
  prepaid,
}: Pick<DocumentDraft, 'kind' | 'grossCents' | 'prepaid'>): number =>
  kind === 'prepayment-invoice' ? grossCents : prepaidTotals(prepaid).grossCents;
