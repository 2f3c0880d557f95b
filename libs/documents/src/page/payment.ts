import encodeQR from 'qr';
import { formatDate, formatEur, isRepayment, isSelfBilled } from '#domain/documents';
import type { PaymentInstruction } from '#events';
import type { PrintableDocument } from '../model/index.js';
import { epcText } from './epc.js';
import { ibanInPart, ibanText } from './identity.js';
import { CONTENT_WIDTH, INK, PAGE, box, write, type Paper } from './paper.js';
import type { Sheet } from './sheet.js';
import { heightOf, heightOfLines, type TextStyle } from './text-lines.js';
import { dueCentsOf } from './totals.js';
import { WORDS } from './words.js';

/** 29 mm, without the quiet zone around it: phones read it from a hand's breadth. */
const CODE_SIZE = 82;
/** Modules that stay white around a code (ISO/IEC 18004). */
const QUIET = 4;

const PADDING = 10;
const ABOVE = 12;
const LABEL: TextStyle = { size: 7.5, ink: INK.faint };
const VALUE: TextStyle = { size: 9.5, bold: true };
const HEAD: TextStyle = { size: 10.5, bold: true };

/** How the sum is paid, in a box of its own: with a code to scan where the reader pays the company. */
export function payment(sheet: Sheet, document: PrintableDocument): void {
  const { payment: instruction, kind, language } = document;
  const dueCents = dueCentsOf(document);
  if (instruction === null || dueCents <= 0) return;
  const toReader = isSelfBilled(kind) || isRepayment(kind);
  const text = toReader ? null : epcText(instruction, dueCents);
  const modules = text === null ? null : encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });
  const codeWidth = modules === null ? 0 : (CODE_SIZE * modules.length) / (modules.length - 2 * QUIET);
  const facts = factsOf(document, instruction, toReader);
  const width = CONTENT_WIDTH - 2 * PADDING - (codeWidth === 0 ? 0 : codeWidth + PADDING);
  const height = Math.max(factsHeight(facts, width), codeWidth) + 2 * PADDING - 2;
  sheet.need(height + ABOVE);
  const top = sheet.y + ABOVE;
  box(sheet.paper, PAGE.margin, top, CONTENT_WIDTH, height, INK.stripe);
  const head = (toReader ? WORDS.paidToYou : text === null ? WORDS.payByTransfer : WORDS.payOrScan)[language];
  const below = write(sheet.paper, head, PAGE.margin + PADDING, top + PADDING, width, HEAD) + 4;
  drawFacts(sheet.paper, facts, below, width);
  if (modules !== null) {
    const x = PAGE.width - PAGE.margin - PADDING - codeWidth;
    sheet.paper.rect(x, top + PADDING, codeWidth, codeWidth).fill(INK.white);
    drawCode(sheet.paper, modules, x, top + PADDING, codeWidth);
  }
  sheet.y = top + height;
}

type Fact = readonly [word: string, text: string];

function factsOf(document: PrintableDocument, instruction: PaymentInstruction, toReader: boolean): Fact[] {
  const { language, dueDate } = document;
  const { iban, bic, accountName, remittance } = instruction;
  return [
    [WORDS.payee[language], accountName],
    [WORDS.toPay[language], formatEur(dueCentsOf(document), language)],
    ['IBAN', toReader ? ibanInPart(iban) : ibanText(iban)],
    ...(bic === null ? [] : [['BIC', bic] as const]),
    ...(dueDate === null || toReader
      ? []
      : [[WORDS.payBy[language], formatDate(dueDate, language)] as const]),
    [(toReader ? WORDS.transferText : WORDS.remittance)[language], remittance],
  ];
}

const ROW_GAP = 5;
const COLUMNS = 2;
const columnWidth = (width: number, column: number): number =>
  (column === 0 ? width * 0.6 : width * 0.4) - 10;
const labelHeight = heightOfLines(1, LABEL) + 1;

const pairs = (facts: readonly Fact[]): (readonly Fact[])[] =>
  Array.from({ length: Math.ceil(facts.length / COLUMNS) }, (_, i) =>
    facts.slice(i * COLUMNS, (i + 1) * COLUMNS),
  );
const pairHeight = (pair: readonly Fact[], width: number): number =>
  Math.max(...pair.map(([, text], i) => heightOf(text, columnWidth(width, i), VALUE))) +
  labelHeight +
  ROW_GAP;
const factsHeight = (facts: readonly Fact[], width: number): number =>
  pairs(facts).reduce((sum, pair) => sum + pairHeight(pair, width), heightOfLines(1, HEAD) + 4 - ROW_GAP);

function drawFacts(paper: Paper, facts: readonly Fact[], y: number, width: number): void {
  let at = y;
  for (const pair of pairs(facts)) {
    pair.forEach(([word, text], i) => {
      const x = PAGE.margin + PADDING + i * width * 0.6;
      write(paper, word, x, at, columnWidth(width, i), LABEL);
      write(paper, text, x, at + labelHeight, columnWidth(width, i), VALUE);
    });
    at += pairHeight(pair, width);
  }
}

/** Dark modules as rectangles, those side by side in one: a picture that no scaling blurs. */
function drawCode(
  paper: Paper,
  modules: readonly (readonly boolean[])[],
  x: number,
  y: number,
  size: number,
): void {
  const module = size / modules.length;
  modules.forEach((row, i) => {
    let from = 0;
    while (from < row.length) {
      let to = from;
      while (row[to] === true) to++;
      // A hair of overlap between rows: viewers show white lines between neighbours else.
      if (to > from) paper.rect(x + from * module, y + i * module, (to - from) * module, module + 0.05);
      from = to + 1;
    }
  });
  paper.fill('#000000');
}
