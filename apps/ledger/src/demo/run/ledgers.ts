import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 100;
/** How long ledgers may all be away before a request is given up. */
const AWAY_MS_MAX = 60_000;

/** One ledger, or several on the same log: a request goes to the next where one is gone or stopping. */
export class Ledgers {
  private at = 0;

  constructor(private readonly addresses: readonly string[]) {}

  /** What is sent must be safe to send again. After a minute the last fault or refusal is the answer. */
  async request(path: string, init: RequestInit): Promise<Response> {
    const startedMs = performance.now();
    for (;;) {
      const turn = this.at;
      const isLast = this.addresses.length === 1 || performance.now() - startedMs > AWAY_MS_MAX;
      try {
        const response = await whole(
          await fetch(`${this.addresses[turn % this.addresses.length]}${path}`, init),
        );
        if (response.status !== 503 || isLast) return response;
      } catch (fault) {
        if (isLast) throw fault;
      }
      // Requests that failed together move on by one.
      if (this.at === turn) this.at += 1;
      await delay(RETRY_MS);
    }
  }
}

/** Read to its end here: a ledger may go away in the middle of its answer. */
async function whole(response: Response): Promise<Response> {
  return new Response(await response.arrayBuffer(), { status: response.status, headers: response.headers });
}
