import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Known, type Marks, MemoryMarks, openMarks } from '#event-store/kurrentdb';

import { createTestDatabase, type TestDatabase } from '../servers/postgres/index.js';

/** Places are wider than what JavaScript counts exactly. */
const WIDE = 2n ** 62n;
const markAt = (index: number): Known => ({
  index,
  place: { commit: WIDE + BigInt(index), prepare: WIDE - BigInt(index) },
});

let folder = '';
let database: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heatledger-marks-'));
  database = await createTestDatabase();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

/** Each test has its own, where they last. */
let count = 0;
const inFile = () => openMarks({ kind: 'sqlite', path: join(folder, `${(count += 1)}.db`) });
const inDatabase = () => openMarks({ kind: 'postgres', url: database.url });

describe.each<[string, () => Promise<Marks>]>([
  ['in memory', async () => new MemoryMarks()],
  ['in a file', inFile],
  ['in a database', inDatabase],
])('marks %s', (_, open) => {
  let marks: Marks;
  beforeAll(async () => {
    marks = await open();
  });
  afterAll(() => marks.close());

  test('none is known at first', async () => {
    expect([await marks.latest(), await marks.atOrBefore(10)]).toEqual([null, null]);
  });

  test('the nearest at or before an index is found, and the latest', async () => {
    for (const index of [0, 1_000, 500, 2_000]) await marks.put(markAt(index));
    expect(await marks.latest()).toEqual(markAt(2_000));
    for (const [index, nearest] of [
      [0, 0],
      [499, 0],
      [500, 500],
      [1_999, 1_000],
      [9_999, 2_000],
    ] as const)
      expect(await marks.atOrBefore(index)).toEqual(markAt(nearest));
  });

  test('the same mark may be kept twice; another place for its index is another log', async () => {
    await marks.put(markAt(500));
    await expect(marks.put({ index: 500, place: markAt(501).place })).rejects.toMatchObject({
      code: 'LOG_FOREIGN',
    });
    expect(await marks.atOrBefore(500)).toEqual(markAt(500));
  });
});

test.each([
  ['in a file', () => openMarks({ kind: 'sqlite', path: join(folder, 'lasting.db') })],
  ['in a database', inDatabase],
])('marks %s last', async (_, open) => {
  const first = await open();
  await first.put(markAt(9_500));
  await first.close();
  const again = await open();
  expect(await again.latest()).toEqual(markAt(9_500));
  await again.close();
});

test('a file that is none is STORE_AWAY', async () => {
  await expect(openMarks({ kind: 'sqlite', path: folder })).rejects.toMatchObject({ code: 'STORE_AWAY' });
});
