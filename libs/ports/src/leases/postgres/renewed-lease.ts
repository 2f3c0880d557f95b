import type { Lease } from '../port.js';
import type { LeaseRows } from './lease-rows.js';

/** Part of the term after which it is renewed, and part after which an unrenewed one counts as lost. */
const RENEWED_AFTER = 1 / 3;
const LOST_AFTER = 5 / 6;

/** A lease that renews itself until it is released or lost. */
export class RenewedLease implements Lease {
  private readonly losing = new AbortController();
  private renewal: NodeJS.Timeout;
  private deadline: NodeJS.Timeout;
  private over = false;

  /** @param askedAtMs when the database was asked for it (`performance.now`): its term began later */
  constructor(
    readonly name: string,
    readonly token: number,
    private readonly rows: LeaseRows,
    private readonly termMs: number,
    askedAtMs: number,
    private readonly ended: (lease: RenewedLease) => void,
  ) {
    this.deadline = this.deadlineFrom(askedAtMs);
    this.renewal = this.renewalTimer();
  }

  get lost(): AbortSignal {
    return this.losing.signal;
  }

  async release(): Promise<void> {
    if (!this.end()) return;
    await this.rows.free(this.name, this.token);
  }

  /** Tells the holder that it may not go on. */
  private lose(): void {
    if (this.end()) this.losing.abort();
  }

  /** Frees it, and tells the holder that it may not go on. */
  async giveUp(): Promise<void> {
    if (!this.end()) return;
    this.losing.abort();
    await this.rows.free(this.name, this.token);
  }

  /** False where it is over already. */
  private end(): boolean {
    if (this.over) return false;
    this.over = true;
    clearTimeout(this.renewal);
    clearTimeout(this.deadline);
    this.ended(this);
    return true;
  }

  private deadlineFrom(askedAtMs: number): NodeJS.Timeout {
    const leftMs = askedAtMs + this.termMs * LOST_AFTER - performance.now();
    return setTimeout(() => this.lose(), Math.max(0, leftMs)).unref();
  }

  private renewalTimer(): NodeJS.Timeout {
    return setTimeout(() => void this.renew(), this.termMs * RENEWED_AFTER).unref();
  }

  /** A database that does not answer is asked again; the deadline runs on meanwhile. */
  private async renew(): Promise<void> {
    const askedAtMs = performance.now();
    const renewed = await this.rows.renew(this.name, this.token).catch(() => null);
    if (this.over) return;
    if (renewed === false) {
      this.lose();
      return;
    }
    if (renewed === true) {
      clearTimeout(this.deadline);
      this.deadline = this.deadlineFrom(askedAtMs);
    }
    this.renewal = this.renewalTimer();
  }
}
