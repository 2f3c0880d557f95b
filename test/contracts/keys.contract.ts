import type { KeyEntry, Keys } from '#ports/keys';

/** How a suite opens an adapter: `open` again must see what was promised before. */
export interface KeysUnderTest {
  open(): Promise<Keys>;
}

async function entriesOf(keys: Keys): Promise<KeyEntry[]> {
  const entries: KeyEntry[] = [];
  for await (const entry of keys.entries()) entries.push(entry);
  return entries.sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
}

/** What every adapter of the key port does. */
export function keysContract(name: string, prepare: () => Promise<KeysUnderTest>): void {
  describe(`keys: ${name}`, () => {
    let under: KeysUnderTest;
    let keys: Keys;
    beforeEach(async () => {
      under = await prepare();
      keys = await under.open();
    });
    afterEach(() => keys.close());

    test('a scope has one key of 256 bits, made at the first asking', async () => {
      expect(keys.peek('heater:h1:2026-09')).toBeNull();
      const made = await keys.obtain('heater:h1:2026-09');
      expect(made.key).toHaveLength(32);
      expect(keys.peek('heater:h1:2026-09')).toEqual(made);
      expect(await keys.obtain('heater:h1:2026-09')).toEqual(made);
      expect(await keys.open(made.keyId)).toEqual({ kind: 'key', key: made.key });
    });

    test('other scopes have other keys, and an id tells nothing of its scope', async () => {
      const first = await keys.obtain('person:ana');
      const second = await keys.obtain('person:ben');
      expect(second.keyId).not.toBe(first.keyId);
      expect(Buffer.compare(first.key, second.key)).not.toBe(0);
      expect(first.keyId).not.toContain('ana');
      expect(first.keyId).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
    });

    test('many who ask for one scope at once get the same key', async () => {
      const asked = await Promise.all(Array.from({ length: 50 }, () => keys.obtain('document:d1')));
      expect(new Set(asked.map(({ keyId }) => keyId)).size).toBe(1);
    });

    test('keys asked for at once are all there after a restart', async () => {
      const scopes = Array.from({ length: 500 }, (_, index) => `heater:h${index}:2026-09`);
      const made = await Promise.all(scopes.map((scope) => keys.obtain(scope)));
      await keys.close();
      keys = await under.open();
      expect(scopes.map((scope) => keys.peek(scope))).toEqual(made);
    });

    test('another reader opens a key that was made after it started', async () => {
      const reader = await under.open();
      const made = await keys.obtain('heater:h1:2026-09');
      expect(await reader.open(made.keyId)).toEqual({ kind: 'key', key: made.key });
      await reader.close();
    });

    test('an id that never was is unknown', async () => {
      expect(await keys.open('no-such-key-id-0')).toEqual({ kind: 'unknown' });
    });

    test('a destroyed key is gone for good, and the answer names the event of its erasure', async () => {
      const kept = await keys.obtain('person:ben');
      const made = await keys.obtain('person:ana');
      await keys.destroy(made.keyId, 41);
      await keys.destroy(made.keyId, 42);
      const gone = { kind: 'destroyed', index: 41 };
      expect(await keys.open(made.keyId)).toEqual(gone);
      expect(keys.peek('person:ana')).toBeNull();
      await keys.close();
      keys = await under.open();
      expect(await keys.open(made.keyId)).toEqual(gone);
      expect(await keys.open(kept.keyId)).toEqual({ kind: 'key', key: kept.key });
    });

    test('a scope whose key was destroyed gets a new one', async () => {
      const made = await keys.obtain('person:ana');
      await keys.destroy(made.keyId, 7);
      const again = await keys.obtain('person:ana');
      expect(again.keyId).not.toBe(made.keyId);
      expect(Buffer.compare(again.key, made.key)).not.toBe(0);
      expect(await keys.open(made.keyId)).toEqual({ kind: 'destroyed', index: 7 });
    });

    test('all entries can be told, and are adopted elsewhere as they are', async () => {
      const [ana, ben] = [await keys.obtain('person:ana'), await keys.obtain('person:ben')];
      await keys.destroy(ben.keyId, 12);
      const entries = await entriesOf(keys);
      expect(entries).toHaveLength(2);
      expect(entries).toContainEqual({ keyId: ana.keyId, scope: 'person:ana', key: Buffer.from(ana.key) });
      expect(entries).toContainEqual({ keyId: ben.keyId, destroyedIndex: 12 });

      const elsewhere = await prepare();
      const other = await elsewhere.open();
      for (let twice = 0; twice < 2; twice++) await Promise.all(entries.map((entry) => other.adopt(entry)));
      expect(await entriesOf(other)).toEqual(entries);
      await other.close();
      const again = await elsewhere.open();
      expect(await entriesOf(again)).toEqual(entries);
      expect(await again.obtain('person:ana')).toEqual(ana);
      expect(await again.open(ben.keyId)).toEqual({ kind: 'destroyed', index: 12 });
      await again.close();
    });

    test('an entry that contradicts what is kept is refused, and changes nothing', async () => {
      const { keyId, key } = await keys.obtain('person:ana');
      const before = await entriesOf(keys);
      const other = new Uint8Array(32).fill(7);
      const refused = async (entry: KeyEntry, code: string): Promise<void> =>
        expect(keys.adopt(entry)).rejects.toMatchObject({ code });
      await refused({ keyId, scope: 'person:ana', key: other }, 'KEY_ID_TAKEN');
      await refused({ keyId, scope: 'person:ben', key }, 'KEY_ID_TAKEN');
      await refused({ keyId: 'another-key-id-00', scope: 'person:ana', key: other }, 'KEY_SCOPE_TAKEN');
      expect(await entriesOf(keys)).toEqual(before);
    });

    test('an adopted destruction destroys, and no adopted key undoes it', async () => {
      const { keyId, key } = await keys.obtain('person:ana');
      await keys.adopt({ keyId, destroyedIndex: 5 });
      await keys.adopt({ keyId, scope: 'person:ana', key });
      await keys.adopt({ keyId: 'never-seen-here-0', destroyedIndex: 6 });
      expect(await keys.open(keyId)).toEqual({ kind: 'destroyed', index: 5 });
      expect(await keys.open('never-seen-here-0')).toEqual({ kind: 'destroyed', index: 6 });
      expect(keys.peek('person:ana')).toBeNull();
    });
  });
}
