import type { KeyEntry } from '../port.js';

/** A line of the file: a key with its scope, or what is left of a destroyed one. */
type KeyLine =
  | { readonly keyId: string; readonly scope: string; readonly key: string }
  | { readonly keyId: string; readonly destroyedAt: number };

export function readKeyLine(line: string): KeyEntry {
  const read = JSON.parse(line) as KeyLine;
  return 'destroyedAt' in read
    ? { keyId: read.keyId, destroyedIndex: read.destroyedAt }
    : { keyId: read.keyId, scope: read.scope, key: Buffer.from(read.key, 'base64url') };
}

export function keyLine(entry: KeyEntry): string {
  const line: KeyLine =
    'destroyedIndex' in entry
      ? { keyId: entry.keyId, destroyedAt: entry.destroyedIndex }
      : { keyId: entry.keyId, scope: entry.scope, key: Buffer.from(entry.key).toString('base64url') };
  return `${JSON.stringify(line)}\n`;
}
