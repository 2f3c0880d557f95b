import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What is new in a file: complete lines since the last look, or all of them where it was replaced. */
export interface News {
  readonly replaced: boolean;
  readonly lines: readonly string[];
}

const NOTHING: News = { replaced: false, lines: [] };

/** Follows a file of lines that only grows, or is replaced as a whole by another one. */
export class FollowedFile {
  private identity = 'none';
  private seenBytes = 0;
  /** Bytes of complete lines: what stands after them is half a line that was never promised to anyone. */
  completeBytes = 0;

  constructor(private readonly path: string) {}

  get exists(): boolean {
    return this.identity !== 'none';
  }

  look(): News {
    let file: number;
    try {
      file = openSync(this.path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return this.startOver('none') ? { replaced: true, lines: [] } : NOTHING;
    }
    try {
      const { ino, birthtimeMs, size } = fstatSync(file);
      const replaced = this.startOver(`${ino}/${birthtimeMs}`) || size < this.completeBytes;
      if (replaced) this.completeBytes = 0;
      else if (size === this.seenBytes) return NOTHING;
      this.seenBytes = size;
      return { replaced, lines: this.linesTo(file, size) };
    } finally {
      closeSync(file);
    }
  }

  private startOver(identity: string): boolean {
    if (identity === this.identity) return false;
    this.identity = identity;
    this.seenBytes = 0;
    this.completeBytes = 0;
    return true;
  }

  private linesTo(file: number, size: number): string[] {
    const bytes = Buffer.alloc(size - this.completeBytes);
    const read = readSync(file, bytes, 0, bytes.length, this.completeBytes);
    const complete = bytes.subarray(0, read).lastIndexOf(0x0a) + 1;
    this.completeBytes += complete;
    return bytes.subarray(0, complete).toString('utf8').split('\n').slice(0, -1);
  }
}
