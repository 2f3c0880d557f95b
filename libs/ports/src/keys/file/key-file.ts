import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { NamedKey } from '#events';
import { KnownKeys } from '../known-keys.js';
import { newKey, systemRandom, type RandomBytes } from '../new-key.js';
import type { KeyEntry, Keys, OpenedKey } from '../port.js';
import { FollowedFile } from './followed-file.js';
import { keyLine, readKeyLine } from './key-lines.js';

export interface FileKeysOptions {
  /** Path of the file; made, readable by its owner alone, with the first key. */
  readonly path: string;
  readonly random?: RandomBytes;
  /** How old what another thread or process destroyed may stay in memory (ms). */
  readonly recheckMs?: number;
}

interface Waiting {
  readonly entry: KeyEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

/**
 * Keys in an append-only file of JSON lines. One process writes (the holder of the log's lock);
 * any thread or process may open keys: an unknown id makes it read the file again.
 */
export class FileKeys implements Keys {
  private readonly path: string;
  private readonly random: RandomBytes;
  private readonly recheckMs: number;
  private known = new KnownKeys();
  private readonly file: FollowedFile;
  private checkedAt = 0;
  private readonly beingMade = new Map<string, Promise<NamedKey>>();
  private waiting: Waiting[] = [];
  /** Writes go one after the other: a group of new keys, or a destruction. */
  private lastWrite: Promise<void> = Promise.resolve();
  private flushPlanned = false;

  constructor(options: FileKeysOptions) {
    this.path = options.path;
    this.file = new FollowedFile(options.path);
    this.random = options.random ?? systemRandom;
    this.recheckMs = options.recheckMs ?? 1000;
    this.refresh();
  }

  peek(scope: string): NamedKey | null {
    // A key in the making is in no map before it is durable.
    return this.known.ofScope(scope);
  }

  obtain(scope: string): Promise<NamedKey> {
    const known = this.known.ofScope(scope);
    if (known) return Promise.resolve(known);
    let making = this.beingMade.get(scope);
    if (!making) {
      making = this.make(scope).finally(() => this.beingMade.delete(scope));
      this.beingMade.set(scope, making);
    }
    return making;
  }

  open(keyId: string): Promise<OpenedKey> {
    if (!this.known.has(keyId) || performance.now() - this.checkedAt > this.recheckMs) this.refresh();
    return Promise.resolve(this.known.opened(keyId));
  }

  /** Rewrites the file without the key, so that its bytes are gone from the file and not only crossed out. */
  destroy(keyId: string, index: number): Promise<void> {
    return this.inTurn(async () => {
      this.refresh();
      if (this.known.isDestroyed(keyId)) return;
      this.known.forget(keyId, index);
      const temporary = `${this.path}.rewritten`;
      const file = await open(temporary, 'w', 0o600);
      await file
        .writeFile([...this.known.entries()].map(keyLine).join(''))
        .then(() => file.sync())
        .finally(() => file.close());
      await rename(temporary, this.path);
      await syncFolder(this.path);
      this.refresh();
    });
  }

  async *entries(): AsyncGenerator<KeyEntry> {
    await this.lastWrite;
    this.refresh();
    yield* [...this.known.entries()];
  }

  async adopt(entry: KeyEntry): Promise<void> {
    if ('destroyedIndex' in entry && this.known.has(entry.keyId))
      return this.destroy(entry.keyId, entry.destroyedIndex);
    if (!this.known.holds(entry)) await this.written(entry);
  }

  async close(): Promise<void> {
    await this.lastWrite;
  }

  private async make(scope: string): Promise<NamedKey> {
    const made = newKey(scope, this.random);
    await this.written(made);
    return { keyId: made.keyId, key: made.key };
  }

  private written(entry: KeyEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      if (this.flushPlanned) return;
      this.flushPlanned = true;
      // Whoever asks while a write is under way shares the next one.
      void this.inTurn(() => this.flush());
    });
  }

  private async flush(): Promise<void> {
    this.flushPlanned = false;
    const group = this.waiting;
    this.waiting = [];
    try {
      this.refresh();
      const { accepted, entries } = this.accept(group);
      await this.append(entries.map(keyLine).join(''));
      this.refresh();
      for (const { resolve } of accepted) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  /** What of a group is to be written; who contradicts what is kept, or another of the group, is told. */
  private accept(group: readonly Waiting[]): { accepted: Waiting[]; entries: KeyEntry[] } {
    const inGroup = new KnownKeys();
    const accepted = group.filter(({ entry, reject }) => {
      try {
        if (!this.known.holds(entry) && !inGroup.holds(entry)) inGroup.learn(entry);
        return true;
      } catch (error) {
        reject(error);
        return false;
      }
    });
    return { accepted, entries: [...inGroup.entries()] };
  }

  private async append(lines: string): Promise<void> {
    if (lines === '') return;
    const isNew = !this.file.exists;
    if (isNew) await mkdir(dirname(this.path), { recursive: true });
    const file = await open(this.path, isNew ? 'ax' : 'r+', 0o600);
    try {
      // Half a line that a crash left behind is overwritten: nobody was told of it.
      await file.truncate(this.file.completeBytes);
      await file.write(lines, isNew ? null : this.file.completeBytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (isNew) await syncFolder(this.path);
  }

  /** Learns what the file says beyond what was read already. */
  private refresh(): void {
    this.checkedAt = performance.now();
    const { replaced, lines } = this.file.look();
    if (replaced) this.known = new KnownKeys();
    for (const line of lines) this.known.learn(readKeyLine(line));
  }

  private inTurn(write: () => Promise<void>): Promise<void> {
    const turn = this.lastWrite.then(write);
    this.lastWrite = turn.catch(() => undefined);
    return turn;
  }
}
