import type { RecordedEvent } from '#events';

/** About 30 MB. */
const EVENTS_MAX = 200_000;

/** Indexes of events by stream and revision: those met last. */
export class KnownIndexes {
  private readonly indexes = new Map<string, number>();

  note({ stream, revision, index }: Pick<RecordedEvent, 'stream' | 'revision' | 'index'>): void {
    const key = keyOf(stream, revision);
    this.indexes.delete(key);
    this.indexes.set(key, index);
    if (this.indexes.size <= EVENTS_MAX) return;
    for (const oldest of this.indexes.keys()) {
      this.indexes.delete(oldest);
      return;
    }
  }

  of(stream: string, revision: number): number | undefined {
    return this.indexes.get(keyOf(stream, revision));
  }
}

const keyOf = (stream: string, revision: number): string => `${revision}@${stream}`;
