import type { LocalDate, Month } from '#domain/calendar';
import { invariant } from '#domain/decision';
import { addExact } from '#domain/quantity';
import type { PartyRef } from '#domain/rating';
import type { DocumentIssuedData, DocumentKind, DocumentLine, VatTotal } from '#events';
import type { Language } from './format.js';
import type { HeldAtRate } from './vat-totals.js';

/** A document before it has a number: figures of the cut. Names, addresses and dates come at issue. */
export interface DocumentDraft {
  /** Names it in the plan of its period, for ever. */
  readonly planned: string;
  readonly kind: DocumentKind;
  readonly series: string;
  readonly party: PartyRef;
  /** Month whose close computed it. */
  readonly period: Month;
  readonly language: Language;
  readonly contractReference: string | null;
  readonly paymentDays: number | null;
  readonly vatPoint: DocumentIssuedData['vatPoint'];
  readonly lines: readonly DocumentLine[];
  readonly vat: readonly VatTotal[];
  readonly netCents: number;
  readonly vatCents: number;
  readonly grossCents: number;
  readonly cites: DocumentIssuedData['cites'];
  /** Deducted as paid, oldest prepayment first; absent where nothing was prepaid. */
  readonly prepaid?: NonNullable<DocumentIssuedData['prepaid']>;
  /** What a credit note takes back of a prepayment that invoices did not use up. */
  readonly prepaymentReturned?: NonNullable<DocumentIssuedData['prepaymentReturned']>;
  /** The document that was cancelled and is billed anew by this one; its credit note has its number at issue. */
  readonly replaces?: NonNullable<DocumentIssuedData['replaces']>;
  /** Received already for what it replaces: its money settles it, and it never asks for that again. */
  readonly received?: NonNullable<DocumentIssuedData['received']>;
  /** Why it credits, cancels or corrects an earlier document, where somebody decided so. */
  readonly reason?: string;
  /** When it is due, where that does not run from its issue. */
  readonly dueDate?: LocalDate | null;
  /** Of a credit: what the cited document still held of each rate that it credits, before it. */
  readonly held?: readonly HeldAtRate[];
  /** Why it cannot be issued, as far as the cut tells. */
  readonly obstacles: readonly string[];
}

/** Why a document is set aside whose total would ask the one whom it should pay: hourly prices may be negative. */
export const NEGATIVE_TOTAL = 'NEGATIVE_TOTAL';

export type DraftFields = Omit<DocumentDraft, 'netCents' | 'vatCents' | 'grossCents'>;

/** Adds up rounded lines; what is owed is the document. Fails when VAT totals and lines disagree. */
export function draftOf(fields: DraftFields): DocumentDraft {
  const netCents = fields.lines.reduce((sum, line) => addExact(sum, line.amountCents), 0);
  const baseCents = fields.vat.reduce((sum, total) => addExact(sum, total.baseCents), 0);
  const vatCents = fields.vat.reduce((sum, total) => addExact(sum, total.vatCents), 0);
  invariant(netCents === baseCents, `${fields.planned}: lines are ${netCents}, VAT bases ${baseCents} cents`);
  const grossCents = addExact(netCents, vatCents);
  invariant(
    (grossCents >= 0 && vatCents >= 0) || fields.obstacles.includes(NEGATIVE_TOTAL),
    `${fields.planned} would be negative`,
  );
  return { ...fields, netCents, vatCents, grossCents };
}
