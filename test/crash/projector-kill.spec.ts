import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore, type SqliteEventStore } from '#event-store/sqlite';
import { bindInstallation, openDatabase } from '#postgres';
import type { Projector } from '#read-models';
import { openReadModels, startProjector } from '#read-models/open';
import { tablesIn, tablesOf } from '../properties/tables-in.js';
import { given, givenHeater, upload } from '../samples/uploads.js';
import { createTestDatabase, type TestDatabase } from '../servers/postgres/index.js';
import { ProjectorProcess } from './projector-process.js';

const HEATERS = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'];
const INSTALLATION = '0192f0c4-0000-7000-8000-00000000abcd';

/** Processes as they run in production, on a real server and a real file. */
describe('projectors in processes of their own', () => {
  let folder: string;
  let database: TestDatabase;
  let store: SqliteEventStore;
  let processes: ProjectorProcess[];
  let next = 0;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'projector-kill-'));
    database = await createTestDatabase();
    store = await openSqliteEventStore({ path: join(folder, 'log.sqlite') });
    processes = [];
    next = 0;
    await given(
      store,
      'installation',
      { type: 'InstallationNamed', data: { installation: INSTALLATION, name: 'test', createdAt: 1 } },
      {
        type: 'ZoneOffsetsRecorded',
        data: { zone: 'Europe/Paris', offsets: [{ from: 0, offsetMinutes: 60 }] },
      },
    );
    for (const heater of HEATERS) await givenHeater(store, heater);
    await sentAll(10);
    // As copying the keys of a log that has begun does.
    const shared = await openDatabase(database.url);
    await bindInstallation(shared, INSTALLATION);
    await shared.close();
  });
  afterEach(async () => {
    for (const one of processes) await one.kill();
    await store.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const sentAll = async (uploads: number): Promise<void> => {
    for (const until = next + uploads; next < until; next++)
      for (const heater of HEATERS) {
        const { head, signature, body } = upload({ heater, number: next });
        const data = { head, signature, body };
        await given(store, `telemetry-${heater}-0`, { type: 'TelemetryRecorded', data });
      }
  };
  const started = (more: Readonly<Record<string, string>> = {}, ...words: string[]): ProjectorProcess => {
    const one = ProjectorProcess.start(
      {
        HEATLEDGER_DATA_DIR: folder,
        HEATLEDGER_DATABASE_URL: database.url,
        HEATLEDGER_PARTITIONS: '2',
        ...more,
      },
      words,
    );
    processes.push(one);
    return one;
  };
  const log = () => ({ kind: 'sqlite', path: join(folder, 'log.sqlite') }) as const;
  const keys = () => ({ kind: 'file', path: join(folder, 'keys.jsonl') }) as const;
  const watching = (): Promise<Projector> =>
    startProjector({
      log: log(),
      keys: keys(),
      models: { kind: 'postgres', url: database.url },
      here: false,
    });
  const heldBy = async (projector: Projector, ...pids: readonly number[]): Promise<void> => {
    const holders = (): string[] =>
      projector.status().partitions.map(({ holder }) => holder?.split('/')[1] ?? 'nobody');
    while (holders().sort().join() !== pids.map(String).sort().join())
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  /** Rows of the embedded fold of the same log. */
  const embeddedRows = async (): Promise<object> => {
    const dir = join(folder, 'embedded');
    const models = { kind: 'sqlite', dir } as const;
    const projector = await startProjector({ log: log(), keys: keys(), models, thread: false });
    await projector.passed((await store.nextIndex()) - 1);
    await projector.close();
    const { checkpoint: _, ...rows } = tablesIn(join(dir, 'read-models-1.sqlite'));
    return rows;
  };
  const sharedRows = async (): Promise<object> => {
    const models = await openReadModels({ kind: 'postgres', url: database.url });
    const { checkpoint: _, ...rows } = await tablesOf(models.db);
    await models.close();
    return rows;
  };
  const freePort = async (): Promise<string> => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return String(port);
  };

  test('one of two is killed: the other takes its part over, and the rows are those of one embedded fold', async () => {
    const port = await freePort();
    const [first, second] = [started(), started({ HEATLEDGER_PROJECTOR_PORT: port })];
    const projector = await watching();
    await heldBy(projector, first.pid, second.pid);
    const sending = sentAll(10);
    await first.kill();
    await sending;
    await given(store, 'period-2026-09', {
      type: 'PeriodClosing',
      data: { period: '2026-09', issueDate: '2026-10-02', rulesVersion: 1 },
    });
    await sentAll(1);
    await projector.passed((await store.nextIndex()) - 1);
    expect(await sharedRows()).toEqual(await embeddedRows());

    await heldBy(projector, second.pid, second.pid);
    const readiness = async (): Promise<unknown> => {
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
      const { partitions } = (await ready.json()) as { partitions: { lagEvents: number }[] };
      return [ready.status, ...partitions.map(({ lagEvents }) => lagEvents)];
    };
    while (JSON.stringify(await readiness()) !== '[200,0,0]')
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await second.end()).toBe(0);
    await projector.close();
  }, 60_000);

  test('a rebuild in a process of its own makes other parts; it ends, and the one that follows goes over', async () => {
    const follower = started({ HEATLEDGER_PARTITIONS: '1' });
    const projector = await watching();
    await heldBy(projector, follower.pid);
    const rebuild = started({ HEATLEDGER_PARTITIONS: '3' }, '--rebuild');
    expect([await rebuild.exit(), projector.status().failed]).toEqual([0, null]);
    await heldBy(projector, follower.pid, follower.pid, follower.pid);
    await projector.passed((await store.nextIndex()) - 1);
    expect(projector.status()).toMatchObject({ version: 2, rebuilding: null });
    expect(await sharedRows()).toEqual(await embeddedRows());
    await projector.close();
  }, 60_000);

  test('a database of another installation, or of a later program, is refused and left as it was', async () => {
    const opened = await openDatabase(database.url);
    await opened.rows("update heatledger.installation set id = 'another'");
    const foreign = started();
    expect(await foreign.exit()).toBe(3);
    expect(foreign.output).toMatch(/DATABASE_FOREIGN \(HEATLEDGER_DATABASE_URL\)/);
    await opened.rows('insert into heatledger.migration (step) values (1000)');
    const older = started();
    expect(await older.exit()).toBe(3);
    expect(older.output).toMatch(/DATABASE_NEWER/);
    expect(await opened.rows('select version from heatledger.model_version')).toEqual([]);
    await opened.close();
  }, 60_000);
});
