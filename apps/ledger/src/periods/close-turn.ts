import type { Lease, Leases } from '#ports/leases';
import { StoreRefused } from '#processes/closing';

const CLOSING = 'closing';

/** Months are closed one at a time, whichever ledger is asked. What makes a close safe are its appends; this saves work. */
export class CloseTurn {
  private lease: Lease | null = null;

  constructor(
    private readonly leases: Leases,
    private readonly stopping: AbortSignal,
  ) {}

  /**
   * Does the work once no other ledger closes a month. The signal is given when the ledger stops or the turn is lost;
   * a lost turn is waited for again, and the work goes on from what it wrote. @throws StoreRefused CLOSED
   */
  async take<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    for (;;) {
      const lease = await this.leases.wait(CLOSING, this.stopping);
      if (lease === null) throw new StoreRefused('CLOSED', 'the ledger stops');
      this.lease = lease;
      try {
        return await work(AbortSignal.any([this.stopping, lease.lost]));
      } catch (fault) {
        if (!lease.lost.aborted || this.stopping.aborted || !(fault instanceof StoreRefused)) throw fault;
      } finally {
        this.lease = null;
        // Where it cannot be given back its term ends by itself; what the work came to stands.
        await lease.release().catch(() => undefined);
      }
    }
  }

  /** Who closes a month where that is another ledger: `<host>/<pid>`; else null. */
  async elsewhere(): Promise<string | null> {
    const held = await this.leases.held();
    if (this.lease !== null) return null;
    return held.find(({ name }) => name === CLOSING)?.holder ?? null;
  }
}
