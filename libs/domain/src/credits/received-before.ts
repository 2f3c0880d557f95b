import type { LocalDate } from '#domain/calendar';
import { addExact } from '#domain/quantity';
import type { DocumentIssuedData } from '#events';
import type { Subject } from './left.js';

type Received = NonNullable<DocumentIssuedData['received']>;

/** Prepayments that a document deducted, or the one that it replaced did. */
const prepaymentsOf = ({ prepaid = [], received }: DocumentIssuedData): Received['prepayments'] => [
  ...prepaid.map(({ number, issueDate }) => ({ number, issueDate })),
  ...(received?.prepayments ?? []),
];

/** What came for an invoice before its paper is replaced: the new paper deducts it. Null: nothing did. */
export function receivedOn({ original, money }: Subject): Received | null {
  const { receivedCents: cents, receivedOn: on } = money;
  return cents === 0 || on === null ? null : { cents, on, prepayments: original.received?.prepayments ?? [] };
}

/**
 * What of a credit note the other party is owed, and so is used up at once for the document that is issued beside it:
 * what exceeds what was open. Money stays kept for the same supply, and VAT on it stays due (CGI art. 269-2 c).
 * Null: nothing was paid.
 */
export function usedFor(
  { original, money }: Subject,
  creditCents: number,
  { grossCents }: { readonly grossCents: number },
  on: LocalDate,
): Received | null {
  const owedCents = Math.max(0, addExact(creditCents, -money.openCents));
  const cents = Math.min(owedCents, grossCents);
  return cents === 0 ? null : { cents, on, prepayments: prepaymentsOf(original) };
}
