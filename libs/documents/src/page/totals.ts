import {
  formatDate,
  formatEur,
  formatPercent,
  isRepayment,
  isSale,
  paidBeforeCents,
  prepaidTotals,
  type Language,
} from '#domain/documents';
import type { PrintableDocument } from '../model/index.js';
import { CONTENT_WIDTH, INK, PAGE, box, write, type Paper } from './paper.js';
import { heightOf, heightOfLines, type TextStyle } from './text-lines.js';
import { CATEGORY, LEFT, TOTAL, WORDS, type In } from './words.js';

const SUM_WIDTH = 208;
const VAT_WIDTH = CONTENT_WIDTH - SUM_WIDTH - 22;
const ROW: TextStyle = { size: 9 };
const FAINT: TextStyle = { size: 9, ink: INK.faint };
const HEAD: TextStyle = { size: 7.5, ink: INK.faint };
const REASON: TextStyle = { size: 7.5, ink: INK.faint };
const STEP = 15;
const DUE: TextStyle = { size: 11, weight: 'bold', ink: INK.white };
const DUE_HEIGHT = 28;
/** More prepayments than these are told in one sum, and one by one below. */
const PREPAID_ROWS_MAX = 6;

const isAtLength = ({ prepaid = [] }: PrintableDocument): boolean => prepaid.length > PREPAID_ROWS_MAX;

/** All prepayments that are deducted, where they are too many for the totals. */
export function prepaidAtLength(document: PrintableDocument): string[] {
  const { language, prepaid = [] } = document;
  if (!isAtLength(document)) return [];
  const all = prepaid.map((one) => `${prepaidText(one, language)} (${formatEur(one.grossCents, language)})`);
  return [`${WORDS.prepayments[language]}${COLON[language]} ${all.join(' ; ')}.`];
}

const COLON: In = { fr: '\u00a0:', en: ':' };

/** What is left to pay: what was paid before is deducted, net and VAT stay those of the whole. */
export const dueCentsOf = ({ grossCents, ...paid }: PrintableDocument): number =>
  grossCents - paidBeforeCents(paid);

/** The rate where VAT is charged, else why none is. */
export const rateText = (category: string, rate: string, language: Language): string =>
  category === 'S' ? formatPercent(rate, language) : `${formatPercent(rate, language)} (${category})`;

const prepaidText = (
  { number, issueDate }: NonNullable<PrintableDocument['prepaid']>[number],
  language: Language,
): string => `${WORDS.prepaid[language]} ${number}, ${formatDate(issueDate, language)}`;

type Row = readonly [word: string, amount: string];

function sumRows(document: PrintableDocument): Row[] {
  const { kind, language, netCents, vatCents, grossCents, prepaid = [], received } = document;
  const settled: Row[] =
    received === undefined ? [] : [[WORDS.received[language], formatEur(-received.cents, language)]];
  if (isRepayment(kind))
    return received === undefined
      ? []
      : [[WORDS.whole[language], formatEur(grossCents, language)], ...settled];
  const rows: Row[] = [
    [WORDS.net[language], formatEur(netCents, language)],
    [WORDS.vatTotal[language], formatEur(vatCents, language)],
    [WORDS.gross[language], formatEur(grossCents, language)],
  ];
  const deducted: Row[] = isAtLength(document)
    ? [
        [
          `${WORDS.prepayments[language]} (${prepaid.length})`,
          formatEur(-prepaidTotals(prepaid).grossCents, language),
        ],
      ]
    : prepaid.map((one) => [prepaidText(one, language), formatEur(-one.grossCents, language)]);
  return [...rows, ...deducted, ...settled];
}

const AMOUNT_WIDTH = 86;

/** Height of the totals: they stay on one page, with the last line of the table above them. */
export const totalsHeight = (document: PrintableDocument): number =>
  ABOVE + Math.max(sumsHeight(document), vatHeight(document));

const ABOVE = 14;
const sumWordWidth = SUM_WIDTH - AMOUNT_WIDTH - 16;
const rowHeight = (word: string): number => Math.max(STEP, heightOf(word, sumWordWidth, FAINT) + 3);
const sumsHeight = (document: PrintableDocument): number =>
  sumRows(document).reduce((sum, [word]) => sum + rowHeight(word), 4) + DUE_HEIGHT;

/** VAT at the left, sums at the right. Answers where the longer one ends. */
export function totals(paper: Paper, y: number, document: PrintableDocument): number {
  const top = y + ABOVE;
  const left = isRepayment(document.kind) ? top : vatBox(paper, top, document);
  return Math.max(left, sums(paper, top, document));
}

function sums(paper: Paper, y: number, document: PrintableDocument): number {
  const { kind, language, received } = document;
  const x = PAGE.width - PAGE.margin - SUM_WIDTH;
  const amountX = x + SUM_WIDTH - AMOUNT_WIDTH - 8;
  let at = y;
  for (const [word, amount] of sumRows(document)) {
    write(paper, word, x + 8, at, sumWordWidth, FAINT);
    write(paper, amount, amountX, at, AMOUNT_WIDTH, { ...ROW, align: 'right' });
    at += rowHeight(word);
  }
  at += 4;
  box(paper, x, at, SUM_WIDTH, DUE_HEIGHT, INK.brand);
  const top = at + (DUE_HEIGHT - heightOfLines(1, DUE)) / 2 + 0.5;
  const word = received === undefined ? TOTAL[kind] : LEFT[isSale(kind) ? 'byReader' : 'toReader'];
  write(paper, word[language], x + 8, top, 100, { ...DUE, maxLines: 1 });
  write(paper, formatEur(dueCentsOf(document), language), x + 90, top, SUM_WIDTH - 98, {
    ...DUE,
    align: 'right',
  });
  return at + DUE_HEIGHT;
}

const COLUMN = 78;
const reasonsOf = (document: PrintableDocument, category: string): string[] =>
  document.exemptions.filter((one) => one.category === category).map(({ text }) => text);

const vatRowHeight = (document: PrintableDocument, category: string): number =>
  reasonsOf(document, category).reduce((sum, text) => sum + heightOf(text, VAT_WIDTH, REASON) + 2, STEP);

const vatHeight = (document: PrintableDocument): number =>
  isRepayment(document.kind)
    ? 0
    : document.vat.reduce((sum, { category }) => sum + vatRowHeight(document, category), STEP + 4);

/** Base and VAT of each category and rate, and why none is charged where none is. */
function vatBox(paper: Paper, y: number, document: PrintableDocument): number {
  const { language, vat } = document;
  const baseX = PAGE.margin + VAT_WIDTH - 2 * COLUMN;
  const vatX = PAGE.margin + VAT_WIDTH - COLUMN;
  const right = (style: TextStyle): TextStyle => ({ ...style, align: 'right' });
  write(paper, WORDS.rate[language], PAGE.margin, y, 100, HEAD);
  write(paper, WORDS.base[language], baseX, y, COLUMN, right(HEAD));
  write(paper, WORDS.vat[language], vatX, y, COLUMN, right(HEAD));
  let at = y + STEP - 2;
  shortRule(paper, at);
  at += 5;
  for (const { category, rate, baseCents, vatCents } of vat) {
    const why = CATEGORY[category]?.[language];
    const word = `${WORDS.vat[language]} ${rateText(category, rate, language)}`;
    write(paper, why === undefined ? word : `${why} (${category})`, PAGE.margin, at, baseX - PAGE.margin, {
      ...ROW,
      maxLines: 1,
    });
    write(paper, formatEur(baseCents, language), baseX, at, COLUMN, right(ROW));
    write(paper, formatEur(vatCents, language), vatX, at, COLUMN, right(ROW));
    at += STEP;
    for (const reason of reasonsOf(document, category))
      at = write(paper, reason, PAGE.margin, at, VAT_WIDTH, REASON) + 2;
  }
  return at;
}

function shortRule(paper: Paper, y: number): void {
  paper
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.margin + VAT_WIDTH, y)
    .strokeColor(INK.rule)
    .stroke();
}
