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
import { heightOfLines, type TextStyle } from './text-lines.js';
import { WORDS } from './words.js';

/** Colours of the answer: green, amber, red. */
const ANSWER_INK = { good: '#1d7a4f', open: '#8a5a00', bad: '#b3261e' } as const;

/** Whether a document is a resident's statement, which has a page of its own. */
export const isOfResident = (
  document: PrintableDocument,
): document is PrintableDocument & { readonly resident: ResidentMonth } => document.resident !== null;

/** One page that a person understands in ten seconds: what the heat cost, who paid, how to check it, what happens next. */
export function residentPdf(
  document: PrintableDocument & { readonly resident: ResidentMonth },
): Promise<Uint8Array> {
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

function head(
  paper: Paper,
  document: PrintableDocument & { readonly resident: ResidentMonth },
  title: string,
): number {
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
  y = Math.max(y, PAGE.margin + 36);
  y = write(paper, title, PAGE.margin, y - 4, CONTENT_WIDTH, { size: 23, weight: 'bold' });
  y = write(paper, resident.places.join('  ·  '), PAGE.margin, y + 1, CONTENT_WIDTH, {
    ...FAINT,
    maxLines: 2,
  });
  rule(paper, y + 7, INK.brand);
  return y + 18;
}

function answerOf(
  document: PrintableDocument & { readonly resident: ResidentMonth },
): [string, { question: string; answer: string; because: string }] {
  const { language, grossCents, resident } = document;
  const question = SAYS.question[language];
  const said = (ink: string, answer: string, because: string): ReturnType<typeof answerOf> => [
    ink,
    { question, answer, because },
  ];
  switch (resident.status) {
    case 'FREE_PAID':
      return said(ANSWER_INK.good, SAYS.nothingAtAll[language], SAYS.because[language]);
    case 'FREE_DUE':
      return said(
        ANSWER_INK.good,
        `${SAYS.nothing[language]} ${formatEur(grossCents, language)}.`,
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

function tilesOf({
  language,
  buyer,
  resident,
}: PrintableDocument & { readonly resident: ResidentMonth }): Tile[] {
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

function nextOf({
  language,
  grossCents,
  number,
  resident,
}: PrintableDocument & { readonly resident: ResidentMonth }): string[] {
  const paid =
    grossCents > 0 ? [`${formatEur(grossCents, language)} ${SAYS.nextPaid[language]} ${number}.`] : [];
  if (resident.status === 'SHORT' || resident.status === 'UNPROVEN')
    return [...paid, SAYS.nextShort[language]];
  return [...paid, SAYS.nextNothing[language]];
}

const ROW: TextStyle = { size: 9, maxLines: 1 };
const ROW_HEIGHT = heightOfLines(1, ROW) + 3.5;
const HEADING: TextStyle = { size: 11.5, bold: true };
const QUANTITY_WIDTH = 84;
const PRICE_WIDTH = 96;
const AMOUNT_WIDTH = 76;

/** What the law wants said below, and the sum above. */
const MENTIONS_HEIGHT = 36;

/** Energy × price = amount, a row each; where there are more than the page holds, the rest in one row. */
function lines(paper: Paper, top: number, document: PrintableDocument, reserve: number): number {
  const { language, grossCents } = document;
  const room = Math.max(4, Math.floor((CONTENT_BOTTOM - reserve - top - 40) / ROW_HEIGHT));
  const all = document.lines;
  const shown = all.length <= room ? all : all.slice(0, room - 1);
  const rest = all.slice(shown.length);
  let y = write(paper, SAYS.how[language], PAGE.margin, top, CONTENT_WIDTH, HEADING) + 2;
  for (const line of shown)
    y = row(paper, y, [
      labelShown(line, language),
      quantityShown(line, language).text,
      [priceShown(line, language).text, priceShown(line, language).note].filter(Boolean).join(' '),
      amountShown(line, language).text,
    ]);
  if (rest.length > 0) {
    const cents = rest.reduce((sum, { amountCents }) => sum + amountCents, 0);
    y = row(paper, y, [`${rest.length} ${SAYS.moreLines[language]}`, '', '', formatEur(cents, language)]);
  }
  rule(paper, y + 1);
  return row(paper, y + 3, [SAYS.total[language], '', '', formatEur(grossCents, language)], true) + 10;
}

function row(
  paper: Paper,
  y: number,
  [label, quantity, price, amount]: readonly [string, string, string, string],
  bold = false,
): number {
  const style: TextStyle = { ...ROW, bold };
  const right: TextStyle = { ...style, align: 'right' };
  const labelWidth = CONTENT_WIDTH - QUANTITY_WIDTH - PRICE_WIDTH - AMOUNT_WIDTH - 12;
  let x = PAGE.margin;
  write(paper, label, x, y, labelWidth, style);
  x += labelWidth + 12;
  for (const [text, width] of [
    [quantity, QUANTITY_WIDTH],
    [price, PRICE_WIDTH],
    [amount, AMOUNT_WIDTH],
  ] as const) {
    if (text !== '') write(paper, text, x, y, width, right);
    x += width;
  }
  return y + ROW_HEIGHT;
}

function smallPrint(paper: Paper, y: number, { mentions }: PrintableDocument): void {
  let at = y;
  for (const { text } of mentions)
    at = write(paper, text, PAGE.margin, at, CONTENT_WIDTH, { size: 7.8, ink: INK.faint }) + 1;
}
