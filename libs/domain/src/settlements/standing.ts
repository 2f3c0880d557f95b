import { invariant } from '#domain/decision';
import { addExact, Decimal, toCents } from '#domain/quantity';
import type { SettledDocument } from './settled-document.js';

/** What happened to a document: money for it (also set off), or a credit note that lowered it. */
export type Step =
  | { readonly kind: 'money'; readonly cents: number }
  | { readonly kind: 'credit'; readonly cents: number; readonly waitingVatCents: number };

/** What a document still awaits. */
export interface Standing {
  readonly openCents: number;
  /** VAT on receipts that is not due yet. */
  readonly waitingVatCents: number;
}

/** vat × paid ÷ debt, half away from zero. */
const proportion = (vatCents: number, paidCents: number, debtCents: number): number =>
  toCents(new Decimal(vatCents).times(paidCents).div(debtCents).div(100));

/**
 * VAT on receipts falls due in proportion (CGI art. 269-2 c): after all receipts so far, VAT × paid ÷ debt, rounded
 * once on the sum, so that the last receipt takes what is left. A credit note lowers debt and waiting VAT first.
 */
export function standingOf(document: SettledDocument, steps: readonly Step[]): Standing {
  let debt = document.debtCents;
  let vat = document.waitingVatCents;
  let paid = 0;
  let due = 0;
  for (const step of steps) {
    if (step.kind === 'credit') {
      debt = addExact(debt, -step.cents);
      vat = addExact(vat, -step.waitingVatCents);
      continue;
    }
    paid = addExact(paid, step.cents);
    due = Math.max(due, paid >= debt ? vat : Math.min(vat, proportion(vat, paid, debt)));
  }
  const standing = { openCents: debt - paid, waitingVatCents: vat - due };
  invariant(
    standing.openCents >= 0 && standing.waitingVatCents >= 0,
    `${document.number} is settled by more than it states`,
  );
  return standing;
}

/** VAT that falls due when so much more is received. */
export const vatFallingDue = (document: SettledDocument, steps: readonly Step[], cents: number): number =>
  standingOf(document, steps).waitingVatCents -
  standingOf(document, [...steps, { kind: 'money', cents }]).waitingVatCents;

/**
 * What a credit note does to the document it cites: it lowers what is open, and takes waiting VAT first; the one
 * that exhausts the open amount takes all that waits. The rest of its VAT was due already (`dueVatCents`, negative
 * where a last cent of the cited document falls due by it), the rest of its amount is owed to the other party.
 */
export function creditOn(
  credit: SettledDocument,
  { openCents, waitingVatCents }: Standing,
): { readonly cents: number; readonly waitingVatCents: number; readonly dueVatCents: number } {
  const cents = Math.min(credit.debtCents, openCents);
  if (!credit.vatOnReceipts) return { cents, waitingVatCents: 0, dueVatCents: 0 };
  const taken = cents === openCents ? waitingVatCents : Math.min(waitingVatCents, credit.vatCents);
  return { cents, waitingVatCents: taken, dueVatCents: credit.vatCents - taken };
}
