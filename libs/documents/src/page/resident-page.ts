import { formatDate, formatEur, formatMonth, formatNumber } from '#domain/documents';
import { Decimal } from '#domain/quantity';
import type { PrintableDocument, ResidentMonth } from '../model/index.js';
import { answerBox, points, pointsHeight, tiles, type Tile } from './answer.js';
import { addressLines } from './identity.js';
import {
  CONTENT_BOTTOM,
  CONTENT_WIDTH,
  INK,
  PAGE,
  finish,
  footers,
  openPaper,
  rule,
  write,
  type Paper,
} from './paper.js';
import { reasonText } from './proof-words.js';
import { amountShown, labelShown, priceShown, quantityShown } from './quantities.js';
import { RESIDENT_WORDS as SAYS } from './resident-words.js';
import { whatIsMissing } from './what-is-missing.js';
import { heightOf, heightOfLines, type TextStyle } from './text-lines.js';
import { WORDS } from './words.js';

/** Colours of the answer: green, amber, red. */
const ANSWER_INK = { good: '#1d7a4f', open: '#8a5a00', bad: '#b3261e' } as const;

/** A resident's statement. */
export type ResidentDocument = PrintableDocument & { readonly resident: ResidentMonth };

/** Whether a document is a resident's statement, which has a page of its own. */
export const isOfResident = (document: PrintableDocument): document is ResidentDocument =>
  document.resident !== null;

/** One page that a person understands in ten seconds: what the heat cost, who paid, how to check it, what happens next. */
export function residentPdf(document: ResidentDocument): Promise<Uint8Array> {
  const { language, number, issueDate, period, buyer, index, resident } = document;
  const title = `${SAYS.title[language]}, ${formatMonth(period, language)}`;
  const subject = `${SAYS.statement[language]} ${number}`;
  const paper = openPaper({ title: subject, author: buyer.name, subject: title, language, date: issueDate });
  let y = head(paper, document, title);
  y = answerBox(paper, y, ...answerOf(document));
  y = tiles(paper, y, tilesOf(document)) + 4;
  const below: readonly (readonly [string, readonly string[]])[] = [
    [SAYS.why[language], resident.reasons.map((reason) => reasonText(reason, language))],
    [SAYS.next[language], nextOf(document)],
    [SAYS.check[language], [SAYS.checkMeter, SAYS.checkPrice, SAYS.checkFile].map((text) => text[language])],
  ];
  const reserve = below.reduce((sum, [heading, said]) => sum + pointsHeight(heading, said), MENTIONS_HEIGHT);
  y = lines(paper, y, document, reserve);
  for (const [heading, said] of below) y = points(paper, y, heading, said);
  smallPrint(paper, y, document);
  const log = `${WORDS.log[language]} ${formatNumber(String(index), language)}`;
  footers(paper, [buyer.name, log], () => `${number}  ·  ${formatDate(issueDate, language)}`, language);
  return finish(paper);
}

const FAINT: TextStyle = { size: 9, ink: INK.faint };

function head(paper: Paper, document: ResidentDocument, title: string): number {
  const { seller, buyer, number, issueDate, language, resident } = document;
  const half = CONTENT_WIDTH / 2;
  write(paper, buyer.name, PAGE.margin, PAGE.margin, half, {
    size: 13,
    weight: 'bold',
    ink: INK.brand,
    maxLines: 2,
  });
  const right: TextStyle = { ...FAINT, align: 'right' };
  const x = PAGE.margin + half;
  const named = `${SAYS.statement[language]} ${number}, ${formatDate(issueDate, language)}`;
  let y = write(paper, named, x, PAGE.margin + 2, half, { ...right, ink: INK.text });
  for (const line of [seller.name, ...addressLines(seller, language)].slice(0, 5))
    y = write(paper, line, x, y, half, { ...right, maxLines: 1 });
  const days = `${formatDate(resident.from, language)} ${WORDS.to[language]} ${formatDate(resident.to, language)}`;
  y = Math.max(y, PAGE.margin + 36);
  y = write(paper, title, PAGE.margin, y - 4, CONTENT_WIDTH, { size: 23, weight: 'bold' });
  y = write(paper, `${days}  ·  ${resident.places.join('  ·  ')}`, PAGE.margin, y + 1, CONTENT_WIDTH, {
    ...FAINT,
    maxLines: 2,
  });
  rule(paper, y + 7, INK.brand);
  return y + 18;
}

function answerOf(
  document: ResidentDocument,
): [string, { question: string; answer: string; because: string }] {
  const { language, grossCents, netCents, resident } = document;
  const earlierCents = netCents - resident.creditedCents;
  const earlier =
    earlierCents === 0 ? '' : ` ${SAYS.earlier[language]} ${formatEur(earlierCents, language)}.`;
  const question = SAYS.question[language];
  const said = (ink: string, answer: string, because: string): ReturnType<typeof answerOf> => [
    ink,
    { question, answer, because: `${because}${earlier}` },
  ];
  switch (resident.status) {
    case 'FREE_PAID':
      return said(ANSWER_INK.good, SAYS.nothingAtAll[language], SAYS.because[language]);
    case 'FREE_DUE':
      return said(
        ANSWER_INK.good,
        grossCents === 0
          ? SAYS.nothingAtAll[language]
          : `${SAYS.nothing[language]} ${formatEur(grossCents, language)}.`,
        SAYS.because[language],
      );
    case 'SHORT':
      return said(
        ANSWER_INK.bad,
        `${formatEur(resident.shortCents, language)} ${SAYS.stillYours[language]}`,
        SAYS.becauseShort[language],
      );
    case 'UNPROVEN':
      return said(ANSWER_INK.open, SAYS.unknown[language], SAYS.becauseUnknown[language]);
  }
}

function tilesOf({ language, buyer, resident }: ResidentDocument): Tile[] {
  const { energyWh, ownCostCents, creditedCents, shortCents, status } = resident;
  const kWh = `${formatNumber(new Decimal(energyWh).div(1000).toFixed(1), language)}\u202fkWh`;
  const isKnown = status !== 'UNPROVEN';
  return [
    { word: SAYS.heat[language], figure: kWh, note: SAYS.heatNote[language] },
    {
      word: SAYS.wouldCost[language],
      figure: formatEur(ownCostCents, language),
      note: SAYS.wouldCostNote[language],
    },
    {
      word: SAYS.repaid[language],
      figure: formatEur(creditedCents, language),
      note: `${SAYS.whoPays[language]} ${buyer.name}`,
    },
    {
      word: SAYS.youPay[language],
      figure: isKnown ? formatEur(shortCents, language) : SAYS.noFigure[language],
      note: isKnown ? (shortCents > 0 ? SAYS.missing[language] : '') : SAYS.unknownFigure[language],
      ink: isKnown ? (shortCents > 0 ? ANSWER_INK.bad : ANSWER_INK.good) : ANSWER_INK.open,
    },
  ];
}

function nextOf({ language, grossCents, number, resident }: ResidentDocument): string[] {
  const paid =
    grossCents > 0
      ? [
          `${formatEur(grossCents, language)} ${SAYS.nextPaid[language]} ${number}. ${SAYS.nextAccount[language]}`,
        ]
      : [];
  return [...paid, ...whatIsMissing(resident, language)];
}

const ROW: TextStyle = { size: 9, maxLines: 2 };
const ROW_GAP = 3.5;
const HEADING: TextStyle = { size: 11.5, bold: true };
const FIGURE_WIDTHS = [66, 88, 62] as const;
const LABEL_WIDTH = CONTENT_WIDTH - FIGURE_WIDTHS.reduce((sum, width) => sum + width, 0) - 10;

/** What the law wants said below, and the sum above. */
const MENTIONS_HEIGHT = 50;

type Row = readonly [label: string, quantity: string, price: string, amount: string];

const rowHeight = ([label]: Row): number => heightOf(label, LABEL_WIDTH, ROW) + ROW_GAP;

/** Energy × price = amount, a row each; where there are more than the page holds, the rest in one row. */
function lines(paper: Paper, top: number, document: PrintableDocument, reserve: number): number {
  const { language, grossCents } = document;
  const rows = document.lines.map((line): Row => {
    const { text: price, note } = priceShown(line, language);
    return [
      labelShown(line, language),
      quantityShown(line, language).text,
      note === undefined ? price : `${price} ${note}`,
      amountShown(line, language).text,
    ];
  });
  let y = write(paper, SAYS.how[language], PAGE.margin, top, CONTENT_WIDTH, HEADING) + 2;
  const shown = fitting(rows, CONTENT_BOTTOM - reserve - y);
  for (const one of rows.slice(0, shown)) y = drawRow(paper, y, one);
  const rest = document.lines.slice(shown);
  if (rest.length > 0) {
    const cents = rest.reduce((sum, { amountCents }) => sum + amountCents, 0);
    y = drawRow(paper, y, [`${rest.length} ${SAYS.moreLines[language]}`, '', '', formatEur(cents, language)]);
  }
  rule(paper, y + 1);
  return drawRow(paper, y + 3, [SAYS.total[language], '', '', formatEur(grossCents, language)], true) + 10;
}

/** How many rows fit with the sum below them, and a row for the rest where not all do. */
function fitting(rows: readonly Row[], room: number): number {
  const oneLine = heightOfLines(1, ROW) + ROW_GAP;
  let used = oneLine;
  for (const [i, row] of rows.entries()) {
    used += rowHeight(row);
    const isLast = i === rows.length - 1;
    if (used + (isLast ? 0 : oneLine) > room) return i;
  }
  return rows.length;
}

function drawRow(paper: Paper, y: number, row: Row, bold = false): number {
  const [label, ...figures] = row;
  const style: TextStyle = { ...ROW, bold };
  write(paper, label, PAGE.margin, y, LABEL_WIDTH, style);
  let x = PAGE.margin + LABEL_WIDTH + 10;
  figures.forEach((text, i) => {
    if (text !== '') write(paper, text, x, y, FIGURE_WIDTHS[i]!, { ...style, align: 'right', maxLines: 1 });
    x += FIGURE_WIDTHS[i]!;
  });
  return y + rowHeight(row);
}

function smallPrint(paper: Paper, y: number, { mentions }: PrintableDocument): void {
  let at = y;
  for (const { text } of mentions)
    at = write(paper, text, PAGE.margin, at, CONTENT_WIDTH, { size: 7.8, ink: INK.faint }) + 1;
}
