/** Stands for a sign that the page's fonts lack. A page that shows it says so at its foot. */
export const REPLACED = '\u25a1';

/** Tells whether a sign can be drawn. */
export type HasGlyph = (codePoint: number) => boolean;

/** Marks that one letter may carry; more would be drawn over the lines around it. */
const MARKS_MAX = 2;

/** Without a shape of their own. Of these, the ones that turn the direction of text could make a page read wrongly. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e01ef}]/gu;
/** Halves of surrogate pairs. */
const HALVES = /\p{Cs}/gu;
const CONTROL = /\p{Cc}+/gu;
/** Signs that the font has, and that need no composing. */
const PLAIN = /^[\u0020-\u007e\u00a0\u00b0\u00b7\u00c0-\u017e\u2013\u2019\u2022\u2026\u202f\u20ac\u2212]*$/u;
export const isPlain = (text: string): boolean => PLAIN.test(text);
const CLUSTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A text as the page can write it: composed letters (Unicode NFC), no control signs, and for each sign as a person
 * counts them (an emoji with its parts is one) that the font lacks its compatible spelling, or `REPLACED`. Whole, a name
 * stands in the XML and JSON. Scripts written from right to left are among what is replaced: none is ever drawn turned.
 */
export function printable(text: string, has: HasGlyph): string {
  if (isPlain(text)) return text;
  const clean = text.normalize('NFC').replace(HALVES, '\ufffd').replace(CONTROL, ' ');
  let written = '';
  for (const { segment } of CLUSTERS.segment(clean)) written += clusterOf(segment, has);
  return written;
}

function clusterOf(segment: string, has: HasGlyph): string {
  const cluster = segment.replace(INVISIBLE, '');
  if (isDrawable(cluster, has)) return cluster;
  const compatible = cluster.normalize('NFKC');
  return isDrawable(compatible, has) ? compatible : REPLACED;
}

function isDrawable(cluster: string, has: HasGlyph): boolean {
  const signs = [...cluster];
  const marks = signs.filter((sign) => /\p{M}/u.test(sign)).length;
  // A mark that begins a cluster has no letter to stand on.
  if (marks > MARKS_MAX || /^\p{M}/u.test(cluster)) return false;
  return signs.every((sign) => has(sign.codePointAt(0)!));
}
