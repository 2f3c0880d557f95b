import type { ProjectorStatus } from '../projector.js';

/** Whoever waits for their own writes. */
export class Waiters {
  /** When someone last began to wait, or was let go (`performance.now`). */
  sinceMs = 0;
  private waiting: { index: number; resolve(): void; reject(error: Error): void }[] = [];

  constructor(private readonly status: () => ProjectorStatus) {}

  get any(): boolean {
    return this.waiting.length > 0;
  }

  until(index: number): Promise<void> {
    this.sinceMs = performance.now();
    return new Promise((resolve, reject) => {
      this.waiting.push({ index, resolve, reject });
      this.look();
    });
  }

  look(): void {
    const { nextIndex, failed } = this.status();
    const before = this.waiting.length;
    this.waiting = this.waiting.filter(({ index, resolve, reject }) => {
      // Stopped at the first event, what is there is of another log.
      if (failed?.index === 0) reject(new Error(failed.message));
      else if (index < nextIndex) resolve();
      else if (failed !== null && failed.index <= index) reject(new Error(failed.message));
      else return true;
      return false;
    });
    if (this.waiting.length < before) this.sinceMs = performance.now();
  }

  end(): void {
    for (const { reject } of this.waiting) reject(new Error('the projector was closed'));
    this.waiting = [];
  }
}
