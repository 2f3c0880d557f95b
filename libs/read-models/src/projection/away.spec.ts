import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headText, seal } from '#events';
import type { Keys } from '#ports/keys';
import { FileKeys } from '#ports/keys/file';
import { DatabaseError } from '#postgres';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { given, givenHeater, upload } from '../../../../test/samples/uploads.js';
import { SqliteProjectionStore } from '../sqlite/index.js';
import { storeSource } from './log-source.js';
import { runProjection } from './run-projection.js';

/** Keys on a server that is away until told otherwise. */
const awayAtFirst = (keys: Keys): { readonly keys: Keys; back(): void } => {
  let away = true;
  const open: Keys['open'] = (keyId) =>
    away ? Promise.reject(new DatabaseError('DATABASE_AWAY', 'no answer')) : keys.open(keyId);
  return {
    keys: Object.assign(Object.create(keys) as Keys, { open }),
    back: () => (away = false),
  };
};

test('a server that is away while an event is folded does not stop the projection at that event', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'away-'));
  const stored = new FileKeys({ path: join(folder, 'keys.jsonl') });
  const log = new MemoryEventStore();
  await givenHeater(log, 'h1');
  const { head, signature, body } = upload();
  const { keyId, key } = await stored.obtain('heater:h1:2026-09');
  const sealed = seal(key, JSON.stringify(body), headText(head));
  await given(log, 'telemetry-h1-0', {
    type: 'TelemetryRecorded',
    data: { head, signature, keyId, sealed },
  });
  const { keys, back } = awayAtFirst(stored);
  const store = await SqliteProjectionStore.open(join(folder, 'models.sqlite'), 'OFF');
  const { signal } = new AbortController();
  const run = (): Promise<void> =>
    runProjection({ store, log: storeSource(log), keys, signal, onCaughtUp: () => false });

  await expect(run()).rejects.toMatchObject({ name: 'DatabaseError', code: 'DATABASE_AWAY' });
  expect(await store.nextIndex()).toBe(0);
  back();
  await run();
  expect(await store.nextIndex()).toBe(await log.nextIndex());
  await store.close();
  rmSync(folder, { recursive: true });
});
