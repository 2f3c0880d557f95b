/** `destroyed` carries the index of the event that proves the erasure. */
export type OpenedKey =
  | { readonly kind: 'key'; readonly key: Uint8Array }
  | { readonly kind: 'destroyed'; readonly index: number }
  | { readonly kind: 'unknown' };

/** 256-bit keys under which bodies and personal fields are sealed. Key ids are opaque and tell nothing. */
export interface Keys {
  /** The key of a scope (`heater:<id>:<yyyy-mm>`, `person:<id>`, `document:<planned>`); made, and durable, before this resolves. */
  obtain(scope: string): Promise<{ readonly keyId: string; readonly key: Uint8Array }>;
  /** The same without waiting, where the key is known already. */
  peek(scope: string): { readonly keyId: string; readonly key: Uint8Array } | null;
  open(keyId: string): Promise<OpenedKey>;
  /** Forgets the key for good; `index` is the place of the event that says so. */
  destroy(keyId: string, index: number): Promise<void>;
  close(): Promise<void>;
}
