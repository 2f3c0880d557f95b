import { exhausted } from '#domain/decision';
import type { Month } from '#domain/calendar';
import type { PartyRef } from '#domain/rating';
import type { DocumentKind } from '#events';

function tagOf(kind: DocumentKind, party: PartyRef): string {
  switch (kind) {
    case 'invoice':
      return 'invoice';
    case 'credit-note':
      return 'credit';
    case 'self-billed-invoice':
      return 'self-billed';
    case 'self-billed-credit-note':
      return 'self-credit';
    case 'repayment-statement':
      return `repayment.${party.kind}`;
    case 'repayment-correction':
      return 'correction';
    case 'prepayment-invoice':
      return 'prepayment';
    case 'corrected-invoice':
      return 'corrected';
    default:
      return exhausted(kind);
  }
}

/** Id of a document in the plan of its period: month, kind, party, and a count where there are several. */
export const plannedId = (period: Month, kind: DocumentKind, party: PartyRef, ordinal = 0): string =>
  [period, tagOf(kind, party), party.id, ...(ordinal === 0 ? [] : [String(ordinal)])].join('.');

/** Id of the invoice of a prepayment: one for every receipt. */
export const prepaymentPlannedId = (on: string, receipt: string): string =>
  `${on.slice(0, 7)}.prepayment.${receipt}`;
