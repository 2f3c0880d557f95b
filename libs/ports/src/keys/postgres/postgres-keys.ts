import type { NamedKey } from '#events';
import { DatabaseError, openDatabase, type Database } from '#postgres';
import { KnownKeys } from '../known-keys.js';
import { newKey, systemRandom, type RandomBytes } from '../new-key.js';
import type { KeyEntry, Keys, OpenedKey } from '../port.js';
import { InGroups } from './in-groups.js';
import { KeyRows } from './key-rows.js';

export interface PostgresKeysOptions {
  /** `postgres://` address of the database. */
  readonly url: string;
  readonly random?: RandomBytes;
  /** How old what another process made or destroyed may be here (ms). */
  readonly recheckMs?: number;
  /** How long known keys seal while the database does not answer (ms): others may have destroyed them meanwhile. */
  readonly trustMs?: number;
}

type LivingKey = Extract<KeyEntry, { scope: string }>;

const CONNECTIONS_MAX = 2;
/** Keys written by one statement. */
const GROUP_MAX = 2_000;
const TRIES_MAX = 5;
const RECHECK_MS = 1_000;
const TRUST_MS = 60_000;

function unlessAway(error: unknown): void {
  if (!(error instanceof DatabaseError) || error.code !== 'DATABASE_AWAY') throw error;
}

function rejects(error: unknown): never {
  throw error;
}

/**
 * Keys in a table that many processes write and read. What was read stays in memory and is asked for again, from the
 * last known change on, when it is older than the recheck time.
 */
export class PostgresKeys implements Keys {
  private readonly known = new KnownKeys();
  private readonly beingMade = new Map<string, Promise<NamedKey>>();
  private lastChange = 0;
  /** When it was asked last, and when it last answered. */
  private checkedAt = -Infinity;
  private answeredAt = -Infinity;
  /** Why it did not answer when it was asked last. */
  private away: unknown = null;
  private readonly rows: KeyRows;
  private readonly refreshes = new InGroups<null>(() => this.readChanges());
  private readonly additions: InGroups<LivingKey>;
  private readonly rewrites: InGroups<null>;

  private constructor(
    private readonly database: Database,
    private readonly random: RandomBytes,
    private readonly recheckMs: number,
    private readonly trustMs: number,
  ) {
    const rows = new KeyRows(database);
    this.rows = rows;
    this.additions = new InGroups((entries) => rows.add(entries), GROUP_MAX);
    this.rewrites = new InGroups(() => rows.rewrite());
  }

  /**
   * Reads all keys.
   * @throws DatabaseError as `openDatabase` does
   */
  static async open(options: PostgresKeysOptions): Promise<Keys> {
    const { url, random = systemRandom, recheckMs = RECHECK_MS, trustMs = TRUST_MS } = options;
    const database = await openDatabase(url, { what: 'keys', connectionsMax: CONNECTIONS_MAX });
    const keys = new PostgresKeys(database, random, recheckMs, trustMs);
    try {
      await keys.refresh();
    } catch (error) {
      await database.close();
      throw error;
    }
    return keys;
  }

  /** Null also where what is known is too old: the key may be destroyed. */
  peek(scope: string): NamedKey | null {
    return this.isFresh() && this.isTrusted() ? this.known.ofScope(scope) : null;
  }

  /**
   * A known key for a while also where the database does not answer here: others that it answers may destroy it.
   * @throws DatabaseError DATABASE_AWAY where it must be made, or has not been looked at for too long
   */
  async obtain(scope: string): Promise<NamedKey> {
    if (this.known.ofScope(scope)) {
      if (!this.isFresh()) await this.refresh().catch(unlessAway);
      if (!this.isTrusted()) throw this.away;
      const known = this.known.ofScope(scope);
      if (known) return known;
    }
    let making = this.beingMade.get(scope);
    if (!making) {
      making = this.make(scope).finally(() => this.beingMade.delete(scope));
      this.beingMade.set(scope, making);
    }
    return making;
  }

  /** A known key opens also while the database does not answer: what was recorded was sealed before. */
  async open(keyId: string): Promise<OpenedKey> {
    const isKnown = this.known.isDestroyed(keyId) || (this.known.has(keyId) && this.isFresh());
    if (!isKnown) await this.refresh().catch(this.known.has(keyId) ? unlessAway : rejects);
    return this.known.opened(keyId);
  }

  async destroy(keyId: string, index: number): Promise<void> {
    await this.refresh();
    if (this.known.isDestroyed(keyId)) return;
    await this.rows.destroy(keyId, index);
    await this.refresh();
    await this.rewrites.ask(null);
  }

  async *entries(): AsyncGenerator<KeyEntry> {
    await this.refresh();
    yield* [...this.known.entries()];
  }

  async adopt(entry: KeyEntry): Promise<void> {
    if (!this.isFresh()) await this.refresh();
    if (this.known.holds(entry)) return;
    if ('destroyedIndex' in entry) await this.destroy(entry.keyId, entry.destroyedIndex);
    else {
      await this.additions.ask(entry);
      await this.refresh();
      this.known.holds(entry);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.additions.idle(), this.rewrites.idle(), this.refreshes.idle()]);
    await this.database.close();
  }

  /** Of several processes that make a key for one scope at once, the table keeps the first. */
  private async make(scope: string): Promise<NamedKey> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      await this.additions.ask(newKey(scope, this.random));
      await this.refresh();
      const made = this.known.ofScope(scope);
      if (made) return made;
    }
    throw new Error('a key is destroyed as often as it is made');
  }

  private isFresh(): boolean {
    return performance.now() - this.checkedAt <= this.recheckMs;
  }

  private isTrusted(): boolean {
    return this.away === null || performance.now() - this.answeredAt <= this.trustMs;
  }

  private refresh(): Promise<void> {
    return this.refreshes.ask(null);
  }

  private async readChanges(): Promise<void> {
    const startedAt = performance.now();
    try {
      for (let more = true; more;) {
        const changes = await this.rows.changesAfter(this.lastChange);
        if (changes.counted < this.lastChange) {
          // An older state of the database was restored: what was known of a newer one is not there.
          this.known.clear();
          this.lastChange = 0;
          continue;
        }
        for (const entry of changes.entries) this.known.learn(entry);
        this.lastChange = changes.last;
        more = changes.more;
      }
      this.checkedAt = startedAt;
      this.answeredAt = startedAt;
      this.away = null;
    } catch (error) {
      // A database that does not answer is asked once in a recheck time, not by every caller.
      this.checkedAt = performance.now();
      this.away = error;
      throw error;
    }
  }
}
