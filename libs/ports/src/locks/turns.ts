import { LockTimeout } from './port.js';

/** Turns under names within one process. Whoever waits holds nothing but names that come before the one awaited. */
export class Turns {
  /** Those who wait, first come first; there is an entry for every name that is held. */
  private readonly waiting = new Map<string, (() => void)[]>();

  constructor(private readonly waitMsMax: number) {}

  /**
   * Takes the names in their order; what is given back frees them.
   * @param until how long they may be waited for (`performance.now`)
   * @throws LockTimeout with none of them held
   */
  async take(names: readonly string[], until = performance.now() + this.waitMsMax): Promise<() => void> {
    const held: string[] = [];
    const free = (): void => held.splice(0).forEach((name) => this.free(name));
    for (const name of [...new Set(names)].sort()) {
      if (!(await this.takeOne(name, until - performance.now()))) {
        free();
        throw new LockTimeout([name], this.waitMsMax);
      }
      held.push(name);
    }
    return free;
  }

  /** False where it does not become free in time. */
  private takeOne(name: string, waitMs: number): Promise<boolean> {
    const queue = this.waiting.get(name);
    if (queue === undefined) {
      this.waiting.set(name, []);
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(late);
        resolve(true);
      };
      const late = setTimeout(() => {
        queue.splice(queue.indexOf(go), 1);
        resolve(false);
      }, waitMs);
      queue.push(go);
    });
  }

  /** Hands it to the next one without a moment in which it is free. */
  private free(name: string): void {
    const next = this.waiting.get(name)?.shift();
    if (next === undefined) this.waiting.delete(name);
    else next();
  }
}
