import { checkYearOpen } from '#domain/accounting';
import { firstRefused, refuse, refuseIf, type Check } from '#domain/decision';
import { isCredit, isSelfBilled, partyOfDocument } from '#domain/documents';
import { mandateOn } from '#domain/facts';
import type { CreditContext } from './commands.js';
import type { Subject } from './left.js';
import { cancelPlannedId } from './planned-ids.js';

/** Books are open on the day, and an owner's documents are drawn up under its mandate (CGI art. 289 I-2). */
export function checkIssuable({ original }: Subject, { facts, issueDate }: CreditContext): Check {
  if (facts.company === null)
    return refuse('COMPANY_MISSING', 'company', 'Register the company (RegisterCompany) first.');
  if (facts.chart === null)
    return refuse('CHART_MISSING', 'chart', 'Set the chart of accounts (SetChartOfAccounts) first.');
  const owner = facts.owners.get(partyOfDocument(original).id);
  const mandate = owner === undefined ? null : mandateOn(owner, issueDate);
  return firstRefused(
    checkYearOpen(facts.lockedYears, 'number', issueDate),
    refuseIf(
      isSelfBilled(original.kind) && mandate === null,
      'MANDATE_MISSING',
      'number',
      `Record the mandate of ${owner?.registered.name ?? 'the owner'} in force on ${issueDate} (GiveMandate) first.`,
    ),
  );
}

/** Credit notes are final, and nothing is ever claimed from a resident. */
export function checkCreditable({ original }: Subject): Check {
  const { number, kind } = original;
  return firstRefused(
    refuseIf(
      isCredit(kind),
      'DOCUMENT_NOT_CREDITABLE',
      'number',
      `${number} is a credit note: name the document that it corrects.`,
    ),
    refuseIf(
      partyOfDocument(original).kind === 'resident',
      'RESIDENT_NOT_CREDITED',
      'number',
      `${number} is a resident's statement, of which nothing is claimed back: later statements bear what changes.`,
    ),
  );
}

/** Only invoices of services have a paper to replace; what mends another document, its kind says. */
export const checkCorrectable = ({ original }: Pick<Subject, 'original'>): Check =>
  refuseIf(
    original.kind !== 'invoice',
    'DOCUMENT_NOT_CORRECTABLE',
    'number',
    `${original.number} is no invoice of services (type 380): ${insteadOf(original)}.`,
  );

function insteadOf(original: Subject['original']): string {
  const { kind, cites } = original;
  if (isCredit(kind))
    return `credit notes are final. Name ${cites[0]?.number ?? 'the document that it credits'} in what you decide next`;
  if (partyOfDocument(original).kind === 'resident')
    return 'a statement to a resident stays, and the next ones bear what changes. Register the resident as the next ones should name them';
  if (kind === 'prepayment-invoice')
    return 'cancel it without reissue (cancel-document), pay the money back (record-money-paid), and record it anew once the client is as it should be';
  return 'cancel it, and let it be reissued (cancel-document)';
}

/** What was cancelled has no paper that is valid. */
export function checkNotCancelled({ original, later }: Pick<Subject, 'original' | 'later'>): Check {
  const cancelled = cancelPlannedId(original);
  const credit = later.find(({ planned }) => planned === cancelled);
  return refuseIf(
    credit !== undefined,
    'DOCUMENT_CANCELLED',
    'number',
    `${original.number} was cancelled by ${credit?.number ?? ''}: correct the invoice that was issued in its place, if there is one.`,
  );
}
