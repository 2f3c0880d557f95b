import { CONTENT_BOTTOM, CONTENT_WIDTH, INK, PAGE, rule, write, type Paper } from './paper.js';
import { heightOf } from './text-lines.js';

export interface Column {
  readonly title: string;
  /** Share of the page width. */
  readonly share: number;
  readonly align: 'left' | 'right';
}

export interface Cell {
  readonly text: string;
  /** A second, smaller line below. */
  readonly note?: string;
}

const PADDING = 5;
const BODY = { size: 9 } as const;
const NOTE = { size: 7.5, ink: INK.faint } as const;

/** Rows under a heading that is repeated on every page; a row never parts over two pages. */
export class Table {
  private readonly edges: readonly number[];

  constructor(
    private readonly paper: Paper,
    private readonly columns: readonly Column[],
    private readonly newPage: () => number,
  ) {
    const total = columns.reduce((sum, { share }) => sum + share, 0);
    let x = PAGE.margin;
    this.edges = [x, ...columns.map(({ share }) => (x += (share / total) * CONTENT_WIDTH))];
  }

  /** Draws all rows from `y` on; answers where the table ends. The last one keeps room for what follows under it. */
  draw(y: number, rows: readonly (readonly Cell[])[], followingHeight = 0): number {
    let at = this.heading(y);
    rows.forEach((row, i) => {
      const height = this.heightOf(row);
      const following = i === rows.length - 1 ? followingHeight : 0;
      if (at + height + following > CONTENT_BOTTOM) at = this.heading(this.newPage());
      if (i % 2 === 1) this.paper.rect(PAGE.margin, at, CONTENT_WIDTH, height).fill(INK.stripe);
      this.row(at, row);
      at += height;
    });
    rule(this.paper, at);
    return at;
  }

  private heading(y: number): number {
    const titles = this.columns.map(({ title }) => ({ text: title }));
    const height =
      Math.max(...titles.map((cell, i) => this.cellHeight(cell, i, { size: 8, bold: true }))) + 2 * PADDING;
    this.paper.rect(PAGE.margin, y, CONTENT_WIDTH, height).fill(INK.brand);
    titles.forEach((cell, i) => {
      const style = { size: 8, bold: true, ink: INK.white, align: this.columns[i]!.align } as const;
      write(this.paper, cell.text, this.left(i), y + PADDING, this.width(i), style);
    });
    return y + height;
  }

  private row(y: number, cells: readonly Cell[]): void {
    cells.forEach((cell, i) => {
      const { align } = this.columns[i]!;
      const below = write(this.paper, cell.text, this.left(i), y + PADDING, this.width(i), {
        ...BODY,
        align,
      });
      if (cell.note !== undefined)
        write(this.paper, cell.note, this.left(i), below + 1, this.width(i), { ...NOTE, align });
    });
  }

  private heightOf(cells: readonly Cell[]): number {
    return Math.max(...cells.map((cell, i) => this.cellHeight(cell, i, BODY))) + 2 * PADDING;
  }

  private cellHeight(cell: Cell, column: number, style: { size: number; bold?: boolean }): number {
    const text = heightOf(cell.text, this.width(column), style);
    return cell.note === undefined ? text : text + 1 + heightOf(cell.note, this.width(column), NOTE);
  }

  private left = (column: number): number => this.edges[column]! + PADDING;
  private width = (column: number): number => this.edges[column + 1]! - this.edges[column]! - 2 * PADDING;
}
