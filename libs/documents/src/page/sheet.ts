import type { Language } from '#domain/documents';
import { CONTENT_BOTTOM, type Paper } from './paper.js';

/** The place on the paper where the next thing is drawn; it turns to a new page where room runs out. */
export class Sheet {
  /** Top of the free room, in points. */
  y = 0;

  constructor(
    readonly paper: Paper,
    readonly language: Language,
    /** Draws the head of a further page; answers where it ends. */
    private readonly head: () => number,
  ) {}

  /** Turns to a new page unless so many points are left on this one. */
  need(height: number): void {
    if (!this.fits(height)) this.turn();
  }

  /** Whether so many points are left on this page. */
  fits(height: number): boolean {
    return this.y + height <= CONTENT_BOTTOM;
  }

  turn(): void {
    this.paper.addPage();
    this.y = this.head();
  }
}
