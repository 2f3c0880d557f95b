import type { RecordedEvent } from '#events';

import { LatestMap } from './latest-map.js';

/** About 30 MB. */
const EVENTS_MAX = 200_000;

/** Indexes of events by stream and revision: those met last. */
export class KnownIndexes {
  private readonly indexes = new LatestMap<string, number>(EVENTS_MAX);

  note({ stream, revision, index }: Pick<RecordedEvent, 'stream' | 'revision' | 'index'>): void {
    this.indexes.set(keyOf(stream, revision), index);
  }

  of(stream: string, revision: number): number | undefined {
    return this.indexes.get(keyOf(stream, revision));
  }
}

const keyOf = (stream: string, revision: number): string => `${revision}@${stream}`;
