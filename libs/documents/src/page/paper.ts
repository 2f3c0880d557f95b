import PDFDocument from 'pdfkit';
import type { LocalDate } from '#domain/calendar';

export type Paper = InstanceType<typeof PDFDocument>;

export const PAGE = { width: 595.28, height: 841.89, margin: 48, footer: 44 } as const;
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

const REGULAR = 'Helvetica';
const BOLD = 'Helvetica-Bold';

/** The standard fonts know WinAnsi only: what they lack is written with what they have. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  '\u202f': '\u00a0',
  '\u2212': '\u2013',
  '\u2011': '-',
};
const WIN_ANSI =
  /^[\u0020-\u007e\u00a0-\u00ff\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]$/;

export function printable(text: string): string {
  return [...text]
    .map((sign) => {
      const written = SUBSTITUTES[sign] ?? sign;
      if (WIN_ANSI.test(written)) return written;
      const plain = written.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
      return WIN_ANSI.test(plain) ? plain : '?';
    })
    .join('');
}

/** A blank A4 document whose bytes follow from its content alone: its date is the issue date. */
export function openPaper(title: string, author: string, date: LocalDate): Paper {
  const paper = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: 0 },
    bufferPages: true,
    compress: true,
    info: {
      Title: printable(title),
      Author: printable(author),
      Producer: 'heatledger',
      Creator: 'heatledger',
      CreationDate: new Date(`${date}T00:00:00Z`),
    },
  });
  paper.lineWidth(0.6);
  return paper;
}

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

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  readonly ink?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly lineGap?: number;
}

const setFont = (paper: Paper, { size, bold = false, ink = INK.text }: TextStyle): Paper =>
  paper
    .font(bold ? BOLD : REGULAR)
    .fontSize(size)
    .fillColor(ink);

/** Height of a text wrapped into a width. */
export function heightOf(paper: Paper, text: string, width: number, style: TextStyle): number {
  return setFont(paper, style).heightOfString(printable(text), { width, lineGap: style.lineGap ?? 1.5 });
}

/** Width of a text on one line. */
export const widthOf = (paper: Paper, text: string, style: TextStyle): number =>
  setFont(paper, style).widthOfString(printable(text));

/** Writes a text wrapped into a width; answers where it ends. */
export function write(
  paper: Paper,
  text: string,
  x: number,
  y: number,
  width: number,
  style: TextStyle,
): number {
  const shown = printable(text);
  const lineGap = style.lineGap ?? 1.5;
  setFont(paper, style).text(shown, x, y, { width, align: style.align ?? 'left', lineGap });
  return y + paper.heightOfString(shown, { width, lineGap });
}

export function rule(paper: Paper, y: number, ink: string = INK.rule): void {
  paper
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.width - PAGE.margin, y)
    .strokeColor(ink)
    .stroke();
}

export function box(paper: Paper, x: number, y: number, width: number, height: number, fill: string): void {
  paper.roundedRect(x, y, width, height, 4).fill(fill);
}

/** Who issued it, which document, and page n of m, at the foot of every page. */
export function footers(paper: Paper, left: string, right: (page: number, pages: number) => string): void {
  const { count } = paper.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    paper.switchToPage(page);
    const y = PAGE.height - PAGE.margin - 14;
    rule(paper, y - 8);
    const style = { size: 7.5, ink: INK.faint } as const;
    write(paper, left, PAGE.margin, y, CONTENT_WIDTH * 0.72, style);
    write(paper, right(page + 1, count), PAGE.margin + CONTENT_WIDTH * 0.72, y, CONTENT_WIDTH * 0.28, {
      ...style,
      align: 'right',
    });
  }
}
