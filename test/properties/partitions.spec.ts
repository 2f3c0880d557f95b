import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { FileKeys } from '#ports/keys/file';
import { checkpointOf, type Partition } from '#read-models';
import { storeSource, type LogSource } from '#read-models/projection';
import { SqliteProjectionStore } from '#read-models/sqlite';
import { Projection } from '../../libs/read-models/src/projection/projection.js';
import { action } from './replay-actions.js';
import { ReplayedLog } from './replayed-log.js';
import { tablesIn } from './tables-in.js';

let folder: string;
let keys: FileKeys;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'partitions-'));
  keys = new FileKeys({ path: join(folder, 'keys.jsonl') });
});
afterAll(() => rmSync(folder, { recursive: true }));
const newPath = (): string => join(folder, `${++made}.sqlite`);

/** One partition of several that write the same tables, at its own pace. */
class Part {
  private constructor(
    private readonly log: LogSource,
    private readonly store: SqliteProjectionStore,
    private readonly partition: Partition,
    private projection: Projection,
  ) {}

  static async open(path: string, log: LogSource, partition: Partition): Promise<Part> {
    const store = await SqliteProjectionStore.open(path, 'OFF', partition);
    return new Part(log, store, partition, await Projection.load(store, log, keys, partition));
  }

  async goOn(events: number): Promise<void> {
    for (const row of await this.log.readRows(this.projection.nextIndex, events))
      await this.projection.fold(row);
    await this.projection.commit();
  }

  /** As another process would take it over, where partition 0 has come as far. */
  async takenOver(): Promise<void> {
    if ((await this.store.sharedIndex()) < this.projection.nextIndex) return;
    this.projection = await Projection.load(this.store, this.log, keys, this.partition);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

describe('a projection in partitions', () => {
  test('writes the rows of the whole one, whichever of them is ahead and whoever takes one over', async () => {
    const step = fc.record({ part: fc.nat(3), events: fc.integer({ min: 1, max: 25 }), again: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 5, maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(step, { maxLength: 30 }),
        async (actions, of, steps) => {
          const log = new ReplayedLog(keys);
          await log.begin();
          for (const one of actions) await log.play(one);
          const source = storeSource(log.store);
          const end = await log.store.nextIndex();

          const [wholePath, path] = [newPath(), newPath()];
          const whole = await Part.open(wholePath, source, { number: 0, of: 1 });
          await whole.goOn(end);
          const numbers = Array.from({ length: of }, (_, number) => number);
          const parts: Part[] = [];
          for (const number of numbers) parts.push(await Part.open(path, source, { number, of }));
          for (const { part, events, again } of steps) {
            await parts[part % of]!.goOn(events);
            if (again) await parts[part % of]!.takenOver();
          }
          for (const part of parts) await part.goOn(end);
          await Promise.all([whole, ...parts].map((part) => part.close()));

          const { checkpoint, ...rows } = tablesIn(path);
          const { checkpoint: _, ...wanted } = tablesIn(wholePath);
          expect(rows).toEqual(wanted);
          expect(checkpoint).toEqual(
            numbers.map((number) => ({
              name: checkpointOf({ number, of }),
              next_index: end,
              last_event: expect.any(String) as string,
            })),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
