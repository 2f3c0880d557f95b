import type { LocalDate } from '#domain/calendar';
import { heldOf, isCredit, type DocumentDraft, type Held, type Prepayment } from '#domain/documents';
import { addExact } from '#domain/quantity';
import type { DocumentIssuedData, DocumentLine, VatTotal } from '#events';
import { creditedPlace } from './credit-keys.js';
import { papersOf, type Cited } from './papers.js';

/** A document that is to be credited, cancelled or corrected, and all that happened to it. */
export interface Subject {
  /** The one that posted and is owed: never a corrected invoice. */
  readonly original: DocumentIssuedData;
  /** Credit notes on it and corrected invoices for it, in the order of their issue, with all lines. */
  readonly later: readonly DocumentIssuedData[];
  /** Credit notes on it that wait to be issued: what they will take is taken already. */
  readonly waiting: readonly DocumentDraft[];
  /** What its settlements say of it so far. */
  readonly money: SubjectMoney;
  /** What a prepayment invoice still holds; null for any other document, and where it holds nothing. */
  readonly prepayment: Prepayment | null;
}

/** Money on a document: received, paid or set off; of what is open credit notes have taken theirs. */
export interface SubjectMoney {
  readonly openCents: number;
  readonly receivedCents: number;
  /** Value date of the last of it; null: none came. */
  readonly receivedOn: LocalDate | null;
}

/** What a document still holds, in cents. */
export interface Left {
  /** Net, by line in its order. A line below zero holds less than nothing. */
  readonly lines: readonly number[];
  /** One total for each category and rate of the document. */
  readonly vat: readonly VatTotal[];
  readonly at: (category: string, rate: string) => Held;
  readonly netCents: number;
  readonly vatCents: number;
}

/** The paper that credit notes cite: the latest valid one. */
export const validPaper = ({ original, later }: Subject): Cited => papersOf(later).latestOf(original);

/** The place (from 0) in a document of the line that a credit line lowers; −1: none. */
export function placeOfCredited(lines: readonly DocumentLine[], credit: DocumentLine): number {
  const place = creditedPlace(credit);
  return place === null ? lines.findIndex(({ key }) => key === credit.key) : place - 1;
}

/** What is left of a document once all credit notes on it, issued or waiting, have taken theirs. */
export function leftOf(subject: Subject): Left {
  const { original, later, waiting, prepayment } = subject;
  if (original.kind === 'prepayment-invoice') return leftOfPrepayment(original, prepayment);
  const credits = [...later.filter(({ kind }) => isCredit(kind)), ...waiting];
  const lines = original.lines.map(({ amountCents }) => amountCents);
  for (const line of credits.flatMap((credit) => credit.lines)) {
    const place = placeOfCredited(original.lines, line);
    if (place >= 0 && place < lines.length) lines[place] = addExact(lines[place]!, -line.amountCents);
  }
  const at = heldOf(
    original.vat,
    credits.map(({ vat }) => vat),
  );
  const vat = original.vat.map(({ category, rate }) => {
    const { netCents: baseCents, vatCents } = at(category, rate);
    return { category, rate, baseCents, vatCents };
  });
  return { lines, vat, at, ...sumsOf(vat) };
}

const sumsOf = (totals: readonly VatTotal[]) => ({
  netCents: totals.reduce((sum, { baseCents }) => addExact(sum, baseCents), 0),
  vatCents: totals.reduce((sum, { vatCents }) => addExact(sum, vatCents), 0),
});

/** A prepayment is used up by invoices that deduct it, not line by line. */
function leftOfPrepayment({ vat: totals }: DocumentIssuedData, prepayment: Prepayment | null): Left {
  const vatCents = prepayment?.leftVatCents ?? 0;
  const baseCents = (prepayment?.leftGrossCents ?? 0) - vatCents;
  const vat = totals.map(({ category, rate }) => ({ category, rate, baseCents, vatCents }));
  return {
    lines: [baseCents],
    vat,
    at: () => ({ netCents: baseCents, vatCents }),
    netCents: baseCents,
    vatCents,
  };
}
