import { keysContract } from '../../../../../test/contracts/keys.contract.js';
import { cutLine } from '../../../../../test/servers/postgres/cut-line.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/servers/postgres/index.js';
import { openDatabase, type Database } from '#postgres';
import type { Keys } from '../port.js';
import { openKeys } from '../open/index.js';

let made: TestDatabase[];
let databases: Database[];
beforeAll(async () => {
  made = await Promise.all([createTestDatabase(), createTestDatabase()]);
  databases = await Promise.all(made.map(({ url }) => openDatabase(url, { what: 'spec' })));
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await Promise.all(made.map((database) => database.drop()));
});

let prepared = 0;
keysContract('postgres', async () => {
  // The one before may still be open.
  const turn = prepared++ % made.length;
  await databases[turn]!.rows('truncate heatledger.event_key');
  return { open: () => openKeys({ kind: 'postgres', url: made[turn]!.url }) };
});

describe('keys in a database', () => {
  const url = (): string => made[0]!.url;
  const rows = (text: string, values: readonly unknown[] = []): Promise<unknown> =>
    databases[0]!.rows(text, values);
  const opened: Keys[] = [];
  const open = async (recheckMs = 1000): Promise<Keys> => {
    const keys = await openKeys({ kind: 'postgres', url: url() }, { recheckMs });
    opened.push(keys);
    return keys;
  };
  afterEach(() => Promise.all(opened.splice(0).map((keys) => keys.close())));

  test('two that make the key of a scope at once get the same one', async () => {
    const two = [await open(), await open()];
    const scopes = Array.from({ length: 40 }, (_, number) => `heater:race-${number}:2026-09`);
    const [first, second] = await Promise.all(
      two.map((keys) => Promise.all(scopes.map((scope) => keys.obtain(scope)))),
    );
    expect(first).toEqual(second);
  });

  test('thousands asked for at once are a few statements', async () => {
    const keys = await open();
    await Promise.all(
      Array.from({ length: 3000 }, (_, number) => keys.obtain(`heater:many-${number}:2026-09`)),
    );
    const groups = await rows(
      `select count(*) as keys, count(distinct xmin::text) < 4 as few
       from heatledger.event_key where scope like 'heater:many-%'`,
    );
    expect(groups).toEqual([{ keys: 3000, few: true }]);
  });

  test('a destroyed key is gone from its row, with its scope', async () => {
    const keys = await open();
    const { keyId } = await keys.obtain('person:gone');
    await keys.destroy(keyId, 3);
    expect(
      await rows('select scope, key, destroyed_index from heatledger.event_key where key_id = $1', [keyId]),
    ).toEqual([{ scope: null, key: null, destroyed_index: 3 }]);
  });

  test('another process learns of a destruction after the recheck time, and makes a new key', async () => {
    const [writer, other] = [await open(), await open(0)];
    const { keyId } = await writer.obtain('person:eva');
    expect(await other.open(keyId)).toMatchObject({ kind: 'key' });
    await writer.destroy(keyId, 9);
    expect(other.peek('person:eva')).toBeNull();
    expect(await other.open(keyId)).toEqual({ kind: 'destroyed', index: 9 });
    expect((await other.obtain('person:eva')).keyId).not.toBe(keyId);
  });

  test('while the database does not answer, known keys are given and no new ones', async () => {
    const line = await cutLine(url());
    const keys = await openKeys({ kind: 'postgres', url: line.url }, { recheckMs: 0 });
    opened.push(keys);
    const known = await keys.obtain('person:fay');
    await line.cut();
    expect(await keys.obtain('person:fay')).toEqual(known);
    await expect(keys.obtain('person:gus')).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
    await expect(keys.open('no-such-key-id-0')).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
    await line.mend();
    expect((await keys.obtain('person:gus')).key).toHaveLength(32);
  });

  test('that does not answer for too long, known keys open what is sealed and seal nothing more', async () => {
    const line = await cutLine(url());
    const keys = await openKeys({ kind: 'postgres', url: line.url }, { recheckMs: 0, trustMs: 0 });
    opened.push(keys);
    const known = await keys.obtain('person:hal');
    await line.cut();
    for (const _ of [1, 2]) {
      await expect(keys.obtain('person:hal')).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
      expect(keys.peek('person:hal')).toBeNull();
      expect(await keys.open(known.keyId)).toMatchObject({ kind: 'key' });
    }
    await line.mend();
    expect(await keys.obtain('person:hal')).toEqual(known);
  });

  test('keys of a newer state than the one that was restored are forgotten', async () => {
    const keys = await open(0);
    const { keyId } = await keys.obtain('person:ida');
    await rows('delete from heatledger.event_key where key_id = $1', [keyId]);
    await rows('update heatledger.key_change set last = last - 1');
    expect(await keys.open(keyId)).toEqual({ kind: 'unknown' });
    expect((await keys.obtain('person:ida')).keyId).not.toBe(keyId);
  });
});
