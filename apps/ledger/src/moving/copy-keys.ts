import { createHash } from 'node:crypto';
import { type KeyEntry, KeyRefused, type Keys } from '#ports/keys';
import { CopyRefused, copyRefused, type CopyOutcome, type Progress } from './copying.js';

export interface KeysCopy {
  readonly source: Keys;
  readonly target: Keys;
  readonly signal: AbortSignal;
  readonly told: (progress: Progress) => void;
}

export interface CopiedKeys {
  readonly living: number;
  /** Keys of which only the id and the index of the erasure are left. */
  readonly destroyed: number;
  /** How many of both stood in the target already. */
  readonly found: number;
  /** SHA-256 over one line per key in the order of ids, the same on both sides. It tells nothing of a key. */
  readonly sha256: string;
}

/** Keys made durable together. */
const GROUP_KEYS = 1_000;

const lineOf = (entry: KeyEntry): string =>
  'destroyedIndex' in entry
    ? `${JSON.stringify([entry.keyId, entry.destroyedIndex])}\n`
    : `${JSON.stringify([entry.keyId, entry.scope, Buffer.from(entry.key).toString('base64url')])}\n`;

type Entries = ReadonlyMap<string, KeyEntry>;

async function entriesOf(keys: Keys): Promise<Entries> {
  const entries = new Map<string, KeyEntry>();
  for await (const entry of keys.entries()) entries.set(entry.keyId, entry);
  return entries;
}

function hashOf(entries: Entries): string {
  const hash = createHash('sha256');
  for (const keyId of [...entries.keys()].sort()) {
    const entry = entries.get(keyId);
    if (entry !== undefined) hash.update(lineOf(entry));
  }
  return hash.digest('hex');
}

const differs = (keyId: string, why: string): CopyRefused =>
  copyRefused('TARGET_DIFFERS', '--to', `Key ${keyId} ${why}. Give an empty target; nothing was written.`);

/** Every key of the target must be one of the source; one that was destroyed since is destroyed there too. */
function checkBeginning(source: Entries, target: Entries): void {
  for (const [keyId, there] of target) {
    const here = source.get(keyId);
    if (here === undefined) throw differs(keyId, 'stands in the target and not in the source');
    const destroyedSince = 'destroyedIndex' in here && !('destroyedIndex' in there);
    if (!destroyedSince && lineOf(here) !== lineOf(there))
      throw differs(
        keyId,
        'destroyedIndex' in there
          ? 'is destroyed in the target and not in the source'
          : 'is another one there',
      );
  }
}

async function adopt(target: Keys, group: readonly KeyEntry[]): Promise<void> {
  try {
    await Promise.all(group.map((entry) => target.adopt(entry)));
  } catch (fault) {
    if (!(fault instanceof KeyRefused)) throw fault;
    throw copyRefused(
      'TARGET_WRITTEN',
      '--to',
      `Something else writes to the target (${fault.message}): end it.`,
    );
  }
}

async function copied({ source, target, signal, told }: KeysCopy): Promise<CopyOutcome<CopiedKeys>> {
  const [entries, standing] = [await entriesOf(source), await entriesOf(target)];
  checkBeginning(entries, standing);
  const missing = [...entries.values()].filter(
    (entry) => lineOf(entry) !== lineOf(standing.get(entry.keyId) ?? { keyId: '', destroyedIndex: -1 }),
  );
  const found = entries.size - missing.length;
  for (let at = 0; at < missing.length; at += GROUP_KEYS) {
    const done = found + at;
    if (signal.aborted) return { kind: 'interrupted', next: done, total: entries.size };
    await adopt(target, missing.slice(at, at + GROUP_KEYS));
    told({ step: 'copying', done: Math.min(done + GROUP_KEYS, entries.size), total: entries.size });
  }
  const there = await entriesOf(target);
  const sha256 = hashOf(entries);
  if (there.size !== entries.size || hashOf(there) !== sha256)
    throw copyRefused(
      'TARGET_WRITTEN',
      '--to',
      `The target holds ${there.size} keys, the source ${entries.size}, and they are not the same: end what writes to them and run the command again.`,
    );
  const destroyed = [...entries.values()].filter((entry) => 'destroyedIndex' in entry).length;
  return { kind: 'copied', copied: { living: entries.size - destroyed, destroyed, found, sha256 } };
}

/**
 * Copies keys: living ones with their scope, destroyed ones as destroyed, with the index of their erasure.
 * Refusals: TARGET_DIFFERS (nothing was written), TARGET_WRITTEN. Throws DatabaseError as the adapters do.
 */
export async function copyKeys(copy: KeysCopy): Promise<CopyOutcome<CopiedKeys>> {
  try {
    return await copied(copy);
  } catch (fault) {
    if (fault instanceof CopyRefused) return { kind: 'refused', refusal: fault.refusal };
    throw fault;
  }
}
