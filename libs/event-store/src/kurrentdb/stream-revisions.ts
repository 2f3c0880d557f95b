import { LatestMap } from './latest-map.js';
import { truncated } from './truncation.js';

/** Streams remembered at once: those written to last. */
const STREAMS_MAX = 100_000;

/** Follows the revisions of streams, which grow by one. */
export class StreamRevisions {
  private readonly last: LatestMap<string, number>;

  /** `whole`: every event since the first of the log passes here. */
  constructor(
    private whole: boolean,
    streamsMax = STREAMS_MAX,
  ) {
    this.last = new LatestMap(streamsMax);
  }

  /** Errors: {@link EventStoreError} LOG_TRUNCATED where events are missing before this one. */
  take(stream: string, revision: number): void {
    const before = this.last.get(stream) ?? (this.whole ? -1 : revision - 1);
    if (revision !== before + 1)
      throw truncated(stream, `has revision ${revision} after ${before}, so events are missing between them`);
    if (this.last.set(stream, revision)) this.whole = false;
  }
}
