import { monthOf } from '#domain/calendar';
import { creditKindOf, draftOf, heldByRates, partyOfDocument, type DocumentDraft } from '#domain/documents';
import { addExact } from '#domain/quantity';
import type { DocumentLine, VatTotal } from '#events';
import type { CreditContext } from './commands.js';
import { leftOf, validPaper, type Subject } from './left.js';

const REASON_LENGTH = 200;

/** A credit note of a decision: it cites the valid paper, in the language and the series of what it credits. */
export function creditDraft(
  subject: Subject,
  { issueDate }: CreditContext,
  note: {
    readonly planned: string;
    readonly lines: readonly DocumentLine[];
    readonly vat: readonly VatTotal[];
    readonly reason: string;
  },
): DocumentDraft {
  const { original } = subject;
  const { lines, vat, planned, reason } = note;
  const draft = draftOf({
    planned,
    kind: creditKindOf(original.kind),
    series: original.series,
    party: partyOfDocument(original),
    period: monthOf(issueDate),
    language: original.language,
    contractReference: original.contractReference,
    paymentDays: null,
    vatPoint: original.vatPoint,
    lines,
    vat,
    held: heldByRates(lines, leftOf(subject).at),
    cites: [validPaper(subject)],
    obstacles: [],
    reason: reason.slice(0, REASON_LENGTH),
  });
  if (original.kind !== 'prepayment-invoice') return draft;
  const { netCents, vatCents } = draft;
  const prepaymentReturned = {
    number: original.number,
    grossCents: addExact(netCents, vatCents),
    vatCents,
  };
  return { ...draft, prepaymentReturned };
}
