import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paris } from '../../../../test/samples/facts.js';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { derivedId, makeEvent } from '#events';
import { NO_STREAM } from '#event-store';
import { FileKeys } from '#ports/keys/file';
import { SqliteProjectionStore } from '../sqlite/sqlite-projection-store.js';
import { runProjection, storeSource } from './index.js';

let folder: string;
let store: SqliteProjectionStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'same-log-'));
  store = await SqliteProjectionStore.open(join(folder, 'models.sqlite'), 'OFF');
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function logOf(streams: readonly string[]): Promise<MemoryEventStore> {
  const log = new MemoryEventStore();
  for (const stream of streams) {
    const id = derivedId(stream);
    const meta = { id, recordedAt: 1, actor: 'person:ana', commandId: id, causation: null } as const;
    await log.append([{ stream, expectedRevision: NO_STREAM, events: [makeEvent(paris, meta)] }]);
  }
  return log;
}
const project = (log: MemoryEventStore): Promise<void> =>
  runProjection({
    store,
    log: storeSource(log, 0),
    keys: new FileKeys({ path: join(folder, 'keys.jsonl') }),
    signal: new AbortController().signal,
    onCaughtUp: () => false,
  });

describe('read models that were made from a log', () => {
  test('go on with it, however far it has grown', async () => {
    await project(await logOf(['a', 'b']));
    await project(await logOf(['a', 'b', 'c']));
    expect(await store.nextIndex()).toBe(3);
  });

  test.each([
    ['was put back from an earlier copy', ['a'], 'LOG_BEHIND_READ_MODELS'],
    ['went on from an earlier copy', ['a', 'x', 'y'], 'LOG_DIFFERS'],
    ['is another one', ['x', 'y'], 'LOG_DIFFERS'],
  ])('refuse one that %s, and keep what they hold', async (_, streams, code) => {
    await project(await logOf(['a', 'b']));
    await expect(project(await logOf(streams))).rejects.toMatchObject({
      at: { index: 0 },
      message: expect.stringMatching(`^${code}: .*rebuild`) as string,
    });
    expect(await store.nextIndex()).toBe(2);
  });
});
