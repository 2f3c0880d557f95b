import { monthOf } from '#domain/calendar';
import {
  accept,
  firstRefused,
  refuse,
  refuseIf,
  type Check,
  type Decision,
  type Refused,
} from '#domain/decision';
import { creditTotals, type DocumentDraft } from '#domain/documents';
import { addExact } from '#domain/quantity';
import type { DocumentLine } from '#events';
import { checkCreditable, checkIssuable } from './checks.js';
import type { CreditContext, CreditDocument } from './commands.js';
import { creditDraft } from './credit-draft.js';
import { creditKey } from './credit-keys.js';
import { creditPlannedId } from './planned-ids.js';
import { creditLine, reasonWord } from './credit-lines.js';
import { leftOf, validPaper, type Left, type Subject } from './left.js';
import { checkLeft, takenBack, type Credited } from './take-back.js';

interface Part {
  /** From 1. */
  readonly line: number;
  readonly netCents: number;
}

/**
 * Gives back a part of a document, or all that is left of it, capped to the cent: never more than line, rate and
 * document still hold, and the credit that exhausts a rate takes what is left of its VAT.
 * Refusals: DOCUMENT_NOT_CREDITABLE, RESIDENT_NOT_CREDITED, COMPANY_MISSING, CHART_MISSING, YEAR_LOCKED,
 * MANDATE_MISSING, NOTHING_LEFT_TO_CREDIT, LINE_UNKNOWN, LINE_TWICE, AMOUNT_NOT_POSITIVE, CREDIT_EXCEEDS_LINE,
 * CREDIT_EXCEEDS_DOCUMENT.
 */
export function creditDocument(
  command: CreditDocument,
  subject: Subject,
  context: CreditContext,
): Decision<DocumentDraft> {
  const left = leftOf(subject);
  const refused = firstRefused(
    checkCreditable(subject),
    checkIssuable(subject, context),
    checkLeft(left, subject.original.number),
  );
  if (refused !== null) return refused;
  const word = reasonWord(command.reason, subject.original.language);
  const credited =
    command.lines === null
      ? takenBack(subject, left, (_, place) => creditKey(command.credit, place), word)
      : partsOf(command, subject, left);
  if ('refused' in credited) return credited;
  const reason = `${word} – ${command.text}`;
  const planned = creditPlannedId(monthOf(context.issueDate), command.credit);
  return accept(creditDraft(subject, context, { planned, reason, ...credited }));
}

const lineOf = (
  { credit, reason }: CreditDocument,
  subject: Subject,
  { line, netCents }: Part,
): DocumentLine => {
  const { original } = subject;
  const { language } = original;
  return creditLine(original.lines[line - 1]!, original, {
    key: creditKey(credit, line),
    paper: validPaper(subject).number,
    amountCents: netCents,
    word: reasonWord(reason, language),
    language,
  });
};

function partsOf(command: CreditDocument, subject: Subject, left: Left): Credited | Refused {
  const parts = command.lines ?? [];
  const { original } = subject;
  const seen = new Set<number>();
  for (const [place, part] of parts.entries()) {
    const refused = checkPart(part, `lines/${place}`, subject, left, seen.has(part.line));
    if (refused !== null) return refused;
    seen.add(part.line);
  }
  const lines = parts.map((part) => lineOf(command, subject, part));
  for (const { vatCategory: category, vatRate: rate } of lines) {
    const { netCents } = left.at(category, rate);
    const askedCents = lines
      .filter((line) => line.vatCategory === category && line.vatRate === rate)
      .reduce((sum, { amountCents }) => addExact(sum, amountCents), 0);
    if (askedCents > netCents) return exceeds(original.number, Math.max(0, netCents), `at ${rate} %`);
  }
  const vat = creditTotals(lines, left.at);
  const [netCents, vatCents] = [
    vat.reduce((sum, { baseCents }) => addExact(sum, baseCents), 0),
    vat.reduce((sum, total) => addExact(sum, total.vatCents), 0),
  ];
  if (netCents > left.netCents) return exceeds(original.number, left.netCents, 'in all');
  if (vatCents > left.vatCents) return exceeds(original.number, left.vatCents, 'of VAT');
  return { lines, vat };
}

const exceeds = (number: string, leftCents: number, where: string): Refused =>
  refuse(
    'CREDIT_EXCEEDS_DOCUMENT',
    'lines',
    `${number} still holds ${leftCents} cents ${where}: give at most that, excluding VAT.`,
  );

function checkPart(
  { line, netCents }: Part,
  field: string,
  { original }: Subject,
  left: Left,
  twice: boolean,
): Check {
  const heldCents = left.lines[line - 1];
  if (heldCents === undefined)
    return refuse(
      'LINE_UNKNOWN',
      `${field}/line`,
      `${original.number} has the lines 1 to ${original.lines.length}.`,
    );
  return firstRefused(
    refuseIf(twice, 'LINE_TWICE', `${field}/line`, `Give one amount for line ${line}.`),
    refuseIf(
      netCents < 1,
      'AMOUNT_NOT_POSITIVE',
      `${field}/netCents`,
      'Give an amount of at least one cent.',
    ),
    refuseIf(
      netCents > heldCents,
      'CREDIT_EXCEEDS_LINE',
      `${field}/netCents`,
      `Line ${line} still holds ${Math.max(0, heldCents)} cents excluding VAT: give at most that.`,
    ),
  );
}
