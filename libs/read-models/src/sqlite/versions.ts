import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  openSync,
  fsyncSync,
  closeSync,
} from 'node:fs';
import { join } from 'node:path';

const POINTER = 'current';
const FILE = /^read-models-(\d+)\.sqlite$/;

/**
 * The versions of the read models in one folder: files `read-models-<n>.sqlite`, and one pointer file with the
 * number of the current one, switched by a rename.
 */
export class Versions {
  constructor(readonly dir: string) {
    mkdirSync(dir, { recursive: true });
  }

  /** Number of the current version; null before the first. */
  current(): number | null {
    try {
      const number = Number(readFileSync(join(this.dir, POINTER), 'utf8'));
      return Number.isSafeInteger(number) && number > 0 ? number : null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  pathOf(version: number): string {
    return join(this.dir, `read-models-${version}.sqlite`);
  }

  /** A number that no file has. */
  next(): number {
    return Math.max(0, this.current() ?? 0, ...this.all()) + 1;
  }

  /** From here on readers open this version. */
  switchTo(version: number): void {
    const made = join(this.dir, `${POINTER}.new`);
    writeFileSync(made, `${version}\n`);
    const file = openSync(made, 'r');
    fsyncSync(file);
    closeSync(file);
    renameSync(made, join(this.dir, POINTER));
  }

  /** Removes every version but the current one: what a rebuild left behind, finished or not. */
  sweep(): void {
    const current = this.current();
    for (const version of this.all()) if (version !== current) this.remove(version);
  }

  remove(version: number): void {
    for (const end of ['', '-wal', '-shm']) rmSync(`${this.pathOf(version)}${end}`, { force: true });
  }

  private all(): number[] {
    return readdirSync(this.dir).flatMap((name) => {
      const match = FILE.exec(name);
      return match === null ? [] : [Number(match[1])];
    });
  }
}
