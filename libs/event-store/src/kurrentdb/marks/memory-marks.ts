import type { Known } from '../place.js';
import { checkSame, type Marks } from './marks.js';

/** Marks that last as long as the process. */
export class MemoryMarks implements Marks {
  /** In ascending order: they are made by counting. */
  private readonly kept: Known[] = [];

  async put(mark: Known): Promise<void> {
    const at = this.kept.findLastIndex(({ index }) => index <= mark.index);
    const before = this.kept[at];
    if (before?.index === mark.index) checkSame(mark, before);
    else this.kept.splice(at + 1, 0, mark);
  }

  async atOrBefore(index: number): Promise<Known | null> {
    return this.kept.findLast((mark) => mark.index <= index) ?? null;
  }

  async latest(): Promise<Known | null> {
    return this.kept.at(-1) ?? null;
  }

  async close(): Promise<void> {}
}
