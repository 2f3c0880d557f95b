import { CONTENT_WIDTH, INK, PAGE, box, write, type Paper } from './paper.js';
import { heightOf, type TextStyle } from './text-lines.js';

const PADDING = 22;
const BIG: TextStyle = { size: 21, weight: 'bold', ink: INK.white, lineGap: 2 };
const SMALL: TextStyle = { size: 10.5, ink: INK.white };

/** A question, its answer in large letters, and why, on the colour of the answer. Answers where it ends. */
export function answerBox(
  paper: Paper,
  y: number,
  ink: string,
  {
    question,
    answer,
    because,
  }: { readonly question: string; readonly answer: string; readonly because: string },
): number {
  const width = CONTENT_WIDTH - 2 * PADDING;
  const height =
    heightOf(question, width, SMALL) +
    heightOf(answer, width, BIG) +
    heightOf(because, width, SMALL) +
    2 * PADDING;
  box(paper, PAGE.margin, y, CONTENT_WIDTH, height, ink);
  const x = PAGE.margin + PADDING;
  let at = write(paper, question, x, y + PADDING - 4, width, SMALL) + 4;
  at = write(paper, answer, x, at, width, BIG) + 3;
  write(paper, because, x, at, width, SMALL);
  return y + height + 14;
}

export interface Tile {
  readonly word: string;
  readonly figure: string;
  readonly note: string;
  readonly ink?: string;
}

const GAP = 12;
const INSIDE = 12;
const WORD: TextStyle = { size: 8.5, ink: INK.faint };
const NOTE: TextStyle = { size: 8, ink: INK.faint };
const figureStyle = (ink: string): TextStyle => ({ size: 16, bold: true, ink, maxLines: 1 });

/** Figures side by side, each in a box of its own, all of one height. Answers where they end. */
export function tiles(paper: Paper, y: number, all: readonly Tile[]): number {
  const width = (CONTENT_WIDTH - (all.length - 1) * GAP) / all.length;
  const inner = width - 2 * INSIDE;
  const tallest = (style: TextStyle, text: (tile: Tile) => string): number =>
    Math.max(...all.map((tile) => (text(tile) === '' ? 0 : heightOf(text(tile), inner, style))));
  const wordHeight = tallest(WORD, ({ word }) => word);
  const figureHeight = heightOf('0', inner, figureStyle(INK.text));
  const height = wordHeight + figureHeight + tallest(NOTE, ({ note }) => note) + 2 * INSIDE;
  all.forEach(({ word, figure, note, ink = INK.text }, i) => {
    const x = PAGE.margin + i * (width + GAP);
    box(paper, x, y, width, height, INK.band);
    write(paper, word, x + INSIDE, y + INSIDE - 2, inner, WORD);
    write(paper, figure, x + INSIDE, y + INSIDE + wordHeight, inner, figureStyle(ink));
    if (note !== '') write(paper, note, x + INSIDE, y + INSIDE + wordHeight + figureHeight + 1, inner, NOTE);
  });
  return y + height + GAP;
}

const HEADING: TextStyle = { size: 11.5, bold: true };
const ITEM: TextStyle = { size: 9.5 };

const SENTENCE_GAP = 1.5;
const BELOW = 9;

/** Points that a heading and its sentences take. */
export const pointsHeight = (heading: string, sentences: readonly string[]): number =>
  sentences.length === 0
    ? 0
    : heightOf(heading, CONTENT_WIDTH, HEADING) +
      2 +
      sentences.reduce((sum, one) => sum + heightOf(one, CONTENT_WIDTH - 12, ITEM) + SENTENCE_GAP, BELOW);

/** A heading and sentences below it, each with a dot. Answers where it ends. */
export function points(paper: Paper, y: number, heading: string, sentences: readonly string[]): number {
  if (sentences.length === 0) return y;
  let at = write(paper, heading, PAGE.margin, y, CONTENT_WIDTH, HEADING) + 2;
  for (const sentence of sentences) {
    write(paper, '\u2022', PAGE.margin, at, 10, ITEM);
    at = write(paper, sentence, PAGE.margin + 12, at, CONTENT_WIDTH - 12, ITEM) + SENTENCE_GAP;
  }
  return at + BELOW;
}
