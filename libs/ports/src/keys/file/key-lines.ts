import type { NamedKey } from '#events';

/** A line of the file: a key with its scope, or what is left of a destroyed one. */
export type KeyLine =
  | { readonly keyId: string; readonly scope: string; readonly key: string }
  | { readonly keyId: string; readonly destroyedAt: number };

/** What the file says, in memory. A destroyed key keeps its id and the index of its erasure, not its scope. */
export interface KnownKeys {
  readonly byScope: Map<string, NamedKey>;
  readonly byId: Map<string, { readonly scope: string; readonly key: Uint8Array }>;
  readonly destroyed: Map<string, number>;
}

export const noKeys = (): KnownKeys => ({ byScope: new Map(), byId: new Map(), destroyed: new Map() });

export function learn(known: KnownKeys, line: KeyLine): void {
  if ('destroyedAt' in line) {
    forget(known, line.keyId, line.destroyedAt);
    return;
  }
  const key = Buffer.from(line.key, 'base64url');
  known.byScope.set(line.scope, { keyId: line.keyId, key });
  known.byId.set(line.keyId, { scope: line.scope, key });
}

export function forget(known: KnownKeys, keyId: string, index: number): void {
  const gone = known.byId.get(keyId);
  if (gone && known.byScope.get(gone.scope)?.keyId === keyId) known.byScope.delete(gone.scope);
  known.byId.delete(keyId);
  known.destroyed.set(keyId, index);
}

export const keyLine = (keyId: string, scope: string, key: Uint8Array): string =>
  `${JSON.stringify({ keyId, scope, key: Buffer.from(key).toString('base64url') })}\n`;

/** The whole file as it must stand: one line per living and per destroyed key. */
export function allLines(known: KnownKeys): string {
  const living = [...known.byId].map(([keyId, { scope, key }]) => keyLine(keyId, scope, key));
  const gone = [...known.destroyed].map(
    ([keyId, destroyedAt]) => `${JSON.stringify({ keyId, destroyedAt })}\n`,
  );
  return living.join('') + gone.join('');
}
