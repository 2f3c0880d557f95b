import {
  accept,
  firstRefused,
  isSame,
  payloadOf,
  refuse,
  refuseIf,
  type Check,
  type Decision,
} from '#domain/decision';
import { isCredit } from '#domain/documents';
import type { DisputeSettled, DocumentDisputed } from '#events';
import { checkAmount, checkOn } from './checks.js';
import type {
  DisputeDocument,
  LifecycleContext,
  LifecycleDocument,
  LifecycleState,
  SettleDispute,
} from './commands.js';

export function disputeDocument(
  command: DisputeDocument,
  { disputes }: LifecycleState,
  context: LifecycleContext,
): Decision<DocumentDisputed> {
  const data = payloadOf(command);
  const known = disputes.get(data.dispute);
  if (known !== undefined)
    return isSame(known.raised, data)
      ? accept()
      : refuse(
          'DISPUTE_ID_TAKEN',
          'dispute',
          `${data.dispute} is another dispute of this document; give it an id of its own.`,
        );
  const found = checkOn(data, context);
  if ('refused' in found) return found;
  return checkAmount(data.amountCents, found.document) ?? accept({ type: 'DocumentDisputed', data });
}

export function settleDispute(
  command: SettleDispute,
  { disputes }: LifecycleState,
  context: LifecycleContext,
): Decision<DisputeSettled> {
  const data = payloadOf(command);
  const found = checkOn(data, context);
  if ('refused' in found) return found;
  const known = disputes.get(data.dispute);
  if (known === undefined)
    return refuse(
      'DISPUTE_UNKNOWN',
      'dispute',
      `${data.number} has no dispute ${data.dispute}; raise it with dispute-document, or mend its id.`,
    );
  if (known.settled !== null)
    return isSame(known.settled, data)
      ? accept()
      : refuse(
          'DISPUTE_OVER',
          'dispute',
          `It was settled on ${known.settled.on} (${known.settled.outcome}); raise a new one.`,
        );
  const refused = firstRefused(
    refuseIf(
      data.on < known.raised.on,
      'DATE_BEFORE_DISPUTE',
      'on',
      `It was raised on ${known.raised.on}: give a day from then on.`,
    ),
    checkCredit(data, found.document, context.credit),
  );
  return refused ?? accept({ type: 'DisputeSettled', data });
}

/** A dispute that ends in a credit names a credit note on this document; no other end has one. */
function checkCredit(
  { outcome, creditNote, series, on }: DisputeSettled['data'],
  document: LifecycleDocument,
  credit: LifecycleDocument | null,
): Check {
  if (outcome !== 'credited')
    return refuseIf(
      creditNote !== null,
      'CREDIT_NOTE_UNUSED',
      'creditNote',
      'Name a credit note only where the outcome is credited.',
    );
  if (creditNote === null)
    return refuse('CREDIT_NOTE_MISSING', 'creditNote', 'Name the credit note that settles it.');
  if (credit === null)
    return refuse(
      'DOCUMENT_UNKNOWN',
      'creditNote',
      `No document ${series}/${creditNote} was issued; see /v1/documents.`,
    );
  return firstRefused(
    refuseIf(
      !isCredit(credit.kind) || !credit.cites.some(({ number }) => number === document.number),
      'CREDIT_NOTE_OF_ANOTHER',
      'creditNote',
      `${creditNote} does not credit ${document.number}.`,
    ),
    refuseIf(
      on < credit.issueDate,
      'DATE_BEFORE_DOCUMENT',
      'on',
      `${creditNote} was issued on ${credit.issueDate}: give a day from then on.`,
    ),
  );
}
