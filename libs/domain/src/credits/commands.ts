import type { LocalDate } from '#domain/calendar';
import type { Facts } from '#domain/facts';

/** Why a part of a document is given back. */
export const CREDIT_REASONS = ['gesture', 'error', 'not-delivered', 'returned', 'other'] as const;
export type CreditReason = (typeof CREDIT_REASONS)[number];

/** Gives back a part of a document, or all that is left of it. */
export interface CreditDocument {
  readonly type: 'CreditDocument';
  /** A name of its own: the same credit told again is made once. */
  readonly credit: string;
  readonly series: string;
  readonly number: string;
  /** Net cents by place of the line, from 1; null: all that is left. */
  readonly lines: readonly { readonly line: number; readonly netCents: number }[] | null;
  readonly reason: CreditReason;
  readonly text: string;
}

/** Takes back all that is left of a document, and bills it anew where it is to be reissued. */
export interface CancelDocument {
  readonly type: 'CancelDocument';
  readonly series: string;
  readonly number: string;
  readonly reissue: boolean;
  readonly reason: string;
}

/** Replaces the paper of an invoice (type 384): the same figures, other names or references. */
export interface CorrectInvoice {
  readonly type: 'CorrectInvoice';
  readonly series: string;
  readonly number: string;
  readonly reason: string;
}

export type CreditCommand = CreditDocument | CancelDocument | CorrectInvoice;

/** What is so when a document is to be credited. */
export interface CreditContext {
  readonly facts: Facts;
  /** Date that the new documents will have. */
  readonly issueDate: LocalDate;
}
