import {
  formatDate,
  formatEur,
  formatMonth,
  formatNumber,
  formatPercent,
  formatPrice,
  isSale,
  prepaidTotals,
  type Language,
} from '#domain/documents';
import type { DocumentLine } from '#events';
import type { PrintableDocument, PrintableParty } from '../model/index.js';
import {
  CONTENT_BOTTOM,
  CONTENT_WIDTH,
  INK,
  PAGE,
  box,
  finish,
  footers,
  openPaper,
  rule,
  write,
  type Paper,
} from './paper.js';
import { heightOf, widthOf } from './text-lines.js';
import { Table, type Cell, type Column } from './table.js';
import { TITLE, TOTAL, UNIT, WORDS, partyWords } from './words.js';

const HALF = (CONTENT_WIDTH - 24) / 2;

/** A document on A4: head, dates, parties, lines, totals, mentions; as many pages as it takes. */
export function documentPdf(document: PrintableDocument, _cii: string | null): Promise<Uint8Array> {
  const { kind, language, number, issueDate } = document;
  const title = TITLE[kind][language];
  const company = isSale(kind) ? document.seller : document.buyer;
  const paper = openPaper({ title: `${title} ${number}`, author: company.name, language, date: issueDate });
  const newPage = (): number => {
    paper.addPage();
    return head(paper, company.name, `${title} ${number}`, 12);
  };
  let y = head(paper, company.name, title, 20);
  y = band(paper, y, document);
  y = parties(paper, y, document);
  const rows = document.lines.map((line) => rowOf(line, document));
  y = new Table(paper, columnsOf(document), newPage).draw(y + 14, rows, endHeight(document));
  y = totals(paper, y, document, newPage);
  mentions(paper, y, document, newPage);
  const identity = [company.name, sirenText(company), vatText(company, language)]
    .filter(Boolean)
    .join('  ·  ');
  footers(paper, identity, (page, pages) => `${number}  ·  ${WORDS.page[language]} ${page}/${pages}`);
  return finish(paper);
}

function head(paper: Paper, company: string, title: string, size: number): number {
  const top = PAGE.margin;
  const left = write(paper, company, PAGE.margin, top + 4, HALF, { size: 12, bold: true, ink: INK.brand });
  const right = write(paper, title, PAGE.margin + HALF, top, CONTENT_WIDTH - HALF, {
    size,
    bold: true,
    align: 'right',
  });
  const y = Math.max(left, right) + 8;
  paper.lineWidth(1.6);
  rule(paper, y, INK.brand);
  paper.lineWidth(0.6);
  return y + 14;
}

/** Number, dates and reference, side by side. */
function band(paper: Paper, y: number, document: PrintableDocument): number {
  const { language, number, issueDate, period, dueDate, contractReference } = document;
  const all: (readonly [string, string])[] = [
    [WORDS.number[language], number],
    [WORDS.issued[language], formatDate(issueDate, language)],
    [WORDS.period[language], formatMonth(period, language)],
    ...(dueDate === null ? [] : [[WORDS.due[language], formatDate(dueDate, language)] as const]),
    ...(contractReference === null ? [] : [[WORDS.reference[language], contractReference] as const]),
  ];
  const style = { size: 9, bold: true } as const;
  // Long references get room, short dates give it.
  const natural = all.map(([word, text]) => Math.max(widthOf(text, style), word.length * 4.5) + 18);
  const total = natural.reduce((sum, one) => sum + one, 0);
  const widths = natural.map((one) => (one / total) * (CONTENT_WIDTH - 10));
  const heights = all.map(([, text], i) => heightOf(text, widths[i]! - 8, style));
  const height = Math.max(...heights) + 30;
  box(paper, PAGE.margin, y, CONTENT_WIDTH, height, INK.band);
  let x = PAGE.margin + 10;
  all.forEach(([word, text], i) => {
    write(paper, word, x, y + 9, widths[i]! - 8, { size: 7.5, ink: INK.faint });
    write(paper, text, x, y + 20, widths[i]! - 8, style);
    x += widths[i]!;
  });
  return y + height + 18;
}

function parties(paper: Paper, y: number, { kind, language, seller, buyer }: PrintableDocument): number {
  const [sells, buys] = partyWords(kind, language);
  const left = party(paper, PAGE.margin, y, sells, seller, language);
  const right = party(paper, PAGE.margin + HALF + 24, y, buys, buyer, language);
  return Math.max(left, right);
}

function party(
  paper: Paper,
  x: number,
  y: number,
  word: string,
  { name, address, country, siren, vatNumber }: PrintableParty,
  language: Language,
): number {
  let at = write(paper, word, x, y, HALF, { size: 7.5, ink: INK.faint }) + 2;
  at = write(paper, name, x, at, HALF, { size: 10.5, bold: true });
  at = write(paper, country === 'FR' ? address : `${address} (${country})`, x, at, HALF, { size: 9 });
  const identity = { name, address, country, siren, vatNumber };
  const numbers = [sirenText(identity), vatText(identity, language)].filter(Boolean).join('   ');
  return numbers === '' ? at : write(paper, numbers, x, at + 2, HALF, { size: 8, ink: INK.faint });
}

const sirenText = ({ siren }: Pick<PrintableParty, 'siren'>): string =>
  siren === null ? '' : `SIREN ${siren.replace(/(\d{3})(?=\d)/g, '$1\u202f')}`;
const vatText = ({ vatNumber }: Pick<PrintableParty, 'vatNumber'>, language: Language): string =>
  vatNumber === null ? '' : `${WORDS.vatNumber[language]} ${vatNumber}`;

const isTaxed = ({ kind }: Pick<PrintableDocument, 'kind'>): boolean =>
  kind !== 'repayment-statement' && kind !== 'repayment-correction';

function columnsOf(document: PrintableDocument): Column[] {
  const { language } = document;
  const taxed = isTaxed(document);
  return [
    { title: WORDS.item[language], share: taxed ? 37 : 44, align: 'left' },
    { title: WORDS.quantity[language], share: 24, align: 'right' },
    { title: (taxed ? WORDS.priceExVat : WORDS.price)[language], share: 17, align: 'right' },
    ...(taxed ? [{ title: WORDS.vat[language], share: 8, align: 'right' } as const] : []),
    { title: (taxed ? WORDS.amountExVat : WORDS.amount)[language], share: 15, align: 'right' },
  ];
}

function rowOf(line: DocumentLine, document: PrintableDocument): Cell[] {
  const { language } = document;
  const unit = UNIT[line.unit][language];
  const days =
    line.from === line.to
      ? formatDate(line.from, language)
      : `${formatDate(line.from, language)} ${WORDS.to[language]} ${formatDate(line.to, language)}`;
  const price = inEur(formatPrice(line.priceEur, language), language);
  const per = line.unit === 'one' ? undefined : priceNote(line, language);
  return [
    { text: line.label, note: days },
    { text: `${formatNumber(line.quantity, language)}${unit === '' ? '' : `\u202f${unit}`}` },
    per === undefined ? { text: price } : { text: price, note: per },
    ...(isTaxed(document) ? [{ text: vatWord(line.vatCategory, line.vatRate, language) }] : []),
    { text: formatEur(line.amountCents, language) },
  ];
}

const inEur = (amount: string, language: Language): string =>
  language === 'fr' ? `${amount}\u202f€` : amount.replace(/^(\u2212?)/, '$1€');

/** For how much the price is. */
const priceNote = ({ priceBase, unit }: DocumentLine, language: Language): string => {
  const base = priceBase === 1 ? '' : `${formatNumber(String(priceBase), language)}\u202f`;
  return `${language === 'fr' ? 'par' : 'per'} ${base}${UNIT[unit][language]}`;
};

/** The rate, and why it is none where it is none. */
const vatWord = (category: string, rate: string, language: Language): string =>
  category === 'S' ? formatPercent(rate, language) : `${formatPercent(rate, language)} (${category})`;

/** Totals over the rates, where there is VAT to tell. */
function totalRows(document: PrintableDocument): (readonly [string, string])[] {
  const { kind, language, vat, netCents } = document;
  if (!isTaxed({ kind })) return [];
  return [
    [WORDS.net[language], formatEur(netCents, language)],
    ...vat.map(
      ({ category, rate, baseCents, vatCents }) =>
        [
          `${WORDS.vat[language]} ${vatWord(category, rate, language)} ${WORDS.on[language]} ${formatEur(baseCents, language)}`,
          formatEur(vatCents, language),
        ] as const,
    ),
    ...prepaidRows(document),
  ];
}

/** What was prepaid is deducted as paid: net and VAT above stay those of the whole. */
function prepaidRows({
  language,
  grossCents,
  prepaid = [],
}: PrintableDocument): (readonly [string, string])[] {
  if (prepaid.length === 0) return [];
  return [
    [WORDS.gross[language], formatEur(grossCents, language)],
    ...prepaid.map(
      (part) =>
        [
          `${WORDS.prepaid[language]} ${part.number}, ${formatDate(part.issueDate, language)}`,
          formatEur(-part.grossCents, language),
        ] as const,
    ),
  ];
}

/** Totals and what the law wants under them stay on one page, with the last line above them. */
const endHeight = (document: PrintableDocument): number =>
  14 + totalRows(document).length * 16 + 34 + mentionsHeight(document);

function totals(paper: Paper, y: number, document: PrintableDocument, newPage: () => number): number {
  const { language, kind } = document;
  const dueCents = document.grossCents - prepaidTotals(document.prepaid).grossCents;
  const rows = totalRows(document);
  const top = y + endHeight(document) > CONTENT_BOTTOM ? newPage() : y + 14;
  const width = 250;
  const x = PAGE.width - PAGE.margin - width;
  rows.forEach(([word, amount], i) => {
    write(paper, word, x + 10, top + i * 16, width - 100, { size: 9, ink: INK.faint });
    write(paper, amount, x + width - 110, top + i * 16, 100, { size: 9, align: 'right' });
  });
  const at = top + rows.length * 16 + (rows.length === 0 ? 0 : 4);
  box(paper, x, at, width, 28, INK.brand);
  const style = { size: 11.5, bold: true, ink: INK.white } as const;
  write(paper, TOTAL[kind][language], x + 10, at + 8, 120, style);
  write(paper, formatEur(dueCents, language), x + 120, at + 8, width - 130, { ...style, align: 'right' });
  return at + 28;
}

const MENTION = { size: 7.5, ink: INK.faint } as const;
const ABOVE_MENTIONS = 22;

const mentionsHeight = ({ mentions: all }: PrintableDocument): number =>
  all.reduce((sum, { text }) => sum + heightOf(text, CONTENT_WIDTH, MENTION) + 3, ABOVE_MENTIONS);

function mentions(
  paper: Paper,
  y: number,
  { mentions: all }: PrintableDocument,
  newPage: () => number,
): void {
  let at = y + ABOVE_MENTIONS;
  for (const { text: mention } of all) {
    if (at + heightOf(mention, CONTENT_WIDTH, MENTION) > CONTENT_BOTTOM) at = newPage();
    at = write(paper, mention, PAGE.margin, at, CONTENT_WIDTH, MENTION) + 3;
  }
}
