import {
  formatDate,
  formatSupply,
  isSale,
  isSelfBilled,
  supplyDaysOf,
  type Language,
} from '#domain/documents';
import { exhausted } from '#domain/decision';
import type { DocumentKind } from '#events';
import type { PrintableDocument, PrintableParty } from '../model/index.js';
import { addressLines, registrations } from './identity.js';
import { CONTENT_WIDTH, INK, PAGE, box, rule, write, type Paper } from './paper.js';
import { heightOf, heightOfLines, widthOf, type TextStyle } from './text-lines.js';
import { CHIPS, TITLE, WORDS, partyWords, type In } from './words.js';

const HALF = (CONTENT_WIDTH - 24) / 2;
const LABEL: TextStyle = { size: 7.5, ink: INK.faint };

/** Whose paper it is: the company, which also draws up the invoices of owners. */
export const issuerOf = ({ kind, seller, buyer }: PrintableDocument): PrintableParty =>
  isSale(kind) ? seller : buyer;

/** Top of the first page: who issues, what it is, and what the law wants seen at once. Answers where it ends. */
export function titleHead(paper: Paper, document: PrintableDocument): number {
  const { kind, language } = document;
  const left = write(paper, issuerOf(document).name, PAGE.margin, PAGE.margin + 4, HALF, {
    size: 15,
    weight: 'bold',
    ink: INK.brand,
    maxLines: 3,
  });
  const title: TextStyle = { size: 22, weight: 'bold', align: 'right' };
  const right = write(
    paper,
    TITLE[kind][language],
    PAGE.margin + HALF,
    PAGE.margin - 2,
    CONTENT_WIDTH - HALF,
    title,
  );
  const y = chips(paper, right + 2, chipsOf(document));
  return underline(paper, Math.max(left, y) + 8);
}

/** Top of every further page. */
export function furtherHead(paper: Paper, document: PrintableDocument): number {
  const { kind, language, number } = document;
  const style: TextStyle = { size: 9.5, bold: true, maxLines: 1 };
  write(paper, issuerOf(document).name, PAGE.margin, PAGE.margin, HALF, { ...style, ink: INK.brand });
  const title = `${TITLE[kind][language]} ${number}`;
  const y = write(paper, title, PAGE.margin + HALF, PAGE.margin, CONTENT_WIDTH - HALF, {
    ...style,
    align: 'right',
  });
  return underline(paper, y + 4);
}

function underline(paper: Paper, y: number): number {
  paper.lineWidth(1.4);
  rule(paper, y, INK.brand);
  paper.lineWidth(0.6);
  return y + 14;
}

function chipsOf({ kind, language, vat }: PrintableDocument): string[] {
  return [
    ...(isSelfBilled(kind) ? [CHIPS.selfBilled[language]] : []),
    ...(vat.some(({ category }) => category === 'AE') ? [CHIPS.reverseCharge[language]] : []),
  ];
}

const CHIP: TextStyle = { size: 8.5, bold: true, ink: INK.brand };

/** Words in frames, from the right edge. */
function chips(paper: Paper, y: number, words: readonly string[]): number {
  let right = PAGE.width - PAGE.margin;
  const height = heightOfLines(1, CHIP) + 6;
  for (const word of words) {
    const width = widthOf(word, CHIP) + 14;
    paper
      .roundedRect(right - width, y + 2, width, height, height / 2)
      .strokeColor(INK.brand)
      .stroke();
    write(paper, word, right - width + 7, y + 5.5, width, CHIP);
    right -= width + 6;
  }
  return words.length === 0 ? y : y + height + 4;
}

type Fact = readonly [word: string, text: string];

const CITED_MAX = 2;

/** What a document that corrects says it does to those it cites; null: it cites for its lines only, which say so. */
function citing(kind: DocumentKind): In | null {
  switch (kind) {
    case 'credit-note':
    case 'self-billed-credit-note':
      return WORDS.credits;
    case 'repayment-correction':
      return WORDS.corrects;
    case 'corrected-invoice':
      return WORDS.replaces;
    case 'invoice':
    case 'self-billed-invoice':
    case 'repayment-statement':
    case 'prepayment-invoice':
      return null;
    default:
      return exhausted(kind);
  }
}

const citedText = ({ number, issueDate }: PrintableDocument['cites'][number], language: Language): string =>
  `${number} ${WORDS.dated[language]} ${formatDate(issueDate, language)}`;

/** All documents that are cited, where they are too many for the band. */
export function citedAtLength({ kind, cites, language }: PrintableDocument): string[] {
  const word = citing(kind);
  if (word === null || cites.length <= CITED_MAX) return [];
  return [`${word[language]} ${cites.map((one) => citedText(one, language)).join(', ')}.`];
}

function citedFact({ kind, cites, language, replaces }: PrintableDocument): Fact[] {
  if (replaces !== undefined) return [[WORDS.supersedes[language], citedText(replaces, language)]];
  const word = citing(kind);
  if (word === null || cites.length === 0) return [];
  const named = cites
    .slice(0, CITED_MAX)
    .map((one) => citedText(one, language))
    .join(', ');
  const rest = cites.length - CITED_MAX;
  return [[word[language], rest > 0 ? `${named} + ${rest}` : named]];
}

function factsOf(document: PrintableDocument): Fact[] {
  const { language, number, issueDate, lines, dueDate, contractReference, purchaseOrder, buyerReference } =
    document;
  const isPublic = document.profile === 'B2G';
  const optional: readonly (readonly [In, string | null])[] = [
    [WORDS.due, dueDate === null ? null : formatDate(dueDate, language)],
    [isPublic ? WORDS.engagement : WORDS.order, purchaseOrder],
    [isPublic ? WORDS.service : WORDS.buyerReference, buyerReference],
    [WORDS.contract, contractReference],
  ];
  return [
    [WORDS.number[language], number],
    [WORDS.issued[language], formatDate(issueDate, language)],
    [WORDS.period[language], formatSupply(supplyDaysOf(lines), language)],
    ...optional.flatMap(([word, text]): Fact[] => (text === null ? [] : [[word[language], text]])),
    ...citedFact(document),
  ];
}

const FACT: TextStyle = { size: 9.5, bold: true };
const BAND_PADDING = 10;
const FACT_GAP = 14;
const PER_ROW = 4;

/** Widths of the facts' columns: as many side by side as fit on one line each, else four of one width. */
function columnsFor(facts: readonly Fact[]): number[] {
  const room = CONTENT_WIDTH - 2 * BAND_PADDING;
  const widths = facts.map(([word, text]) => Math.max(widthOf(word, LABEL), widthOf(text, FACT)) + FACT_GAP);
  const natural = widths.reduce((sum, width) => sum + width, 0);
  if (natural <= room + FACT_GAP) {
    const spare = Math.max(0, room - natural) / facts.length;
    return widths.map((width) => width + spare);
  }
  const perRow = Math.ceil(facts.length / Math.ceil(facts.length / PER_ROW));
  return Array.from({ length: perRow }, () => room / perRow);
}

/** Number, dates and references in a band. Answers where it ends. */
export function band(paper: Paper, y: number, document: PrintableDocument): number {
  const facts = factsOf(document);
  const columns = columnsFor(facts);
  const rows = Array.from({ length: Math.ceil(facts.length / columns.length) }, (_, row) =>
    facts.slice(row * columns.length, (row + 1) * columns.length),
  );
  const inner = (column: number): number => columns[column]! - FACT_GAP + 0.01;
  const line = heightOfLines(1, LABEL) + 1;
  const tall = (row: readonly Fact[]): number =>
    Math.max(...row.map(([, text], i) => heightOf(text, inner(i), FACT))) + line + 8;
  const height = rows.reduce((sum, row) => sum + tall(row), 2 * BAND_PADDING - 10);
  box(paper, PAGE.margin, y, CONTENT_WIDTH, height, INK.band);
  let top = y + BAND_PADDING;
  for (const row of rows) {
    let x = PAGE.margin + BAND_PADDING;
    row.forEach(([word, text], i) => {
      write(paper, word, x, top, inner(i), { ...LABEL, maxLines: 1 });
      write(paper, text, x, top + line, inner(i), FACT);
      x += columns[i]!;
    });
    top += tall(row);
  }
  return y + height + 14;
}

/** Both parties side by side. Answers where the longer one ends. */
export function parties(
  paper: Paper,
  y: number,
  { kind, language, seller, buyer }: PrintableDocument,
): number {
  const [sells, buys] = partyWords(kind, language);
  const left = party(paper, PAGE.margin, y, sells, seller, language);
  const right = party(paper, PAGE.margin + HALF + 24, y, buys, buyer, language);
  return Math.max(left, right);
}

const SMALL: TextStyle = { size: 8, ink: INK.faint };

function party(
  paper: Paper,
  x: number,
  y: number,
  word: string,
  who: PrintableParty,
  language: Language,
): number {
  let at = write(paper, word, x, y, HALF, LABEL) + 1;
  at = write(paper, who.name, x, at, HALF, { size: 10.5, bold: true });
  for (const line of addressLines(who, language)) at = write(paper, line, x, at, HALF, { size: 9.5 });
  at += 3;
  const numbers = registrations(who, language).join('  ·  ');
  const endpoint = who.endpoint === null ? null : `${who.endpoint.scheme}:${who.endpoint.id}`;
  const small = [
    numbers,
    who.legalMention ?? '',
    endpoint === null ? '' : `${WORDS.endpoint[language]} ${endpoint}`,
  ];
  for (const text of small.filter((one) => one !== '')) at = write(paper, text, x, at, HALF, SMALL);
  return at;
}
