import { checkDate } from '#domain/calendar';
import { firstRefused, refuse, refuseIf, type Check } from '#domain/decision';
import type { LifecycleContext, LifecycleDocument } from './commands.js';

/** The document was issued, and the day lies between its issue and today. */
export function checkOn(
  command: { readonly series: string; readonly number: string; readonly on: string },
  { document, today }: LifecycleContext,
): { readonly document: LifecycleDocument } | Exclude<Check, null> {
  if (document === null)
    return refuse(
      'DOCUMENT_UNKNOWN',
      'number',
      `No document ${command.series}/${command.number} was issued; see /v1/documents.`,
    );
  if (today === null)
    return refuse('COMPANY_MISSING', 'company', 'Register the company (RegisterCompany) first.');
  const { on } = command;
  const refused = firstRefused(
    checkDate('on', on),
    refuseIf(on > today, 'DATE_IN_FUTURE', 'on', `Give a day up to today, ${today}.`),
    refuseIf(
      on < document.issueDate,
      'DATE_BEFORE_DOCUMENT',
      'on',
      `${document.number} was issued on ${document.issueDate}: give a day from then on.`,
    ),
  );
  return refused ?? { document };
}

export const checkAmount = (amountCents: number | null, document: LifecycleDocument): Check =>
  amountCents === null
    ? null
    : firstRefused(
        refuseIf(
          amountCents < 1,
          'AMOUNT_NOT_POSITIVE',
          'amountCents',
          'Give an amount of at least one cent.',
        ),
        refuseIf(
          amountCents > document.grossCents,
          'AMOUNT_EXCEEDS_DOCUMENT',
          'amountCents',
          `${document.number} comes to ${document.grossCents} cents; give at most that.`,
        ),
      );
