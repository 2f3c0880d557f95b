import { CONTENT_BOTTOM, CONTENT_WIDTH, INK, PAGE, rule, write, writeLines } from './paper.js';
import type { Sheet } from './sheet.js';
import { heightOfLines, linesOf, widthOf, type TextStyle } from './text-lines.js';

export interface Column {
  readonly title: string;
  /** `text` takes the room that is left and wraps; `figure` is as wide as its figures, at the right. */
  readonly kind: 'text' | 'figure';
}

export interface Cell {
  readonly text: string;
  /** A second, smaller line below. */
  readonly note?: string;
}

/** Sums that go along when a table goes on over pages. */
export interface Carried {
  readonly forward: string;
  readonly brought: string;
  /** The sum of the first so many rows, as the last column shows it. */
  readonly sum: (rows: number) => string;
}

const PADDING = 5;
const BODY: TextStyle = { size: 9 };
const NOTE: TextStyle = { size: 7.5, ink: INK.faint };
const HEAD: TextStyle = { size: 8, bold: true, ink: INK.white };
const CARRY: TextStyle = { size: 8.5, bold: true, ink: INK.faint };
const CARRY_HEIGHT = 18;
/** What text columns keep of the width at least, however long the figures are. */
const TEXT_SHARE = 0.36;

interface LaidCell {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}
interface LaidRow {
  readonly cells: readonly LaidCell[];
  readonly height: number;
}

/**
 * Rows under a heading that is repeated on every page; a row never parts over two pages. Figures set the width of their
 * columns; what is longer than its column is wrapped, so that no cell reaches into another.
 */
export class Table {
  /** Inner widths in points, a column each: what a cell may fill. */
  readonly widths: readonly number[];
  private readonly rows: readonly LaidRow[];

  constructor(
    private readonly columns: readonly Column[],
    rows: readonly (readonly Cell[])[],
    private readonly carried: Carried,
  ) {
    this.widths = widthsOf(columns, rows);
    this.rows = rows.map((row) => this.laid(row));
  }

  /** Draws all rows from where the sheet stands; the last one keeps room for what follows under it. */
  draw(sheet: Sheet, followingHeight: number): void {
    this.heading(sheet);
    this.rows.forEach((row, i) => {
      const below = i === this.rows.length - 1 ? followingHeight : CARRY_HEIGHT;
      if (sheet.y + row.height + below > CONTENT_BOTTOM) this.turn(sheet, i);
      if (i % 2 === 1) sheet.paper.rect(PAGE.margin, sheet.y, CONTENT_WIDTH, row.height).fill(INK.stripe);
      this.row(sheet, row);
    });
    rule(sheet.paper, sheet.y);
  }

  /** The sum so far, at the foot of this page and at the head of the next. */
  private turn(sheet: Sheet, done: number): void {
    if (done > 0) {
      rule(sheet.paper, sheet.y);
      this.carry(sheet, this.carried.forward, done);
    }
    sheet.turn();
    this.heading(sheet);
    if (done > 0) this.carry(sheet, this.carried.brought, done);
  }

  private carry(sheet: Sheet, words: string, done: number): void {
    const width = CONTENT_WIDTH - 2 * PADDING;
    const amount = this.carried.sum(done);
    const amountWidth = widthOf(amount, CARRY);
    const style = { ...CARRY, align: 'right' } as const;
    const top = sheet.y + (CARRY_HEIGHT - heightOfLines(1, CARRY)) / 2;
    write(sheet.paper, amount, PAGE.margin + PADDING, top, width, style);
    write(sheet.paper, words, PAGE.margin + PADDING, top, width - amountWidth - 12, style);
    sheet.y += CARRY_HEIGHT;
  }

  private heading(sheet: Sheet): void {
    const titles = this.columns.map(({ title }, i) => linesOf(title, this.widths[i]!, HEAD));
    const most = Math.max(...titles.map((lines) => lines.length));
    const height = heightOfLines(most, HEAD) + 2 * PADDING - 1;
    sheet.paper.rect(PAGE.margin, sheet.y, CONTENT_WIDTH, height).fill(INK.brand);
    titles.forEach((lines, i) => {
      writeLines(sheet.paper, lines, this.left(i), sheet.y + PADDING, this.widths[i]!, this.aligned(HEAD, i));
    });
    sheet.y += height;
  }

  private laid(cells: readonly Cell[]): LaidRow {
    const laid = cells.map(({ text, note }, i) => ({
      lines: linesOf(text, this.widths[i]!, BODY),
      notes: note === undefined ? [] : linesOf(note, this.widths[i]!, NOTE),
    }));
    const heights = laid.map(
      ({ lines, notes }) => heightOfLines(lines.length, BODY) + heightOfLines(notes.length, NOTE),
    );
    return { cells: laid, height: Math.max(...heights) + 2 * PADDING - 1 };
  }

  private row(sheet: Sheet, { cells, height }: LaidRow): void {
    cells.forEach(({ lines, notes }, i) => {
      const [x, width] = [this.left(i), this.widths[i]!];
      const below = writeLines(sheet.paper, lines, x, sheet.y + PADDING, width, this.aligned(BODY, i));
      if (notes.length > 0) writeLines(sheet.paper, notes, x, below, width, this.aligned(NOTE, i));
    });
    sheet.y += height;
  }

  private aligned = (style: TextStyle, column: number): TextStyle =>
    this.columns[column]!.kind === 'figure' ? { ...style, align: 'right' } : style;

  private left(column: number): number {
    const before = this.widths.slice(0, column).reduce((sum, width) => sum + width, 0);
    return PAGE.margin + PADDING + before + column * 2 * PADDING;
  }
}

/** Figures get what they need, within what texts leave; texts share the rest. */
function widthsOf(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  const room = CONTENT_WIDTH - columns.length * 2 * PADDING;
  const natural = columns.map(({ kind, title }, i) =>
    kind === 'text' ? 0 : rows.reduce((most, row) => Math.max(most, cellWidth(row[i]!)), titleWidth(title)),
  );
  const figures = levelled(natural, room * (1 - TEXT_SHARE));
  const left = room - figures.reduce((sum, width) => sum + width, 0);
  const texts = columns.filter(({ kind }) => kind === 'text').length;
  return columns.map(({ kind }, i) => (kind === 'text' ? left / texts : figures[i]!));
}

/** Widths that fit into `room` together: only the widest give way, down to one level. */
function levelled(widths: readonly number[], room: number): number[] {
  let left = room;
  const narrow = new Map<number, number>();
  const byWidth = widths.map((width, i) => ({ width, i })).sort((one, other) => one.width - other.width);
  byWidth.forEach(({ width, i }, place) => {
    const granted = Math.min(width, left / (byWidth.length - place));
    narrow.set(i, granted);
    left -= granted;
  });
  return widths.map((_, i) => narrow.get(i)!);
}

/** A hair more than measured: a sum of fractions must not wrap what fits. */
const HAIR = 0.01;
/** A title up to this width stands on one line; a longer one may wrap. */
const TITLE_WIDTH = 64;

function titleWidth(title: string): number {
  const whole = widthOf(title, HEAD);
  const widestWord = Math.max(...title.split(' ').map((word) => widthOf(word, HEAD)));
  return (whole <= TITLE_WIDTH ? whole : widestWord) + HAIR;
}
const cellWidth = ({ text, note = '' }: Cell): number =>
  Math.max(widthOf(text, BODY), widthOf(note, NOTE)) + HAIR;
