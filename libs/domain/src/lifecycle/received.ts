import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { addExact } from '#domain/quantity';
import type { PlatformStatusRecorded } from '#events';
import type { LifecycleDocument } from './commands.js';
import { profileOfIssued } from './profile.js';

/** Told to a platform: that money was received. */
export const RECEIVED_STATUS = 212;

/** What settlements did to a document; cents including VAT. */
export interface MoneyOnDocument {
  /** Received, set off, or brought by credit notes that a receipt used up; of a prepayment invoice its gross. */
  readonly allocatedCents: number;
  /** Gross of the credit notes on it. */
  readonly creditedCents: number;
  /** By which those lowered what was open: that money had never come, and is not given back. */
  readonly loweredCents: number;
}

/**
 * Money that a document has received and keeps. What a credit note takes of money that had come is given back by it,
 * whether it is paid out or used up by another document, which then receives it: over all documents nothing counts
 * twice. Below zero where it gives back what a prepayment had brought: that stands on the prepayment invoice.
 */
export const receivedCents = ({ allocatedCents, creditedCents, loweredCents }: MoneyOnDocument): number =>
  addExact(allocatedCents, loweredCents - creditedCents);

/** Kinds on which money is received; a corrected invoice is another's paper, a credit note gives money back. */
const RECEIVING: ReadonlySet<string> = new Set(['invoice', 'prepayment-invoice', 'self-billed-invoice']);

const FLOWS: Readonly<Record<string, string>> = { B2C: '10.4', B2BINT: '10.2' };

/**
 * Whether a status 212 tells no more than was received and not told yet. Below zero it takes back what was told of
 * money that has since gone back, and no more than that.
 */
export function checkReceipt(
  { status, amountCents }: PlatformStatusRecorded['data'],
  document: LifecycleDocument,
  told: readonly PlatformStatusRecorded['data'][],
  received: number,
): Check {
  if (status !== RECEIVED_STATUS || amountCents === null) return null;
  const { number, kind } = document;
  const toldCents = told.reduce((sum, one) => addExact(sum, one.amountCents ?? 0), 0);
  const dueCents = addExact(received, -toldCents);
  const flow = FLOWS[profileOfIssued(document) ?? ''];
  const says = `${number} has received ${received} cents, and ${toldCents} are told`;
  return firstRefused(
    refuseIf(
      flow !== undefined,
      'STATUS_NOT_FOR_THIS_DOCUMENT',
      'status',
      `What ${number} receives is told in flow ${flow}, not by a status 212: see /v1/reports/e-reporting.`,
    ),
    refuseIf(
      !RECEIVING.has(kind),
      'STATUS_NOT_FOR_THIS_DOCUMENT',
      'status',
      `${number} receives no money itself: tell status 212 of ${document.cites[0]?.number ?? 'the invoice'}, on which it counts.`,
    ),
    refuseIf(
      amountCents === 0,
      'AMOUNT_NOT_POSITIVE',
      'amountCents',
      'Give an amount of at least one cent; below zero where more was told than received.',
    ),
    refuseIf(
      amountCents > Math.max(0, dueCents),
      'AMOUNT_NOT_RECEIVED',
      'amountCents',
      dueCents > 0
        ? `${says}: give at most ${dueCents}.`
        : `${says}: record the money first (record-money-received).`,
    ),
    refuseIf(
      amountCents < Math.min(0, dueCents),
      'AMOUNT_NOT_TOLD',
      'amountCents',
      dueCents < 0 ? `${says}: give at least ${dueCents}.` : `${says}: nothing is to be taken back.`,
    ),
  );
}
