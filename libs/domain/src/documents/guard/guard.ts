import { invariant } from '#domain/decision';
import type { DocumentIssuedData } from '#events';
import type { HeldAtRate } from '../vat-totals.js';
import { amountFaults } from './amounts.js';
import type { Fault } from './fault.js';
import { lineFormFaults } from './lines.js';
import { partyFaults } from './parties.js';
import { sentenceFaults } from './sentences.js';
import { termFaults } from './terms.js';
import { textFaults } from './texts.js';
import { vatRuleFaults } from './vat-rules.js';

/** What the guard is told besides the document itself. */
export interface GuardedWith {
  /** Of a credit: what the cited document still holds at each rate. Without it, its VAT is bounded only. */
  readonly held?: readonly HeldAtRate[];
}

/**
 * Everything that keeps a document from being issued: amounts to the cent, decimals, identifiers with their check
 * digits, codes, sentences, VAT categories (EN 16931, XP Z12-012, CGI ann. II art. 242 nonies A). Of a repayment, which
 * is no invoice, the arithmetic and its texts alone. Lines must be whole. Empty where nothing does.
 */
export const guardDocument = (document: DocumentIssuedData, { held }: GuardedWith = {}): readonly Fault[] => [
  ...amountFaults(document, held),
  ...lineFormFaults(document),
  ...termFaults(document),
  ...partyFaults(document),
  ...vatRuleFaults(document),
  ...sentenceFaults(document),
  ...textFaults(document),
];

/**
 * That amounts and entry of a document are exact, whoever made it: looked at for every document in the moment it is
 * issued. Fails (`InvariantBroken`) with the first fault; nothing may be issued then.
 */
export function assertExact(document: DocumentIssuedData, { held }: GuardedWith = {}): DocumentIssuedData {
  const [fault] = amountFaults(document, held);
  invariant(
    fault === undefined,
    `${document.planned}: ${fault?.code ?? ''} at ${fault?.field ?? ''}: ${fault?.remedy ?? ''}`,
  );
  return document;
}
