interface Waiter {
  readonly index: number;
  wake(): void;
}

/** How far the log has grown, and who waits for more. */
export class Growth {
  private waiters = new Set<Waiter>();

  constructor(private next: number) {}

  nextIndex(): number {
    return this.next;
  }

  advance(next: number): void {
    this.next = Math.max(this.next, next);
    for (const waiter of this.waiters) if (this.next > waiter.index) waiter.wake();
  }

  /** Resolves when there is an event at this index, or when the signal is given. */
  untilAt(index: number, signal: AbortSignal): Promise<void> {
    if (this.next > index || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.waiters.delete(waiter);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const waiter: Waiter = { index, wake };
      this.waiters.add(waiter);
      signal.addEventListener('abort', wake);
    });
  }
}
