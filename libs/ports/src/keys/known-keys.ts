import type { NamedKey } from '#events';
import { KeyRefused, type KeyEntry, type OpenedKey } from './port.js';

/** What an adapter knows of its keys, in memory. A destroyed key keeps its id and the index of its erasure, not its scope. */
export class KnownKeys {
  private readonly byScope = new Map<string, NamedKey>();
  private readonly byId = new Map<string, { readonly scope: string; readonly key: Uint8Array }>();
  private readonly destroyed = new Map<string, number>();

  clear(): void {
    for (const known of [this.byScope, this.byId, this.destroyed]) known.clear();
  }

  learn(entry: KeyEntry): void {
    if ('destroyedIndex' in entry) {
      this.forget(entry.keyId, entry.destroyedIndex);
      return;
    }
    const { keyId, scope, key } = entry;
    this.byScope.set(scope, { keyId, key });
    this.byId.set(keyId, { scope, key });
  }

  forget(keyId: string, index: number): void {
    const gone = this.byId.get(keyId);
    if (gone && this.byScope.get(gone.scope)?.keyId === keyId) this.byScope.delete(gone.scope);
    this.byId.delete(keyId);
    this.destroyed.set(keyId, index);
  }

  ofScope(scope: string): NamedKey | null {
    return this.byScope.get(scope) ?? null;
  }

  has(keyId: string): boolean {
    return this.byId.has(keyId);
  }

  isDestroyed(keyId: string): boolean {
    return this.destroyed.has(keyId);
  }

  opened(keyId: string): OpenedKey {
    const found = this.byId.get(keyId);
    if (found) return { kind: 'key', key: found.key };
    const index = this.destroyed.get(keyId);
    return index === undefined ? { kind: 'unknown' } : { kind: 'destroyed', index };
  }

  /**
   * Whether an entry says nothing new.
   * @throws KeyRefused KEY_ID_TAKEN, KEY_SCOPE_TAKEN
   */
  holds(entry: KeyEntry): boolean {
    if (this.destroyed.has(entry.keyId)) return true;
    if ('destroyedIndex' in entry) return false;
    const there = this.byId.get(entry.keyId);
    if (there && (there.scope !== entry.scope || Buffer.compare(there.key, entry.key) !== 0))
      throw new KeyRefused('KEY_ID_TAKEN', `another key has the id ${entry.keyId}`);
    const other = this.byScope.get(entry.scope);
    if (other && other.keyId !== entry.keyId)
      throw new KeyRefused('KEY_SCOPE_TAKEN', `key ${other.keyId} has the scope of key ${entry.keyId}`);
    return there !== undefined;
  }

  *entries(): Generator<KeyEntry> {
    for (const [keyId, { scope, key }] of this.byId) yield { keyId, scope, key };
    for (const [keyId, destroyedIndex] of this.destroyed) yield { keyId, destroyedIndex };
  }
}
