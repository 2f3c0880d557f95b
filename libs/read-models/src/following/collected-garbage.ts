import { collectGarbage } from './collect-garbage.js';

/** Events between two collections of garbage. */
const COLLECT_EVENTS = 80_000;

/** Keeps memory flat while a long log is replayed. */
export class CollectedGarbage {
  private collectedAt: number | null = null;

  after(nextIndex: number): void {
    this.collectedAt ??= nextIndex;
    if (nextIndex - this.collectedAt < COLLECT_EVENTS) return;
    this.collectedAt = nextIndex;
    collectGarbage();
  }
}
