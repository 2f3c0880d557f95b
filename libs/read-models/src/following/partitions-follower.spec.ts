import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DomainEvent } from '#events';
import { EventStoreError } from '#event-store';
import { AloneLeases } from '#ports/leases/alone';
import { FileKeys } from '#ports/keys/file';
import { openDatabase, type Database } from '#postgres';
import { runProjection, storeSource, type LogSource } from '#read-models/projection';
import { SqliteProjectionStore } from '#read-models/sqlite';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { tablesIn, tablesOf } from '../../../../test/properties/tables-in.js';
import { given, givenHeater, upload } from '../../../../test/samples/uploads.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/servers/postgres/index.js';
import { PostgresModelVersions, openPostgresReadModels } from '../postgres/index.js';
import { PostgresPartitionStates } from '../postgres/partition-states.js';
import { Watch } from '../open/watch.js';
import { PartitionsFollower } from './partitions-follower.js';

const HEATERS = ['h1', 'h2', 'h3', 'h4'] as const;
const CUT: DomainEvent = {
  type: 'PeriodClosing',
  data: { period: '2026-09', issueDate: '2026-10-02', rulesVersion: 1 },
};

/** Projectors of one database and one log, as several processes run them. */
describe('projectors that share partitions', () => {
  let folder: string;
  let server: TestDatabase;
  let database: Database;
  let log: MemoryEventStore;
  let keys: FileKeys;
  let leases: AloneLeases;
  let watch: Watch;
  let followers: PartitionsFollower[];
  /** Reads of the log that fail from here on. */
  let faults: number;
  beforeEach(async () => {
    faults = 0;
    folder = mkdtempSync(join(tmpdir(), 'following-'));
    server = await createTestDatabase();
    database = await openDatabase(server.url);
    log = new MemoryEventStore();
    keys = new FileKeys({ path: join(folder, 'keys.jsonl') });
    leases = new AloneLeases();
    watch = new Watch(new PostgresPartitionStates(database));
    followers = [];
    await given(log, 'installation', {
      type: 'ZoneOffsetsRecorded',
      data: { zone: 'Europe/Paris', offsets: [{ from: 0, offsetMinutes: 60 }] },
    });
    for (const heater of HEATERS) await givenHeater(log, heater);
    await sentAll(0);
  });
  afterEach(async () => {
    await watch.close();
    for (const follower of followers) await follower.close();
    await database.close();
    await server.drop();
    rmSync(folder, { recursive: true });
  });

  const blinking =
    (readRows: LogSource['readRows']): LogSource['readRows'] =>
    (...asked) => {
      if (faults-- > 0) throw new EventStoreError('STORE_AWAY', 'the server is away');
      return readRows(...asked);
    };
  const started = async (name: string, partitions: number): Promise<PartitionsFollower> => {
    const source = storeSource(log);
    const follower = new PartitionsFollower({
      versions: new PostgresModelVersions(database),
      states: new PostgresPartitionStates(database),
      openLog: () =>
        Promise.resolve({
          source: { ...source, readRows: blinking(source.readRows) },
          nextIndex: () => log.nextIndex(),
          close: () => Promise.resolve(),
        }),
      keys,
      leases,
      partitions,
      holder: name,
      name,
      takes: true,
      lookMs: 20,
      retryMs: 1,
    });
    followers.push(follower);
    await follower.start();
    return follower;
  };
  const sentAll = async (number: number): Promise<void> => {
    for (const heater of HEATERS) {
      const { head, signature, body } = upload({ heater, number });
      const data = { head, signature, body };
      await given(log, `telemetry-${heater}-0`, { type: 'TelemetryRecorded', data });
    }
  };
  const caughtUp = async (): Promise<void> => watch.passed((await log.nextIndex()) - 1);
  const holders = async (): Promise<(string | null)[]> => {
    await watch.look();
    return watch.status.partitions.map(({ holder }) => holder);
  };
  const until = async (wanted: readonly (string | null)[]): Promise<void> => {
    for (let found = await holders(); found.sort().join() !== wanted.join(); found = await holders())
      await new Promise((resolve) => setTimeout(resolve, 10));
  };
  /** Rows of all partitions, and those of one whole fold into a file. */
  const rows = async (): Promise<{ shared: object; whole: object }> => {
    const path = join(folder, 'whole.sqlite');
    const store = await SqliteProjectionStore.open(path, 'OFF');
    const { signal } = new AbortController();
    await runProjection({ store, log: storeSource(log), keys, signal, onCaughtUp: () => false });
    await store.close();
    const models = await openPostgresReadModels({ url: server.url });
    const { checkpoint: _, ...shared } = await tablesOf(models.db);
    const { checkpoint: __, ...whole } = tablesIn(path);
    await models.close();
    return { shared, whole };
  };

  test('each takes its share, and together they write the rows of one', async () => {
    await started('anna', 2);
    await watch.start();
    await until(['anna', 'anna']);
    await started('ben', 2);
    await until(['anna', 'ben']);
    await sentAll(1);
    await given(log, 'period-2026-09', CUT);
    await caughtUp();
    const { shared, whole } = await rows();
    expect(shared).toEqual(whole);
    expect(watch.status).toMatchObject({ nextIndex: await log.nextIndex(), version: 1, failed: null });
  });

  test('what one leaves the others take over, and go on where it stood', async () => {
    const anna = await started('anna', 3);
    await started('ben', 3);
    await watch.start();
    await until(['anna', 'anna', 'ben']);
    await anna.close();
    await until(['ben', 'ben', 'ben']);
    await sentAll(1);
    await caughtUp();
    const { shared, whole } = await rows();
    expect(shared).toEqual(whole);
  });

  test('a log that blinks is waited for: nobody who waits is sent away, and a rebuild goes on', async () => {
    const anna = await started('anna', 2);
    await watch.start();
    await caughtUp();
    faults = 3;
    await sentAll(1);
    await caughtUp();
    faults = 5;
    await anna.rebuild();
    await sentAll(2);
    await caughtUp();
    const { shared, whole } = await rows();
    expect(shared).toEqual(whole);
    expect(watch.status).toMatchObject({ version: 2, failed: null });
  });

  test('a rebuild makes the next version in other parts; all go over to it', async () => {
    await started('anna', 1);
    const ben = await started('ben', 3);
    await watch.start();
    await caughtUp();
    expect(watch.status.version).toBe(1);
    await ben.rebuild();
    await until(['anna', 'anna', 'ben']);
    await sentAll(1);
    await caughtUp();
    expect(watch.status).toMatchObject({ version: 2, rebuilding: null });
    const { shared, whole } = await rows();
    expect(shared).toEqual(whole);
  });

  test('one that stops names the event; whoever waits behind it is told, whoever waits before it is not', async () => {
    await started('anna', 2);
    await watch.start();
    await caughtUp();
    const last = await log.nextIndex();
    const { head, signature } = upload({ heater: 'h2', number: 1 });
    await given(log, 'telemetry-h2-0', {
      type: 'TelemetryRecorded',
      data: { head, signature, keyId: 'lost', sealed: 'AAAA' },
    });
    await expect(watch.passed(last)).rejects.toThrow(/KEY_UNKNOWN/);
    await watch.passed(last - 1);
    expect(watch.status).toMatchObject({ nextIndex: last, failed: { index: last } });
  });
});
