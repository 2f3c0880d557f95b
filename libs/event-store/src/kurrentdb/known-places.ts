import { EventStoreError } from '../errors.js';
import { LatestMap } from './latest-map.js';
import type { Known } from './place.js';
import type { Marks } from './marks/index.js';

const PLACES_MAX = 64;

/** Known places to begin reading from: where reads have ended lately, and the marks that are kept. */
export class KnownPlaces {
  private readonly ends = new LatestMap<number, Known>(PLACES_MAX);

  constructor(private readonly marks: Marks) {}

  note(known: Known): void {
    this.ends.set(known.index, known);
  }

  /** The latest known place before an index; null where counting begins with the first event. */
  async before(index: number): Promise<Known | null> {
    if (index === 0) return null;
    const end = this.ends.get(index - 1);
    if (end !== undefined) return end;
    let best = await this.marked(index - 1);
    for (const known of this.ends.values())
      if (known.index < index && known.index > (best?.index ?? -1)) best = known;
    return best;
  }

  private async marked(index: number): Promise<Known | null> {
    try {
      return await this.marks.atOrBefore(index);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new EventStoreError('STORE_AWAY', `the marks of the log cannot be read: ${why}`);
    }
  }
}
