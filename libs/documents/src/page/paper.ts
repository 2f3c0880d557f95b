import PDFDocument from 'pdfkit';
import type { LocalDate } from '#domain/calendar';
import type { Language } from '#domain/documents';
import { faceOf, type Weight } from './fonts.js';
import { REPLACED } from './letters.js';
import { heightOfLines, linesOf, shownText, weightOf, widthOf, type TextStyle } from './text-lines.js';

export type Paper = InstanceType<typeof PDFDocument>;

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89, margin: 46, footer: 40 } as const;
export const CONTENT_WIDTH = PAGE.width - 2 * PAGE.margin;
/** Nothing but the footer stands below. */
export const CONTENT_BOTTOM = PAGE.height - PAGE.margin - PAGE.footer;

export const INK = {
  text: '#1c2430',
  faint: '#5c6672',
  rule: '#c9d0d8',
  stripe: '#f4f6f8',
  band: '#eef2f5',
  brand: '#0f5257',
  white: '#ffffff',
} as const;

const WEIGHTS: readonly Weight[] = ['regular', 'semibold', 'bold'];

/** Share of the size at which letters stand below the top of their line: capitals are in its middle. */
const BASELINE = 0.93;

/** What a file says about itself; plain texts. */
export interface AboutPaper {
  readonly title: string;
  readonly author: string;
  readonly subject?: string;
  readonly language: Language;
  /** Its date: two papers of the same content have the same bytes. */
  readonly date: LocalDate;
}

/** A blank A4 document, PDF/A-3b (ISO 19005-3), whose bytes follow from its content alone. */
export function openPaper({ title, author, subject, language, date }: AboutPaper): Paper {
  const paper = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: 0 },
    // PDF/A has embedded fonts only: without this the standard Helvetica would be opened.
    font: null as unknown as string, // its types know no null
    subset: 'PDF/A-3b',
    pdfVersion: '1.7',
    lang: language === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    bufferPages: true,
    compress: true,
    info: {
      Title: plainWords(title, language),
      Author: plainWords(author, language),
      ...(subject === undefined ? {} : { Subject: plainWords(subject, language) }),
      Producer: 'heatledger',
      Creator: 'heatledger',
      CreationDate: new Date(`${date}T00:00:00Z`),
    },
  });
  // Its types know no opened fonts.
  for (const weight of WEIGHTS) paper.registerFont(weight, faceOf(weight).source as unknown as Buffer);
  paper.lineWidth(0.6);
  return paper;
}

/** pdfkit writes these texts into XMP as they are: signs that XML reads as its own are put into words. */
const plainWords = (text: string, language: Language): string =>
  shownText(text, { size: 1 })
    .replaceAll('&', language === 'fr' ? 'et' : 'and')
    .replaceAll('<', '\u2039')
    .replaceAll('>', '\u203a');

/** All bytes once the document is finished. */
export function finish(paper: Paper): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    paper.on('data', (part: Buffer) => parts.push(part));
    paper.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    paper.on('error', reject);
    paper.end();
  });
}

/** Writes a text wrapped into a width; answers where it ends. */
export function write(
  paper: Paper,
  text: string,
  x: number,
  y: number,
  width: number,
  style: TextStyle,
): number {
  return writeLines(paper, linesOf(text, width, style), x, y, width, style);
}

/** Writes lines that were made by `linesOf` for this width and style; answers where they end. */
export function writeLines(
  paper: Paper,
  lines: readonly string[],
  x: number,
  y: number,
  width: number,
  style: TextStyle,
): number {
  const { size, align = 'left', ink = INK.text } = style;
  paper.font(weightOf(style)).fontSize(size).fillColor(ink);
  const step = heightOfLines(1, style);
  lines.forEach((line, i) => {
    if (line === '') return;
    if (line.includes(REPLACED)) marked.add(paper);
    const lineWidth = align === 'left' ? 0 : widthOf(line, style);
    const left =
      align === 'left' ? x : align === 'right' ? x + width - lineWidth : x + (width - lineWidth) / 2;
    paper.text(line, left, y + i * step + BASELINE * size, { lineBreak: false, baseline: 'alphabetic' });
  });
  return y + lines.length * step;
}

export function rule(paper: Paper, y: number, ink: string = INK.rule): void {
  paper
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.width - PAGE.margin, y)
    .strokeColor(ink)
    .stroke();
}

export function box(paper: Paper, x: number, y: number, width: number, height: number, fill: string): void {
  paper.roundedRect(x, y, width, height, 3).fill(fill);
}

const FOOT: TextStyle = { size: 7.2, ink: INK.faint, maxLines: 1 };
const MARKED: Readonly<Record<Language, string>> = {
  fr: `${REPLACED} tient lieu d’un signe que cette page ne peut pas écrire ; le texte entier est dans le fichier de données.`,
  en: `${REPLACED} stands for a sign that this page cannot write; the whole text is in the data file.`,
};

/** Papers on which something was written that the font lacks. */
const marked = new WeakSet<Paper>();

/**
 * The foot of every page: a rule, texts below each other (each cut to its line) and page n of m. Drawn last. Where signs
 * were replaced it says so.
 */
export function footers(
  paper: Paper,
  texts: readonly string[],
  right: (page: number, pages: number) => string,
  language: Language,
): void {
  const all = marked.has(paper) ? [...texts, MARKED[language]] : texts;
  const { count } = paper.bufferedPageRange();
  const width = CONTENT_WIDTH * 0.8;
  for (let page = 0; page < count; page++) {
    paper.switchToPage(page);
    let y = CONTENT_BOTTOM + 9;
    rule(paper, y);
    write(paper, right(page + 1, count), PAGE.margin + width, y + 5, CONTENT_WIDTH - width, {
      ...FOOT,
      align: 'right',
    });
    y += 5;
    for (const text of all) y = write(paper, text, PAGE.margin, y, width, FOOT);
  }
}
