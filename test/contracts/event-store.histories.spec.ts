import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';

import type { AppendRequest } from '#event-store';
import { SqliteLogReader } from '#event-store/sqlite';
import type { NewEvent } from '#events';

import { LogWriter } from '../../libs/event-store/src/sqlite/log-writer.js';
import { MemoryEventStore } from '../doubles/memory-event-store.js';

const event = (id: number): NewEvent => ({
  id: `event-${id}`,
  type: `Type${id % 3}`,
  version: 1 + (id % 2),
  recordedAt: id,
  actor: `person:${id % 5}`,
  commandId: `command-${id}`,
  causation: id % 2 === 0 ? null : `command-${id}`,
  data: JSON.stringify({ id }),
});

/** Few streams, few ids, small revisions: winners, conflicts and retries of every kind are all frequent. */
const anyRequest: fc.Arbitrary<AppendRequest> = fc.record({
  stream: fc.constantFrom('a', 'b', 'Type1'),
  expectedRevision: fc.integer({ min: -1, max: 6 }),
  events: fc.array(fc.nat({ max: 5 }).map(event), { minLength: 1, maxLength: 3 }),
});
const anyTransaction = fc.array(anyRequest, { minLength: 1, maxLength: 6 });
const anyHistory = fc.array(fc.tuple(anyTransaction, fc.boolean()), { maxLength: 12 });

test('any history of appends, with restarts, is answered and kept as in memory', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const folder = mkdtempSync(join(tmpdir(), 'heatledger-history-'));
      const path = join(folder, 'log.db');
      const model = new MemoryEventStore();
      let writer = LogWriter.open({ path });
      try {
        for (const [transaction, restart] of history) {
          expect(writer.commit(transaction)).toEqual(await model.append(transaction));
          expect(writer.nextIndex()).toBe(await model.nextIndex());
          if (!restart) continue;
          writer.close();
          writer = LogWriter.open({ path });
        }
        const reader = new SqliteLogReader(path);
        expect(reader.readAll(0, 1_000)).toEqual(await model.readAll(0, 1_000));
        for (const stream of ['a', 'b', 'Type1', 'none']) {
          expect(reader.readStream(stream, 1, 3)).toEqual(await model.readStream(stream, 1, 3));
          expect(reader.readStreamBackwards(stream, null, 3)).toEqual(
            await model.readStreamBackwards(stream, null, 3),
          );
        }
        reader.close();
      } finally {
        writer.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});
