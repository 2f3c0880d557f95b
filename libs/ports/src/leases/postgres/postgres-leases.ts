import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, openDatabase, type Database } from '#postgres';
import { thisHolder } from '../holder.js';
import type { HeldLease, Lease, Leases } from '../port.js';
import { LeaseRows } from './lease-rows.js';
import { RenewedLease } from './renewed-lease.js';

export interface PostgresLeasesOptions {
  /** `postgres://` address of the database. */
  readonly url: string;
  /** How long a holder that died keeps it (ms). */
  readonly termMs?: number;
}

const TERM_MS = 6_000;
const CONNECTIONS_MAX = 2;
const STATEMENT_MS_MAX = 10_000;
/** Part of the term after which whoever waits asks again. */
const ASKED_AFTER = 1 / 6;

const isAway = (error: unknown): boolean => error instanceof DatabaseError && error.code === 'DATABASE_AWAY';

/** Leases among all processes of a database. */
export class PostgresLeases implements Leases {
  private readonly rows: LeaseRows;
  private readonly holding = new Set<RenewedLease>();
  private readonly closing = new AbortController();

  private constructor(
    private readonly database: Database,
    private readonly termMs: number,
  ) {
    this.rows = new LeaseRows(database, termMs);
  }

  /** @throws DatabaseError as `openDatabase` does */
  static async open({ url, termMs = TERM_MS }: PostgresLeasesOptions): Promise<PostgresLeases> {
    const database = await openDatabase(url, {
      what: 'leases',
      connectionsMax: CONNECTIONS_MAX,
      statementMsMax: STATEMENT_MS_MAX,
    });
    return new PostgresLeases(database, termMs);
  }

  /** @throws DatabaseError DATABASE_AWAY */
  async take(name: string): Promise<Lease | null> {
    const askedAtMs = performance.now();
    const token = await this.rows.take(name, thisHolder());
    if (token === null) return null;
    const lease = new RenewedLease(name, token, this.rows, this.termMs, askedAtMs, (over) =>
      this.holding.delete(over),
    );
    this.holding.add(lease);
    return lease;
  }

  /** Goes on waiting while the database does not answer. */
  async wait(name: string, signal: AbortSignal): Promise<Lease | null> {
    const stop = AbortSignal.any([signal, this.closing.signal]);
    while (!stop.aborted) {
      const lease = await this.take(name).catch((error: unknown) => {
        if (isAway(error)) return null;
        throw error;
      });
      if (lease !== null) {
        if (!stop.aborted) return lease;
        await lease.release().catch(() => undefined);
        return null;
      }
      await pause(this.termMs * ASKED_AFTER, undefined, { signal: stop }).catch(() => undefined);
    }
    return null;
  }

  held(): Promise<readonly HeldLease[]> {
    return this.rows.held();
  }

  /** Frees what is held here; where the database does not answer the terms end by themselves. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled([...this.holding].map((lease) => lease.giveUp()));
    await this.database.close();
  }
}
