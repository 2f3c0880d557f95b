/** What is sent at once: a few hundred rows. */
const FULL_BYTES = 512 * 1024;
/** A unit of UTF-16 takes so many bytes in UTF-8 at most. */
const UNIT_BYTES_MAX = 3;

/** Text on its way to the server, in memory that is used again and again. */
export class CopyBytes {
  private bytes = Buffer.allocUnsafe(FULL_BYTES);
  private length = 0;

  /** Answers whether there is enough to be sent. */
  add(text: string): boolean {
    const needed = this.length + text.length * UNIT_BYTES_MAX;
    if (needed > this.bytes.length) this.grow(needed);
    this.length += this.bytes.write(text, this.length);
    return this.length >= FULL_BYTES;
  }

  /** What was added since the last time; it stands until more is added. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }

  private grow(needed: number): void {
    const grown = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }
}
