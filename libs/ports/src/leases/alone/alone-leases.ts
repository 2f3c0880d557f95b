import { thisHolder } from '../holder.js';
import type { HeldLease, Lease, Leases } from '../port.js';

/** Leases of a process that has no others beside it: they are lost only when it closes. */
export class AloneLeases implements Leases {
  private readonly holding = new Map<string, AbortController>();
  private readonly tokens = new Map<string, number>();
  /** Those who wait, in the order in which they came. */
  private readonly waiting = new Map<string, (() => void)[]>();

  take(name: string): Promise<Lease | null> {
    if (this.holding.has(name)) return Promise.resolve(null);
    const losing = new AbortController();
    const token = (this.tokens.get(name) ?? 0) + 1;
    this.holding.set(name, losing);
    this.tokens.set(name, token);
    const release = (): Promise<void> => {
      if (this.holding.get(name) === losing) this.free(name);
      return Promise.resolve();
    };
    return Promise.resolve({ name, token, lost: losing.signal, release });
  }

  async wait(name: string, signal: AbortSignal): Promise<Lease | null> {
    while (!signal.aborted) {
      const lease = await this.take(name);
      if (lease !== null) return lease;
      await this.freed(name, signal);
    }
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
    }
    return Promise.resolve();
  }

  private free(name: string): void {
    this.holding.delete(name);
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
