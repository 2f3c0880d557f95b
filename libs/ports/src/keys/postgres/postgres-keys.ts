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
}

type LivingKey = Extract<KeyEntry, { scope: string }>;

const CONNECTIONS_MAX = 2;
/** Keys written by one statement. */
const GROUP_MAX = 2_000;
const TRIES_MAX = 5;

function unlessAway(error: unknown): void {
  if (!(error instanceof DatabaseError) || error.code !== 'DATABASE_AWAY') throw error;
}

/**
 * Keys in a table that many processes write and read. What was read stays in memory and is asked for again, from the
 * last known change on, when it is older than the recheck time.
 */
export class PostgresKeys implements Keys {
  private readonly known = new KnownKeys();
  private readonly beingMade = new Map<string, Promise<NamedKey>>();
  private lastChange = 0;
  private checkedAt = -Infinity;
  private readonly rows: KeyRows;
  private readonly refreshes = new InGroups<null>(() => this.readChanges());
  private readonly additions: InGroups<LivingKey>;
  private readonly rewrites: InGroups<null>;

  private constructor(
    private readonly database: Database,
    private readonly random: RandomBytes,
    private readonly recheckMs: number,
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
  static async open({ url, random = systemRandom, recheckMs = 1000 }: PostgresKeysOptions): Promise<Keys> {
    const database = await openDatabase(url, { what: 'keys', connectionsMax: CONNECTIONS_MAX });
    const keys = new PostgresKeys(database, random, recheckMs);
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
    return this.isFresh() ? this.known.ofScope(scope) : null;
  }

  /** A known key also while the database does not answer: nobody can destroy it then. */
  async obtain(scope: string): Promise<NamedKey> {
    if (this.known.ofScope(scope)) {
      if (!this.isFresh()) await this.refresh().catch(unlessAway);
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

  async open(keyId: string): Promise<OpenedKey> {
    const isKnown = this.known.isDestroyed(keyId) || (this.known.has(keyId) && this.isFresh());
    if (!isKnown) await this.refresh();
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

  private refresh(): Promise<void> {
    return this.refreshes.ask(null);
  }

  private async readChanges(): Promise<void> {
    const startedAt = performance.now();
    try {
      for (let more = true; more;) {
        const changes = await this.rows.changesAfter(this.lastChange);
        for (const entry of changes.entries) this.known.learn(entry);
        this.lastChange = changes.last;
        more = changes.more;
      }
      this.checkedAt = startedAt;
    } catch (error) {
      // A database that does not answer is asked once in a recheck time, not by every caller.
      this.checkedAt = performance.now();
      throw error;
    }
  }
}
