/** `destroyed` carries the index of the event that proves the erasure. */
export type OpenedKey =
  | { readonly kind: 'key'; readonly key: Uint8Array }
  | { readonly kind: 'destroyed'; readonly index: number }
  | { readonly kind: 'unknown' };

/** All that is kept of one key: a living one with its scope, or what is left of a destroyed one. */
export type KeyEntry =
  | { readonly keyId: string; readonly scope: string; readonly key: Uint8Array }
  | { readonly keyId: string; readonly destroyedIndex: number };

/** An entry that contradicts what is kept: other bytes under its id, or another key of its scope. */
export class KeyRefused extends Error {
  constructor(
    readonly code: 'KEY_ID_TAKEN' | 'KEY_SCOPE_TAKEN',
    message: string,
  ) {
    super(message);
    this.name = 'KeyRefused';
  }
}

/** 256-bit keys under which bodies and personal fields are sealed. Key ids are opaque and tell nothing. */
export interface Keys {
  /** The key of a scope (`heater:<id>:<yyyy-mm>`, `person:<id>`, `document:<planned>`); made, and durable, before this resolves. */
  obtain(scope: string): Promise<{ readonly keyId: string; readonly key: Uint8Array }>;
  /** The same without waiting, where the key is known already; null also where that is not known for certain. */
  peek(scope: string): { readonly keyId: string; readonly key: Uint8Array } | null;
  open(keyId: string): Promise<OpenedKey>;
  /** Forgets the key for good; `index` is the place of the event that says so. */
  destroy(keyId: string, index: number): Promise<void>;
  /** All of them, in no order that means anything; a key that is made or destroyed meanwhile may be told either way. */
  entries(): AsyncIterable<KeyEntry>;
  /**
   * Keeps an entry of another place, durable before this resolves; does nothing where it is there. A destroyed entry
   * destroys what lives under its id, and nothing brings that back.
   * @throws KeyRefused KEY_ID_TAKEN, KEY_SCOPE_TAKEN
   */
  adopt(entry: KeyEntry): Promise<void>;
  close(): Promise<void>;
}
