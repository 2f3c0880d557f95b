import { NO_STREAM } from '../port.js';
import type { Connection, Statement } from './connection.js';

const HEADS_MAX = 200_000;

/**
 * The last revision of each stream, remembered while the writer lives. Revisions have no gaps, so a head that is not
 * remembered is found by doubling and halving over the place index: no table of heads to write at every commit.
 */
export class StreamHeads {
  private readonly exists: Statement;
  private readonly heads = new Map<number, number>();

  constructor(connection: Connection) {
    this.exists = connection.prepare('SELECT 1 FROM event WHERE revision = ? AND stream = ?');
    this.exists.setReturnArrays(true);
  }

  of(stream: number): number {
    const known = this.heads.get(stream);
    if (known !== undefined) return known;
    const found = this.find(stream);
    this.set(stream, found);
    return found;
  }

  set(stream: number, revision: number): void {
    if (this.heads.size >= HEADS_MAX) this.heads.clear();
    this.heads.set(stream, revision);
  }

  /** After a rollback. */
  forget(): void {
    this.heads.clear();
  }

  /** Log₂ of the length look-ups, never a scan. */
  find(stream: number): number {
    if (!this.has(stream, 0)) return NO_STREAM;
    let present = 0;
    let absent = 1;
    while (this.has(stream, absent)) {
      present = absent;
      absent *= 2;
    }
    while (absent - present > 1) {
      const middle = present + Math.floor((absent - present) / 2);
      if (this.has(stream, middle)) present = middle;
      else absent = middle;
    }
    return present;
  }

  private has(stream: number, revision: number): boolean {
    return this.exists.get(revision, stream) !== undefined;
  }
}
