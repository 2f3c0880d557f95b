import { createRequire } from 'node:module';
import { openSync, type Font, type Glyph, type GlyphRun } from 'fontkit';
import { invariant } from '#domain/decision';
import { isPlain, printable } from './letters.js';

/** Weights of Source Sans 3 that pages are set in. */
export type Weight = 'regular' | 'semibold' | 'bold';

const FILES: Readonly<Record<Weight, string>> = {
  regular: '400Regular/SourceSans3_400Regular.ttf',
  semibold: '600SemiBold/SourceSans3_600SemiBold.ttf',
  bold: '700Bold/SourceSans3_700Bold.ttf',
};

/** Marks and kerning; ligatures would hide letters from who searches or copies the text. */
export const FEATURES = { liga: false, clig: false, calt: false, rlig: false, rclt: false, locl: false };

/** What is laid out whole is remembered up to so many words; a full cache begins anew, so that memory stays flat. */
const WORDS_MAX = 5_000;
const TEXTS_MAX = 5_000;

type Position = GlyphRun['positions'][number] & { advanceWidth: number };
/** What pdfkit reads of a run of glyphs. */
interface Run {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly Position[];
  /** In thousandths of the font size. */
  readonly advanceWidth: number;
}

/** One weight, opened once per thread. What it laid out once it does not lay out again. */
export class Face {
  readonly font: Font;
  /** The font as pdfkit takes it, its layout remembered over documents. */
  readonly source: Font;
  private readonly runs = new Map<string, Run>();
  private readonly texts = new Map<string, string>();
  private readonly glyphs = new Map<string, Glyph>();
  private readonly kerning = new Map<string, number>();

  constructor(weight: Weight) {
    const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/source-sans-3/${FILES[weight]}`);
    this.font = openSync(path) as Font;
    // pdfkit scales the positions of a run in place: only of a scale of one may they be kept.
    invariant(this.font.unitsPerEm === 1000, 'the page font has 1000 units per em');
    // fontkit remembers a glyph with the sign it was first asked for, and with none where it is a part of another (E of É):
    // asked for by their signs first, all letters can be read back from a page, whatever was drawn before it.
    for (const codePoint of this.font.characterSet) this.font.glyphForCodePoint(codePoint);
    this.source = Object.create(this.font, { layout: { value: (text: string) => this.run(text) } }) as Font;
  }

  /** What of a text the font can write: see `printable`. */
  printable(text: string): string {
    if (isPlain(text)) return text;
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const written = printable(text, (codePoint) => this.font.hasGlyphForCodePoint(codePoint));
    if (this.texts.size >= TEXTS_MAX) this.texts.clear();
    this.texts.set(text, written);
    return written;
  }

  /** Width of a printable text in thousandths of the font size; words are set apart from each other, as pdfkit does. */
  width(text: string): number {
    if (isPlain(text)) return this.plainWidth(text);
    let width = 0;
    for (const word of text.match(/[^ ]* ?/g) ?? []) width += this.run(word).advanceWidth;
    return width;
  }

  /** As `plainRun` of each word would tell, without laying out what is only measured. */
  private plainWidth(text: string): number {
    let width = 0;
    for (let i = 0; i < text.length; i++) {
      const sign = text[i]!;
      width += this.glyph(sign).advanceWidth;
      if (sign !== ' ' && i + 1 < text.length) width += this.kern(text.slice(i, i + 2));
    }
    return width;
  }

  private run(word: string): Run {
    if (isPlain(word)) return this.plainRun(word);
    const known = this.runs.get(word);
    if (known !== undefined) return known;
    const { glyphs, positions, advanceWidth } = this.font.layout(word, FEATURES);
    const run = { glyphs, positions: positions as Position[], advanceWidth };
    if (this.runs.size >= WORDS_MAX) this.runs.clear();
    this.runs.set(word, run);
    return run;
  }

  /** Of plain letters each has its glyph, and only neighbours kern: what the font would answer, tens of times faster. */
  private plainRun(word: string): Run {
    const glyphs: Glyph[] = [];
    const positions: Position[] = [];
    let width = 0;
    for (let i = 0; i < word.length; i++) {
      const glyph = this.glyph(word[i]!);
      const { advanceWidth } = glyph;
      const xAdvance = advanceWidth + (i + 1 < word.length ? this.kern(word.slice(i, i + 2)) : 0);
      glyphs.push(glyph);
      positions.push({ xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth });
      width += xAdvance;
    }
    return { glyphs, positions, advanceWidth: width };
  }

  private glyph(sign: string): Glyph {
    const known = this.glyphs.get(sign);
    if (known !== undefined) return known;
    const glyph = this.font.glyphForCodePoint(sign.codePointAt(0)!);
    this.glyphs.set(sign, glyph);
    return glyph;
  }

  /** By how much two neighbours stand apart from what each is wide. */
  private kern(pair: string): number {
    const known = this.kerning.get(pair);
    if (known !== undefined) return known;
    const [first] = this.font.layout(pair, FEATURES).positions;
    const kern = first!.xAdvance - this.glyph(pair[0]!).advanceWidth;
    this.kerning.set(pair, kern);
    return kern;
  }
}

const faces = new Map<Weight, Face>();

/** A weight of the page's font; its file is read at the first call in a thread. */
export function faceOf(weight: Weight): Face {
  const known = faces.get(weight);
  if (known !== undefined) return known;
  const face = new Face(weight);
  faces.set(weight, face);
  return face;
}
