export interface InFlightLimits {
  readonly uploadsMax: number;
  readonly bytesMax: number;
}

/** What one request holds of the room. */
export interface Held {
  bytes: number;
  uploads: number;
}

/** Fits beside what the others hold. Where they hold nothing, anything fits: no request is too large for ever. */
const fits = (wanted: number, others: number, max: number): boolean => others === 0 || others + wanted <= max;

/** What is being received and recorded right now. Bounded: beyond it a sender is told to wait, before its body is read. */
export class InFlight {
  private readonly all: Held = { bytes: 0, uploads: 0 };

  constructor(private readonly limits: InFlightLimits) {}

  /** Makes what a request holds this much; `false`, and nothing changes, where there is no room for more. */
  hold(mine: Held, bytes: number, uploads: number): boolean {
    const { all, limits } = this;
    const others = { bytes: all.bytes - mine.bytes, uploads: all.uploads - mine.uploads };
    if (bytes > mine.bytes && !fits(bytes, others.bytes, limits.bytesMax)) return false;
    if (uploads > mine.uploads && !fits(uploads, others.uploads, limits.uploadsMax)) return false;
    all.bytes = others.bytes + bytes;
    all.uploads = others.uploads + uploads;
    mine.bytes = bytes;
    mine.uploads = uploads;
    return true;
  }

  leave(mine: Held): void {
    this.hold(mine, 0, 0);
  }
}
