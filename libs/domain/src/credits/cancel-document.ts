import { monthOf } from '#domain/calendar';
import { accept, firstRefused, refuseIf, type Check, type Decision } from '#domain/decision';
import { draftOf, partyOfDocument, vatTotals, type DocumentDraft } from '#domain/documents';
import { daysToPay, referenceNow, vatNow } from './as-it-stands.js';
import { checkCreditable, checkIssuable } from './checks.js';
import type { CancelDocument, CreditContext } from './commands.js';
import { creditDraft } from './credit-draft.js';
import { creditKey } from './credit-keys.js';
import { cancelledWord, reissuedLine } from './credit-lines.js';
import { leftOf, validPaper, type Left, type Subject } from './left.js';
import { cancelPlannedId, reissuePlannedId } from './planned-ids.js';
import { usedFor } from './received-before.js';
import { checkLeft, takenBack } from './take-back.js';

const CITES_MAX = 50;

/**
 * Takes back all that is left of a document. Without reissue its amounts are not billed again: the credit's lines have
 * keys of their own. With it the same lines are billed anew, with names, references and VAT as they stand now: credit
 * and new document keep the keys of the original, so that later adjustments compare with the new one and cite it.
 * Answers the credit note and, where there is one, the new document: they are issued together or not at all.
 * Money that came for the original, and prepayments that it deducted, stay with the party: the part of the credit note
 * that exceeds what was open is owed to it, and used up for the new document, which says so (`received`).
 * Without reissue it is to be paid out.
 * Refusals: those of `creditDocument` without its lines; PREPAYMENT_NOT_REISSUED, EU_BUYER_WITHOUT_VAT_NUMBER,
 * OWNER_VAT_CHANGED.
 */
export function cancelDocument(
  { reissue, reason }: CancelDocument,
  subject: Subject,
  context: CreditContext,
): Decision<DocumentDraft> {
  const { original } = subject;
  const left = leftOf(subject);
  const refused = firstRefused(
    checkCreditable(subject),
    checkIssuable(subject, context),
    checkLeft(left, original.number),
    reissue ? checkReissuable(subject) : null,
  );
  if (refused !== null) return refused;
  const credited = takenBack(
    subject,
    left,
    (line, place) => (reissue ? line.key : creditKey(original.number, place)),
    cancelledWord(original.language),
  );
  const credit = creditDraft(subject, context, {
    planned: cancelPlannedId(original),
    reason,
    ...credited,
  });
  if (!reissue) return accept(credit);
  const reissued = reissuedDraft(subject, left, context);
  if ('refused' in reissued) return reissued;
  const { draft } = reissued;
  const received = usedFor(subject, credit.grossCents, draft, context.issueDate);
  return accept(credit, received === null ? draft : { ...draft, received });
}

const checkReissuable = ({ original: { kind, number } }: Subject): Check =>
  refuseIf(
    kind === 'prepayment-invoice',
    'PREPAYMENT_NOT_REISSUED',
    'reissue',
    `${number} says what was received: cancel it without reissue, pay it back, and record the money anew.`,
  );

function reissuedDraft(
  subject: Subject,
  left: Left,
  { facts, issueDate }: CreditContext,
): { readonly draft: DocumentDraft } | Exclude<Check, null> {
  const { original } = subject;
  const treatmentOf = vatNow(original, facts);
  if ('refused' in treatmentOf) return treatmentOf;
  const paper = validPaper(subject);
  const lines = original.lines.flatMap((line, i) => {
    const leftCents = left.lines[i]!;
    // A line that came to nothing says what was used; one that was credited whole says nothing any more.
    if (leftCents === 0 && line.amountCents !== 0) return [];
    const { category: vatCategory, rate: vatRate } = treatmentOf(line);
    return [{ ...reissuedLine(line, original, paper.number, leftCents), vatCategory, vatRate }];
  });
  const taxed = lines.some(({ vatCategory }) => vatCategory === 'S');
  const ofClient = original.kind === 'invoice';
  return {
    draft: draftOf({
      planned: reissuePlannedId(original),
      kind: original.kind,
      series: original.series,
      party: partyOfDocument(original),
      period: monthOf(issueDate),
      language: original.language,
      contractReference: referenceNow(original, facts),
      paymentDays: daysToPay(original),
      vatPoint: ofClient ? (taxed ? (facts.company?.vatPoint ?? 'receipts') : 'none') : original.vatPoint,
      lines,
      vat: vatTotals(lines),
      cites: [paper, ...original.cites].slice(0, CITES_MAX),
      replaces: { ...paper, creditNote: null },
      obstacles: [],
    }),
  };
}
