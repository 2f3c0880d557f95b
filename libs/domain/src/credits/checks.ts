import { checkYearOpen } from '#domain/accounting';
import { firstRefused, refuse, refuseIf, type Check } from '#domain/decision';
import { isCredit, isSelfBilled, partyOfDocument } from '#domain/documents';
import { mandateOn } from '#domain/facts';
import type { CreditContext } from './commands.js';
import type { Subject } from './left.js';

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
