import type { DocumentIssuedData, DocumentRendered } from '#events';
import { foldEntries } from './fold-entry.js';
import { foldPage, foldTransaction } from './fold-lifecycle.js';
import type { FoldState, Place } from './fold-state.js';

/** An issued document, its postings, and that its plan is fulfilled. */
export function foldIssued(state: FoldState, data: DocumentIssuedData, place: Place): void {
  state.changes.put('document', {
    series: data.series,
    number: data.number,
    revision: place.revision,
    idx: place.index,
    planned: data.planned,
    kind: data.kind,
    party: data.buyer.party ?? data.seller.party ?? '',
    period: data.period,
    cut_index: data.cutIndex,
    issue_date: data.issueDate,
    due_date: data.dueDate,
    net_cents: data.netCents,
    vat_cents: data.vatCents,
    gross_cents: data.grossCents,
    prepaid_cents: (data.prepaid ?? []).reduce((sum, one) => sum + one.grossCents, 0),
  });
  usesOf(data).forEach(({ number, grossCents, vatCents }, ord) => {
    state.changes.put('prepayment_use', {
      idx: place.index,
      ord,
      series: data.series,
      prepayment: number,
      number: data.number,
      gross_cents: grossCents,
      vat_cents: vatCents,
    });
  });
  foldTransaction(state, data, place);
  foldEntries(state, [data.entry], place);
  state.changes.plannedStatus.push({ planned: data.planned, status: 'issued', reasons: '[]' });
}

/** What a document takes of prepayments: an invoice deducts, a credit note returns. A corrected invoice is another's paper. */
function usesOf({ kind, prepaid = [], prepaymentReturned }: DocumentIssuedData) {
  if (kind === 'corrected-invoice') return [];
  return prepaymentReturned === undefined ? prepaid : [prepaymentReturned];
}

export function foldRendered(state: FoldState, event: DocumentRendered, place: Place): void {
  const { series, number, format, sha256, bytes } = event.data;
  state.changes.put('document_file', { series, number, format, sha256, bytes });
  if (format === 'pdf') foldPage(state, event, place);
}
