import type { Keys } from '#ports/keys';

/** How a suite opens an adapter: `open` again must see what was promised before. */
export interface KeysUnderTest {
  open(): Keys;
}

/** What every adapter of the key port does. */
export function keysContract(name: string, prepare: () => KeysUnderTest): void {
  describe(`keys: ${name}`, () => {
    let under: KeysUnderTest;
    let keys: Keys;
    beforeEach(() => {
      under = prepare();
      keys = under.open();
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
      keys = under.open();
      expect(scopes.map((scope) => keys.peek(scope))).toEqual(made);
    });

    test('another reader opens a key that was made after it started', async () => {
      const reader = under.open();
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
      keys = under.open();
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
  });
}
