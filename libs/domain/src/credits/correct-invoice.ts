import { monthOf } from '#domain/calendar';
import { accept, firstRefused, isSame, refuse, refuseIf, type Check, type Decision } from '#domain/decision';
import { draftOf, isCredit, partyOfDocument, type DocumentDraft } from '#domain/documents';
import { daysToPay, referenceNow, vatNow } from './as-it-stands.js';
import { checkCorrectable, checkIssuable, checkNotCancelled } from './checks.js';
import type { CorrectInvoice, CreditContext } from './commands.js';
import { leftOf, validPaper, type Subject } from './left.js';
import { correctedPlannedId } from './planned-ids.js';
import { receivedOn } from './received-before.js';
import { checkLeft } from './take-back.js';

/**
 * Replaces the paper of an invoice (type 384): the same lines and figures, parties and references as they stand now.
 * It posts nothing and owes nothing itself; it cites exactly the paper that it replaces, and deducts what was received.
 * Refusals: DOCUMENT_NOT_CORRECTABLE, DOCUMENT_CANCELLED, INVOICE_REPLACED, INVOICE_CREDITED, VAT_TREATMENT_CHANGED,
 * EU_BUYER_WITHOUT_VAT_NUMBER, COMPANY_MISSING, CHART_MISSING, YEAR_LOCKED, NOTHING_LEFT_TO_CREDIT.
 */
export function correctInvoice(
  { number, reason }: CorrectInvoice,
  subject: Subject,
  context: CreditContext,
): Decision<DocumentDraft> {
  const { original } = subject;
  const paper = validPaper(subject);
  const refused = firstRefused(
    checkCorrectable(subject),
    checkNotCancelled(subject),
    refuseIf(
      paper.number !== number,
      'INVOICE_REPLACED',
      'number',
      `${number} was replaced: correct ${paper.number} of ${paper.issueDate}, which is valid now.`,
    ),
    checkIssuable(subject, context),
    checkLeft(leftOf(subject), original.number),
    checkNotCredited(subject),
  );
  if (refused !== null) return refused;
  const treatmentOf = vatNow(original, context.facts);
  if ('refused' in treatmentOf) return treatmentOf;
  const changed = original.lines.some(
    (line) => !isSame(treatmentOf(line), { category: line.vatCategory, rate: line.vatRate }),
  );
  if (changed)
    return refuse(
      'VAT_TREATMENT_CHANGED',
      'number',
      `The VAT of ${number} would be another one now: cancel it and let it be reissued (cancel-document).`,
    );
  return accept(correctedDraft(subject, { number, reason }, context));
}

/** The figures of the paper would no longer be what is owed. */
function checkNotCredited({ original: { number }, later }: Subject): Check {
  const credits = later.filter(({ kind }) => isCredit(kind)).map((credit) => credit.number);
  return refuseIf(
    credits.length > 0,
    'INVOICE_CREDITED',
    'number',
    `${number} was credited by ${credits.slice(0, 5).join(', ')}: cancel it and let it be reissued (cancel-document); the new invoice has what is left.`,
  );
}

function correctedDraft(
  subject: Subject,
  { number, reason }: Pick<CorrectInvoice, 'number' | 'reason'>,
  { facts, issueDate }: CreditContext,
): DocumentDraft {
  const { original } = subject;
  const received = receivedOn(subject);
  return draftOf({
    planned: correctedPlannedId(original, number),
    kind: 'corrected-invoice',
    series: original.series,
    party: partyOfDocument(original),
    period: monthOf(issueDate),
    language: original.language,
    contractReference: referenceNow(original, facts),
    paymentDays: daysToPay(original),
    dueDate: original.dueDate,
    vatPoint: original.vatPoint,
    lines: original.lines.map((line) => ({ ...line })),
    vat: original.vat,
    cites: [validPaper(subject)],
    obstacles: [],
    reason,
    ...(received === null ? {} : { received }),
    ...(original.prepaid === undefined ? {} : { prepaid: original.prepaid }),
  });
}
