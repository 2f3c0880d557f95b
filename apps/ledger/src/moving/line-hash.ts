import { createHash } from 'node:crypto';
import { exportLine, type RecordedEvent } from '#events';

/** SHA-256 over the exported lines of events in index order, each with its newline: that of `GET /v1/events`. */
export class LineHash {
  constructor(private readonly hash = createHash('sha256')) {}

  add(events: readonly RecordedEvent[]): void {
    for (const event of events) this.hash.update(`${exportLine(event)}\n`);
  }

  /** Another hash that goes on from the same lines. */
  fork(): LineHash {
    return new LineHash(this.hash.copy());
  }

  /** The hash so far, in hex; more may be added afterwards. */
  hex(): string {
    return this.hash.copy().digest('hex');
  }
}
