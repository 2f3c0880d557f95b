import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysContract } from '../../../../../test/contracts/keys.contract.js';
import { openKeys } from '../open/index.js';
import { FileKeys } from './key-file.js';

const folders: string[] = [];
const newPath = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  folders.push(folder);
  return join(folder, 'inside', 'keys.ndjson');
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

keysContract('file', () => {
  const path = newPath();
  return Promise.resolve({ open: () => openKeys({ kind: 'file', path }) });
});

describe('the key file', () => {
  test('is readable by its owner alone, also after a destruction', async () => {
    const path = newPath();
    const keys = new FileKeys({ path });
    const { keyId } = await keys.obtain('person:ana');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await keys.destroy(keyId, 3);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('holds neither a destroyed key nor its scope', async () => {
    const path = newPath();
    const keys = new FileKeys({ path });
    const { keyId, key } = await keys.obtain('person:ana');
    expect(readFileSync(path, 'utf8')).toContain(Buffer.from(key).toString('base64url'));
    await keys.destroy(keyId, 3);
    expect(readFileSync(path, 'utf8')).toBe(`{"keyId":"${keyId}","destroyedAt":3}\n`);
  });

  test('half a line that a crash left behind is passed over and overwritten', async () => {
    const path = newPath();
    const first = await new FileKeys({ path }).obtain('person:ana');
    appendFileSync(path, '{"keyId":"half');
    const keys = new FileKeys({ path });
    const second = await keys.obtain('person:ben');
    const again = new FileKeys({ path });
    expect(again.peek('person:ana')).toEqual(first);
    expect(again.peek('person:ben')).toEqual(second);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
  });

  test('a reader elsewhere learns of a destruction after the recheck time', async () => {
    const path = newPath();
    const writer = new FileKeys({ path });
    const { keyId } = await writer.obtain('person:ana');
    const reader = new FileKeys({ path, recheckMs: 0 });
    expect(await reader.open(keyId)).toMatchObject({ kind: 'key' });
    await writer.destroy(keyId, 9);
    expect(await reader.open(keyId)).toEqual({ kind: 'destroyed', index: 9 });
  });

  test('a write that fails is told to whoever asked, and the next one may succeed', async () => {
    const path = newPath();
    const inTheWay = join(path, '..');
    const keys = new FileKeys({ path });
    writeFileSync(inTheWay, '');
    await expect(keys.obtain('person:ana')).rejects.toThrow();
    rmSync(inTheWay);
    const made = await keys.obtain('person:ana');
    expect(new FileKeys({ path }).peek('person:ana')).toEqual(made);
  });
});
