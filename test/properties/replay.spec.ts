import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { FileKeys } from '#ports/keys/file';
import { runProjection, storeSource, type LogSource } from '#read-models/projection';
import { SqliteProjectionStore } from '#read-models/sqlite';
import { action } from './replay-actions.js';
import { ReplayedLog } from './replayed-log.js';
import { tablesIn } from './tables-in.js';

let folder: string;
let keys: FileKeys;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  keys = new FileKeys({ path: join(folder, 'keys.jsonl') });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function project(path: string, log: LogSource, end: number): Promise<void> {
  const store = await SqliteProjectionStore.open(path, 'OFF');
  const { signal } = new AbortController();
  await runProjection({ store, log, keys, signal, onCaughtUp: (next) => next < end });
  await store.close();
}

/** A source that ends at an index, and tells so many events at a time. */
const upTo = (source: LogSource, end: number, atOnce: number): LogSource => ({
  ...source,
  nameOf: (number) => source.nameOf(number),
  readRows: (from, limit) => source.readRows(from, Math.max(0, Math.min(limit, atOnce, end - from))),
});

const newPath = (): string => join(folder, `${++made}.sqlite`);

describe('replay from zero', () => {
  test('gives the tables that came about live, whatever happened and however often it was restarted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 5, maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 20 }),
        async (actions, pace) => {
          const log = new ReplayedLog(keys);
          await log.begin();
          for (const one of actions) await log.play(one);
          const source = storeSource(log.store);
          const end = await log.store.nextIndex();

          const [live, replayed] = [newPath(), newPath()];
          let next = 0;
          for (let i = 0; next < end; i++) {
            next = Math.min(end, next + pace[i % pace.length]!);
            await project(live, upTo(source, next, 1 + (i % 3)), next);
          }
          await project(replayed, source, end);
          expect(tablesIn(live)).toEqual(tablesIn(replayed));
          expect(tablesIn(replayed)['checkpoint']).toEqual([
            { name: 'projection', next_index: end, last_event: await source.idAt(end - 1) },
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('does not depend on the order in which independent heaters report', async () => {
    const uploads = action.filter((one) => one.what === 'upload' && one.fault === null);
    await fc.assert(
      fc.asyncProperty(fc.array(uploads, { minLength: 2, maxLength: 30 }), async (actions) => {
        const apart = [0, 1].flatMap((heater) =>
          actions.filter((one) => 'heater' in one && one.heater === heater),
        );
        const tables = await Promise.all(
          [actions, apart].map(async (order) => {
            const log = new ReplayedLog(keys);
            await log.begin();
            for (const one of order) await log.play(one);
            const path = newPath();
            await project(path, storeSource(log.store), await log.store.nextIndex());
            const { cell, work } = tablesIn(path);
            return { cell, work };
          }),
        );
        expect(tables[0]).toEqual(tables[1]);
      }),
      { numRuns: 20 },
    );
  });
});
