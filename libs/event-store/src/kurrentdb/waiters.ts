export interface Wait {
  readonly ms?: number;
  /** The error of a wait that takes too long. */
  readonly late?: () => Error;
  /** Ends the wait without an error. */
  readonly signal?: AbortSignal;
}

interface Waiter {
  ready(): boolean;
  end(error: Error | null): void;
}

/** Who waits for something to become so. */
export class Waiters {
  private readonly waiting = new Set<Waiter>();

  /** Resolves when it is so, rejects when it takes too long. */
  until(ready: () => boolean, { ms, late, signal }: Wait = {}): Promise<void> {
    if (ready() || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const aborted = () => waiter.end(null);
      const tooLate = () => waiter.end(late?.() ?? new Error('too late'));
      const timer = ms === undefined ? undefined : setTimeout(tooLate, ms);
      const waiter: Waiter = {
        ready,
        end: (error) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', aborted);
          this.waiting.delete(waiter);
          if (error === null) resolve();
          else reject(error);
        },
      };
      this.waiting.add(waiter);
      signal?.addEventListener('abort', aborted);
    });
  }

  /** Something has changed. */
  check(): void {
    for (const waiter of this.waiting) if (waiter.ready()) waiter.end(null);
  }

  /** It will never be so. */
  fail(error: Error): void {
    for (const waiter of this.waiting) waiter.end(error);
  }
}
