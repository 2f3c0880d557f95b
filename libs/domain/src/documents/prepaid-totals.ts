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
