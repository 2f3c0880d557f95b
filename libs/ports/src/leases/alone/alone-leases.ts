import { thisHolder } from '../holder.js';
import type { HeldLease, Lease, Leases } from '../port.js';

/** Leases of a process that has no others beside it: they are lost only when it closes. */
export class AloneLeases implements Leases {
  private readonly holding = new Map<string, AbortController>();
  private readonly tokens = new Map<string, number>();
  /** Those who wait, in the order in which they came. */
  private readonly waiting = new Map<string, (() => void)[]>();

  take(name: string): Promise<Lease | null> {
    return Promise.resolve(this.taken(name));
  }

  async wait(name: string, signal: AbortSignal): Promise<Lease | null> {
    while (!signal.aborted) {
      const lease = this.taken(name);
      if (lease !== null) return lease;
      await this.freed(name, signal);
    }
    // It may have been this one's turn when the signal came.
    if (!this.holding.has(name)) this.wakeNext(name);
    return null;
  }

  held(): Promise<readonly HeldLease[]> {
    const holder = thisHolder();
    return Promise.resolve([...this.holding.keys()].sort().map((name) => ({ name, holder })));
  }

  close(): Promise<void> {
    for (const [name, losing] of this.holding) {
      this.holding.delete(name);
      losing.abort();
      this.wakeNext(name);
    }
    return Promise.resolve();
  }

  private taken(name: string): Lease | null {
    if (this.holding.has(name)) return null;
    const losing = new AbortController();
    const token = (this.tokens.get(name) ?? 0) + 1;
    this.holding.set(name, losing);
    this.tokens.set(name, token);
    const release = (): Promise<void> => {
      if (this.holding.get(name) === losing) {
        this.holding.delete(name);
        this.wakeNext(name);
      }
      return Promise.resolve();
    };
    return { name, token, lost: losing.signal, release };
  }

  private wakeNext(name: string): void {
    this.waiting.get(name)?.shift()?.();
  }

  private freed(name: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const queue = this.waiting.get(name) ?? [];
      this.waiting.set(name, queue);
      const go = (): void => {
        signal.removeEventListener('abort', go);
        const place = queue.indexOf(go);
        if (place >= 0) queue.splice(place, 1);
        resolve();
      };
      queue.push(go);
      signal.addEventListener('abort', go);
    });
  }
}
