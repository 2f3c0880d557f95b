import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locks } from '../port.js';
import { Turns } from '../turns.js';

export interface AloneLocksOptions {
  /** How long names may be waited for (ms). */
  readonly waitMsMax?: number;
}

export const WAIT_MS_MAX = 30_000;

/** Within a process names cannot be lost. */
const NEVER = new AbortController().signal;

/** What the work that asks holds already; nothing once it is done, for whatever it left running. */
interface Holding {
  readonly names: Set<string>;
}

/** Locks of a process that has no others beside it. */
export class AloneLocks implements Locks {
  private readonly turns: Turns;
  private readonly held = new AsyncLocalStorage<Holding>();

  constructor({ waitMsMax = WAIT_MS_MAX }: AloneLocksOptions = {}) {
    this.turns = new Turns(waitMsMax);
  }

  async exclusively<Result>(
    names: readonly string[],
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const before = this.held.getStore()?.names ?? new Set();
    const further = names.filter((name) => !before.has(name));
    const free = await this.turns.take(further);
    const holding = { names: new Set([...before, ...further]) };
    try {
      return await this.held.run(holding, () => work(NEVER));
    } finally {
      holding.names.clear();
      free();
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
