import { randomBytes } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { NamedKey } from '#events';
import type { Keys, OpenedKey } from '../port.js';
import { FollowedFile } from './followed-file.js';
import { allLines, forget, keyLine, learn, noKeys, type KeyLine, type KnownKeys } from './key-lines.js';

export interface FileKeysOptions {
  /** Path of the file; made, readable by its owner alone, with the first key. */
  readonly path: string;
  /** Where keys and key ids come from; a seeded source makes a demo repeatable. */
  readonly random?: (count: number) => Uint8Array;
  /** How old what another thread or process destroyed may stay in memory (ms). */
  readonly recheckMs?: number;
}

interface Waiting {
  readonly line: string;
  readonly named: NamedKey;
  readonly resolve: (named: NamedKey) => void;
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
  private readonly random: (count: number) => Uint8Array;
  private readonly recheckMs: number;
  private known: KnownKeys = noKeys();
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
    this.random = options.random ?? randomBytes;
    this.recheckMs = options.recheckMs ?? 1000;
    this.refresh();
  }

  peek(scope: string): NamedKey | null {
    // A key in the making is in no map before it is durable.
    return this.known.byScope.get(scope) ?? null;
  }

  obtain(scope: string): Promise<NamedKey> {
    const known = this.known.byScope.get(scope);
    if (known) return Promise.resolve(known);
    let making = this.beingMade.get(scope);
    if (!making) {
      making = this.make(scope).finally(() => this.beingMade.delete(scope));
      this.beingMade.set(scope, making);
    }
    return making;
  }

  open(keyId: string): Promise<OpenedKey> {
    if (!this.known.byId.has(keyId) || performance.now() - this.checkedAt > this.recheckMs) this.refresh();
    const found = this.known.byId.get(keyId);
    if (found) return Promise.resolve({ kind: 'key', key: found.key });
    const index = this.known.destroyed.get(keyId);
    return Promise.resolve(index === undefined ? { kind: 'unknown' } : { kind: 'destroyed', index });
  }

  /** Rewrites the file without the key, so that its bytes are gone from the file and not only crossed out. */
  destroy(keyId: string, index: number): Promise<void> {
    return this.inTurn(async () => {
      this.refresh();
      if (this.known.destroyed.has(keyId)) return;
      forget(this.known, keyId, index);
      const temporary = `${this.path}.rewritten`;
      const file = await open(temporary, 'w', 0o600);
      await file
        .writeFile(allLines(this.known))
        .then(() => file.sync())
        .finally(() => file.close());
      await rename(temporary, this.path);
      await syncFolder(this.path);
      this.refresh();
    });
  }

  async close(): Promise<void> {
    await this.lastWrite;
  }

  private make(scope: string): Promise<NamedKey> {
    const named = { keyId: Buffer.from(this.random(15)).toString('base64url'), key: this.random(32) };
    const line = keyLine(named.keyId, scope, named.key);
    return new Promise((resolve, reject) => {
      this.waiting.push({ line, named, resolve, reject });
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
      await this.append(group.map(({ line }) => line).join(''));
      this.refresh();
      for (const { named, resolve } of group) resolve(named);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  private async append(lines: string): Promise<void> {
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
    if (replaced) this.known = noKeys();
    for (const line of lines) learn(this.known, JSON.parse(line) as KeyLine);
  }

  private inTurn(write: () => Promise<void>): Promise<void> {
    const turn = this.lastWrite.then(write);
    this.lastWrite = turn.catch(() => undefined);
    return turn;
  }
}
