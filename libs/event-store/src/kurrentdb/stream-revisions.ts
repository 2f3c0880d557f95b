import { truncated } from './truncation.js';

/** Streams remembered at once: those written to least recently are forgotten first. */
const STREAMS_MAX = 50_000;

/** Follows the revisions of streams, which grow by one. */
export class StreamRevisions {
  private readonly last = new Map<string, number>();

  /** `whole`: every event since the first of the log passes here. */
  constructor(private whole: boolean) {}

  /** Errors: {@link EventStoreError} LOG_TRUNCATED where events are missing before this one. */
  take(stream: string, revision: number): void {
    const before = this.last.get(stream) ?? (this.whole ? -1 : revision - 1);
    if (revision !== before + 1)
      throw truncated(stream, `has revision ${revision} after ${before}, so events are missing between them`);
    this.last.delete(stream);
    this.last.set(stream, revision);
    if (this.last.size <= STREAMS_MAX) return;
    this.whole = false;
    for (const oldest of this.last.keys()) {
      this.last.delete(oldest);
      return;
    }
  }
}
