import { refuseIf, type Check } from '#domain/decision';
import { addExact } from '#domain/quantity';
import type { DocumentLine, VatTotal } from '#events';
import { creditLine } from './credit-lines.js';
import { validPaper, type Left, type Subject } from './left.js';

/** What a credit note takes. */
export interface Credited {
  readonly lines: readonly DocumentLine[];
  readonly vat: readonly VatTotal[];
}

/** Whether something is left that a document of positive amounts can take back. */
export const checkLeft = ({ netCents, vatCents }: Left, number: string): Check =>
  refuseIf(
    addExact(netCents, vatCents) <= 0 || netCents < 0 || vatCents < 0,
    'NOTHING_LEFT_TO_CREDIT',
    'number',
    `Nothing is left of ${number}: its credit notes, or invoices that deduct it, have taken all.`,
  );

/** All that is left, lines below zero with it: of each rate what is left of it, not a new computation. */
export function takenBack(
  subject: Subject,
  left: Left,
  /** Place from 1. */
  keyOf: (line: DocumentLine, place: number) => string,
  word: string,
): Credited {
  const { original } = subject;
  const { language } = original;
  const paper = validPaper(subject).number;
  const lines = original.lines.flatMap((line, i) => {
    const amountCents = left.lines[i]!;
    if (amountCents === 0) return [];
    return [creditLine(line, original, { key: keyOf(line, i + 1), paper, amountCents, word, language })];
  });
  const stated = ({ category, rate }: VatTotal): boolean =>
    lines.some(({ vatCategory, vatRate }) => vatCategory === category && vatRate === rate);
  return { lines, vat: left.vat.filter(stated) };
}
