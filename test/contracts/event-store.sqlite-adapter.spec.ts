import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { NO_STREAM } from '#event-store';
import { openSqliteEventStore, type SqliteEventStore, SqliteLogReader } from '#event-store/sqlite';

import {
  appended,
  appendOne,
  freshStream,
  request,
  sampleEvent,
  sampleEvents,
} from './event-store.samples.js';

/** What only the SQLite adapter promises; the rest is in the contract suite. */
describe('event store: sqlite, by itself', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heatledger-log-'));
    path = join(folder, 'log.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function withStore<T>(
    body: (store: SqliteEventStore) => Promise<T>,
    options: Partial<Parameters<typeof openSqliteEventStore>[0]> = {},
  ): Promise<T> {
    const store = await openSqliteEventStore({ path, ...options });
    try {
      return await body(store);
    } finally {
      await store.close();
    }
  }

  test('synchronous is read back as 2 on the connection of the writer', async () => {
    const diagnostics = await withStore((store) => store.diagnostics());
    expect(diagnostics).toMatchObject({ synchronous: 2, journalMode: 'wal' });
  });

  test('a second store in this process is refused, and the first goes on', async () => {
    await withStore(async (store) => {
      // More than once: threads that were let go too early would end the process now and then.
      for (let time = 0; time < 5; time++)
        await expect(openSqliteEventStore({ path })).rejects.toMatchObject({
          code: 'SECOND_WRITER',
          message: expect.stringContaining(`${path}.lock`),
        });
      await appended(store, freshStream(), sampleEvents(1));
    });
  });

  test('another process that holds the log refuses ours until it is killed', async () => {
    const program = fileURLToPath(new URL('../../dist/test/crash/writer-process.js', import.meta.url));
    const other = spawn(process.execPath, [program, path, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    await expect(openSqliteEventStore({ path })).rejects.toMatchObject({
      code: 'SECOND_WRITER',
      message: expect.stringContaining(`process ${other.pid}`),
    });
    other.kill('SIGKILL');
    await once(other, 'close');
    await withStore(async (store) => expect(await store.nextIndex()).toBeGreaterThan(0));
  });

  test('beyond the bound of the queue appends are answered OVERLOADED at once; the others are written', async () => {
    await withStore(
      async (store) => {
        const calls = Array.from({ length: 60 }, () =>
          appendOne(store, request(freshStream(), NO_STREAM, [sampleEvent()])),
        );
        const outcomes = await Promise.all(calls);
        const codes = outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.code : outcome.kind));
        expect(codes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'appended'));
        expect(codes.slice(20)).toEqual(Array.from({ length: 40 }, () => 'OVERLOADED'));
        expect(await store.nextIndex()).toBe(20);
        await appended(store, freshStream(), sampleEvents(1));
      },
      { queueLimit: 20 },
    );
  });

  test('the queue is bounded in size as well', async () => {
    const large = () => sampleEvent({ data: JSON.stringify('x'.repeat(30_000)) });
    await withStore(
      async (store) => {
        const calls = Array.from({ length: 5 }, () =>
          appendOne(store, request(freshStream(), NO_STREAM, [large()])),
        );
        const kinds = (await Promise.all(calls)).map(({ kind }) => kind);
        expect(kinds).toEqual(['appended', 'appended', 'failed', 'failed', 'failed']);
      },
      { queueCharactersMax: 50_000 },
    );
  });

  test('a full disk fails appends with STORE_FULL; reading goes on', async () => {
    const large = () => sampleEvent({ data: JSON.stringify('x'.repeat(60_000)) });
    await withStore(
      async (store) => {
        const stream = freshStream();
        let count = 0;
        let outcome = await appendOne(store, request(stream, NO_STREAM, [large()]));
        while (outcome.kind === 'appended') {
          count += 1;
          outcome = await appendOne(store, request(stream, count - 1, [large()]));
        }
        expect(outcome).toMatchObject({
          kind: 'failed',
          code: 'STORE_FULL',
          message: expect.stringContaining(path),
        });
        expect((await store.readAll(0, 1_000)).events).toHaveLength(count);
        expect(await store.nextIndex()).toBe(count);
      },
      { bytesMax: 600_000 },
    );
  });

  test('a reader of another thread or process sees the log grow within milliseconds', async () => {
    await withStore(async (store) => {
      const reader = new SqliteLogReader(store.path);
      const waiting = reader.untilAt(2);
      const stream = freshStream();
      const events = sampleEvents(3);
      await appended(store, stream, events);
      const acknowledgedAt = performance.now();
      expect(await waiting).toBe(true);
      expect(performance.now() - acknowledgedAt).toBeLessThan(200);

      expect(reader.readAll(0, 10).events.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      const rows = reader.readRows(1, 10);
      expect(rows.map(([index, , revision, , , , data]) => [index, revision, data])).toEqual([
        [1, 1, events[1]?.data],
        [2, 2, events[2]?.data],
      ]);
      expect(rows.map(([, name]) => reader.nameOf(name))).toEqual([stream, stream]);
      expect(reader.readAt(stream, 2)?.id).toBe(events[2]?.id);
      expect(reader.dataAt(reader.numberOf(stream) ?? -1, 1)).toBe(events[1]?.data);
      expect(reader.readAt(stream, 3)).toBeNull();
      reader.close();
    });
  });

  test('a wait of a reader ends with its signal', async () => {
    await withStore(async (store) => {
      const reader = new SqliteLogReader(store.path);
      const ending = new AbortController();
      const waiting = reader.untilAt(0, ending.signal);
      ending.abort();
      expect(await waiting).toBe(false);
      reader.close();
    });
  });
});
