export interface InFlightLimits {
  readonly uploadsMax: number;
  readonly bytesMax: number;
}

/** What is being received and recorded right now. Bounded: beyond it a sender is told to wait, before its body is read. */
export class InFlight {
  private uploads = 0;
  private bytes = 0;

  constructor(private readonly limits: InFlightLimits) {}

  /** Takes room for a request; `false` where there is none. A request alone is always let in. */
  enter(bytes: number, uploads: number): boolean {
    const { uploadsMax, bytesMax } = this.limits;
    const alone = this.uploads + this.bytes === 0;
    if (!alone && (this.bytes + bytes > bytesMax || this.uploads + uploads > uploadsMax)) return false;
    this.bytes += bytes;
    this.uploads += uploads;
    return true;
  }

  leave(bytes: number, uploads: number): void {
    this.bytes -= bytes;
    this.uploads -= uploads;
  }
}
