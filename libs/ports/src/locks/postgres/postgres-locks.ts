import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { openDatabase, type Database } from '#postgres';
import { WAIT_MS_MAX } from '../alone/alone-locks.js';
import { LockTimeout, type Locks } from '../port.js';
import { Turns } from '../turns.js';
import { Slots } from './slots.js';
import { watchConnection } from './watched-connection.js';

export interface PostgresLocksOptions {
  /** `postgres://` address of the database. */
  readonly url: string;
  /** How long names may be waited for (ms). */
  readonly waitMsMax?: number;
  /** How often the connection that holds locks is asked whether it still does (ms). */
  readonly askedEveryMs?: number;
}

/** What the work that asks holds already; nothing once it is done, for whatever it left running. */
interface Holding {
  readonly client: PoolClient;
  readonly names: Set<string>;
  readonly losing: AbortController;
  /** Whether the connection waits for a further name. */
  waits: boolean;
}

const CONNECTIONS_MAX = 8;
/** Work under locks ends within minutes; a process that forgot it must not hold others back for ever. */
const WORK_MS_MAX = 15 * 60_000;
const ASKED_EVERY_MS = 5_000;
/** Work under no names has none to lose. */
const NEVER = new AbortController().signal;
/** lock_not_available, deadlock_detected, query_canceled by the statement's time-out. */
const WAITED_TOO_LONG: readonly unknown[] = ['55P03', '40P01', '57014'];

/** A name as the server knows it. Two names of one number only wait for each other without need. */
const numberOf = (name: string): bigint =>
  createHash('sha256').update(`heatledger/${name}`).digest().readBigInt64BE();

/** Ends the transaction; false where the server did not say so. */
const isFreed = (client: PoolClient): Promise<boolean> =>
  client.query('rollback').then(
    () => true,
    () => false,
  );

/**
 * Locks among all processes of a database, each held by a transaction: the server frees them when a process dies.
 * Callers of one process wait for each other in memory, so only the first of them has a connection.
 */
export class PostgresLocks implements Locks {
  private readonly turns: Turns;
  private readonly slots = new Slots(CONNECTIONS_MAX);
  private readonly held = new AsyncLocalStorage<Holding>();

  private constructor(
    private readonly database: Database,
    private readonly waitMsMax: number,
    private readonly askedEveryMs: number,
  ) {
    this.turns = new Turns(waitMsMax);
  }

  /** @throws DatabaseError as `openDatabase` does */
  static async open(options: PostgresLocksOptions): Promise<PostgresLocks> {
    const { url, waitMsMax = WAIT_MS_MAX, askedEveryMs = ASKED_EVERY_MS } = options;
    const database = await openDatabase(url, {
      what: 'locks',
      connectionsMax: CONNECTIONS_MAX,
      lockMsMax: waitMsMax,
      idleInTransactionMsMax: WORK_MS_MAX,
    });
    return new PostgresLocks(database, waitMsMax, askedEveryMs);
  }

  /** One deadline for the turn in this process, the connection, and the lock in the database. */
  async exclusively<Result>(
    names: readonly string[],
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const holding = this.held.getStore();
    const isWithin = holding !== undefined && holding.names.size > 0;
    const further = names.filter((name) => !holding?.names.has(name));
    if (further.length === 0) return work(holding?.losing.signal ?? NEVER);
    const until = performance.now() + this.waitMsMax;
    const free = await this.turns.take(further, until);
    try {
      if (isWithin) return await this.heldWith(holding, further, until, work);
      if (!(await this.slots.take(until))) throw new LockTimeout(further, this.waitMsMax);
      return await this.inTransaction(further, until, work).finally(() => this.slots.free());
    } finally {
      free();
    }
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Work whose locks were lost at its end is done all the same: only its end is told to the server. */
  private async inTransaction<Result>(
    names: readonly string[],
    until: number,
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.database.begin();
    const losing = new AbortController();
    const holding: Holding = { client, names: new Set<string>(), losing, waits: false };
    const onLost = (): void => losing.abort();
    const { askedEveryMs } = this;
    const unwatch = watchConnection(client, { askedEveryMs, isBusy: () => holding.waits, onLost });
    const late = setTimeout(() => {
      onLost();
      client.query('rollback').catch(onLost);
    }, WORK_MS_MAX).unref();
    try {
      return await this.heldWith(holding, names, until, work);
    } finally {
      holding.names.clear();
      clearTimeout(late);
      unwatch();
      client.release(losing.signal.aborted || !(await isFreed(client)));
    }
  }

  /** Takes further names in the transaction of those that are held: one connection for all, until its end. */
  private async heldWith<Result>(
    holding: Holding,
    further: readonly string[],
    until: number,
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const { client, names, losing } = holding;
    const numbers = [...new Set(further.map(numberOf))].sort((a, b) => (a < b ? -1 : 1));
    const waitMs = Math.max(1, Math.ceil(until - performance.now()));
    holding.waits = true;
    await client
      .query(
        `set local statement_timeout = ${waitMs};
         select pg_advisory_xact_lock(number) from unnest('{${numbers.join()}}'::bigint[]) as taken (number)`,
      )
      .catch((error: unknown) => {
        // A statement that fails ends the transaction, and with it every name that was held.
        losing.abort();
        const { code } = error as { readonly code?: unknown };
        throw WAITED_TOO_LONG.includes(code)
          ? new LockTimeout(further, this.waitMsMax)
          : this.database.refusalOf(error);
      })
      .finally(() => (holding.waits = false));
    for (const name of further) names.add(name);
    return this.held.run(holding, () => work(losing.signal));
  }
}
