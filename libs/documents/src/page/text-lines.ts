import { faceOf, type Weight } from './fonts.js';

export interface TextStyle {
  /** In points. */
  readonly size: number;
  readonly weight?: Weight;
  /** Short for the weight `semibold`. */
  readonly bold?: boolean;
  readonly ink?: string;
  readonly align?: 'left' | 'right' | 'center';
  /** Points between lines. */
  readonly lineGap?: number;
  /** At most so many lines: the last one ends in an ellipsis where more would follow. */
  readonly maxLines?: number;
}

const ELLIPSIS = '\u2026';

export const weightOf = ({ weight, bold = false }: TextStyle): Weight =>
  weight ?? (bold ? 'semibold' : 'regular');

/** A text as the page writes it: see `printable` in letters. */
export const shownText = (text: string, style: TextStyle): string => faceOf(weightOf(style)).printable(text);

/** Width in points of a text on one line. */
export const widthOf = (text: string, style: TextStyle): number => shownWidth(shownText(text, style), style);

const shownWidth = (shown: string, style: TextStyle): number =>
  (faceOf(weightOf(style)).width(shown) * style.size) / 1000;

/** Height in points of one line, without the gap below it. */
export const lineHeightOf = ({ size }: Pick<TextStyle, 'size'>): number => size * 1.2;
const lineGapOf = ({ lineGap = 1 }: TextStyle): number => lineGap;

/** Height in points of so many lines. */
export const heightOfLines = (count: number, style: TextStyle): number =>
  count * (lineHeightOf(style) + lineGapOf(style));

/** Height in points of a text wrapped into a width. */
export const heightOf = (text: string, width: number, style: TextStyle): number =>
  heightOfLines(linesOf(text, width, style).length, style);

/**
 * A text in lines of which none is wider than `width`: broken at spaces and line ends, and within a word only where the
 * word alone is wider than a line. No-break spaces hold as long as what they join fits.
 */
export function linesOf(text: string, width: number, style: TextStyle): string[] {
  const lines = text.split(/\r\n|\n|\r/).flatMap((part) => wrapped(shownText(part, style), width, style));
  const { maxLines = lines.length } = style;
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  return [...kept.slice(0, -1), shortened(`${kept.at(-1)!}${ELLIPSIS}`, width, style)];
}

/** A text on one line that is no wider than `width`: its end gives way to an ellipsis. */
export function shortened(text: string, width: number, style: TextStyle): string {
  const shown = shownText(text, style);
  if (shownWidth(shown, style) <= width) return shown;
  const signs = [...shown.replace(/\u2026$/, '')];
  const fits = (count: number): boolean => shownWidth(cut(signs, count), style) <= width;
  return cut(signs, largest(signs.length, fits));
}

const cut = (signs: readonly string[], count: number): string =>
  `${signs.slice(0, count).join('').trimEnd()}${ELLIPSIS}`;

const wrapped = (text: string, width: number, style: TextStyle): string[] =>
  shownWidth(text, style) <= width ? [text] : packed(words(text), width, style, unjoined);

const words = (text: string): string[] => text.match(/[^ ]+ */g) ?? [];

/** Parts in as few lines as they fit in, in their order; a part that alone is too wide is broken further. */
function packed(
  parts: readonly string[],
  width: number,
  style: TextStyle,
  smaller: (part: string, width: number, style: TextStyle) => string[],
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const longer = line + part;
    if (shownWidth(longer.trimEnd(), style) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    const pieces = shownWidth(part.trimEnd(), style) <= width ? [part] : smaller(part, width, style);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  return [...lines, line.trimEnd()];
}

/** A word too wide for a line parts where no-break spaces join it, else between any two letters. */
const unjoined = (word: string, width: number, style: TextStyle): string[] =>
  packed(word.match(/[^\u00a0\u202f]+[\u00a0\u202f]*|[\u00a0\u202f]+/g) ?? [word], width, style, broken);

/** A word in pieces that fit: at least one sign each. Combining marks stay with their letter. */
function broken(word: string, width: number, style: TextStyle): string[] {
  const pieces: string[] = [];
  let rest: string[] = word.match(/\P{M}\p{M}*/gu) ?? [word];
  while (rest.length > 0) {
    const from = rest;
    const fits = (count: number): boolean =>
      shownWidth(from.slice(0, count).join('').trimEnd(), style) <= width;
    const count = Math.max(1, largest(from.length, fits));
    pieces.push(from.slice(0, count).join(''));
    rest = from.slice(count);
  }
  return pieces;
}

/** The largest number up to `max` that fits, where less fits too; 0 where none does. */
function largest(max: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, max];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
