import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyEntry, Keys } from '#ports/keys';
import { FileKeys } from '#ports/keys/file';
import { copyKeys } from './copy-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
const emptyKeys = (): Keys => new FileKeys({ path: join(folder, `${made++}.jsonl`), recheckMs: 0 });

/** Three living keys and one that was destroyed by event 7. */
async function someKeys(): Promise<Keys> {
  const keys = emptyKeys();
  for (const scope of ['person:ana', 'person:ben', 'heater:h1:2026-01']) await keys.obtain(scope);
  const { keyId } = await keys.obtain('person:gone');
  await keys.destroy(keyId, 7);
  return keys;
}

async function entriesOf(keys: Keys): Promise<readonly KeyEntry[]> {
  const entries: KeyEntry[] = [];
  for await (const entry of keys.entries()) entries.push(entry);
  return entries.sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
}

const copying = (source: Keys, target: Keys, signal = new AbortController().signal) =>
  copyKeys({ source, target, signal, told: () => undefined });

describe('a copy of keys', () => {
  test('has every key with its scope, and the destroyed one as destroyed', async () => {
    const [source, target] = [await someKeys(), emptyKeys()];
    expect(await copying(source, target)).toEqual({
      kind: 'copied',
      copied: {
        living: 3,
        destroyed: 1,
        found: 0,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    });
    expect(await entriesOf(target)).toEqual(await entriesOf(source));
    expect((await target.obtain('person:ana')).keyId).toBe((await source.obtain('person:ana')).keyId);
  });

  test('repeated, finds all of them, and destroys what was destroyed in the source since', async () => {
    const [source, target] = [await someKeys(), emptyKeys()];
    await copying(source, target);
    const { keyId } = await source.obtain('person:ben');
    await source.destroy(keyId, 12);
    expect(await copying(source, target)).toMatchObject({ copied: { living: 2, destroyed: 2, found: 3 } });
    expect(await target.open(keyId)).toEqual({ kind: 'destroyed', index: 12 });
    expect(await copying(source, target)).toMatchObject({ copied: { found: 4 } });
  });

  test('stops before a group where it is told to', async () => {
    const [source, target] = [await someKeys(), emptyKeys()];
    expect(await copying(source, target, AbortSignal.abort())).toEqual({
      kind: 'interrupted',
      next: 0,
      total: 4,
    });
  });

  test.each<[string, (source: Keys, target: Keys) => Promise<unknown>, string]>([
    ['another key', (_, target) => target.obtain('person:eva'), 'not in the source'],
    [
      'another scope under an id of the source',
      async (source, target) => {
        const { keyId, key } = await source.obtain('person:ana');
        await target.adopt({ keyId, key, scope: 'person:other' });
      },
      'is another one',
    ],
    [
      'a key that was destroyed there alone',
      async (source, target) => {
        const { keyId } = await source.obtain('person:ana');
        await target.adopt({ keyId, destroyedIndex: 3 });
      },
      'destroyed in the target',
    ],
  ])('is refused where the target holds %s, and nothing is written', async (_, before, why) => {
    const [source, target] = [await someKeys(), emptyKeys()];
    await before(source, target);
    const standing = await entriesOf(target);
    expect(await copying(source, target)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'TARGET_DIFFERS', remedy: expect.stringContaining(why) as string },
    });
    expect(await entriesOf(target)).toEqual(standing);
  });
});
