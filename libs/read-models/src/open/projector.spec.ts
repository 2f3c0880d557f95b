import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore, type SqliteEventStore } from '#event-store/sqlite';
import { FileKeys } from '#ports/keys/file';
import { seal, headText } from '#events';
import { given, givenHeater, upload } from '../../../../test/samples/uploads.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/servers/postgres/index.js';
import type { ModelsAddress } from '../address.js';
import type { ReadModels } from '../read-models.js';
import { openReadModels } from './open-read-models.js';
import type { Projector } from '../projector.js';
import { startProjector } from './start-projector.js';

/** The projector as the ledger runs it, on a log that another thread writes. */
describe.each([
  ['SQLite', false],
  ['SQLite', true],
  ['PostgreSQL', false],
] as const)('the projector into %s (in a thread of its own: %s)', (engine, thread) => {
  let folder: string;
  let database: TestDatabase | null = null;
  let store: SqliteEventStore;
  let keys: FileKeys;
  let projector: Projector;
  let models: ReadModels;
  const start = async (): Promise<void> => {
    const address: ModelsAddress =
      database === null
        ? { kind: 'sqlite', dir: join(folder, 'models') }
        : { kind: 'postgres', url: database.url };
    projector = await startProjector({
      log: { kind: 'sqlite', path: join(folder, 'log.sqlite') },
      keys: { kind: 'file', path: join(folder, 'keys.jsonl') },
      models: address,
      thread,
    });
    models = await openReadModels(address, { thread });
  };
  const stop = async (): Promise<void> => {
    await models.close();
    await projector.close();
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'projector-'));
    database = engine === 'SQLite' ? null : await createTestDatabase();
    store = await openSqliteEventStore({ path: join(folder, 'log.sqlite') });
    keys = new FileKeys({ path: join(folder, 'keys.jsonl') });
    await start();
  });
  afterEach(async () => {
    await stop();
    await store.close();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  const sent = async (number: number, sealed: { keyId: string; key: Uint8Array } | null): Promise<number> => {
    const { head, signature, body } = upload({ number });
    const { keyId, key } = sealed ?? {};
    const rest =
      key === undefined ? { body } : { keyId, sealed: seal(key, JSON.stringify(body), headText(head)) };
    const id = `0192f0c4-0000-7000-8000-0000000000${String(number).padStart(2, '0')}`;
    const meta = { id, recordedAt: head.to + 1000, actor: 'heater:h1', commandId: id, causation: null };
    const data = JSON.stringify({ head, signature, ...rest });
    const event = { ...meta, type: 'TelemetryRecorded', version: 1, data };
    const request = { stream: 'telemetry-h1-0', expectedRevision: number - 1, events: [event] };
    const [outcome] = await store.append([request]);
    if (outcome?.kind !== 'appended') throw new Error(JSON.stringify(outcome));
    return store.indexOf(outcome.position);
  };
  const energyWh = async (): Promise<number> => {
    const rows = await models.db.selectFrom('cell').select('data').execute();
    const cells = rows.map(({ data }) => JSON.parse(data) as { mainWh: number[] });
    return cells.flatMap(({ mainWh }) => mainWh).reduce((sum, wh) => sum + wh, 0);
  };

  test('what it has passed can be read, sealed or not', async () => {
    await givenHeater(store, 'h1');
    const key = await keys.obtain('heater:h1:2026-09');
    await projector.passed(await sent(0, key));
    expect(await energyWh()).toBe(500);
    await projector.passed(await sent(1, null));
    expect(await energyWh()).toBe(1000);
  });

  test('goes on from its checkpoint', async () => {
    await givenHeater(store, 'h1');
    await projector.passed(await sent(0, null));
    await stop();
    await sent(1, null);
    await start();
    await projector.passed((await store.nextIndex()) - 1);
    expect(await energyWh()).toBe(1000);
    expect(projector.status()).toMatchObject({ nextIndex: 4, version: 1, failed: null });
  });

  test('stops at an event it cannot apply, names it, and keeps what stood before it', async () => {
    await givenHeater(store, 'h1');
    await sent(0, null);
    const index = await sent(1, { keyId: 'lost', key: new Uint8Array(32) });
    await expect(projector.passed(index)).rejects.toThrow(/event 3 \(TelemetryRecorded.*KEY_UNKNOWN/);
    expect(projector.status()).toMatchObject({ nextIndex: 3, failed: { index: 3 } });
    await projector.passed(2);
    expect(await energyWh()).toBe(500);
  });

  test('a rebuild is made beside the current version and switched in; readers follow', async () => {
    await givenHeater(store, 'h1');
    await projector.passed(await sent(0, null));
    expect(await energyWh()).toBe(500);
    await projector.rebuild();
    expect(projector.status()).toMatchObject({ version: 2, failed: null, rebuilding: null });
    expect(await energyWh()).toBe(500);
    if (database === null)
      expect(readdirSync(join(folder, 'models')).filter((name) => name.endsWith('.sqlite'))).toEqual([
        'read-models-2.sqlite',
      ]);
    await projector.passed(await sent(1, null));
    expect(await energyWh()).toBe(1000);
  });

  test('a rebuild mends what was made wrong', async () => {
    await givenHeater(store, 'h1');
    await projector.passed(await sent(0, null));
    await given(store, 'site-b', {
      type: 'SiteRegistered',
      data: { site: 'b', name: 'B', address: '1', zone: 'Europe/Paris', kind: 'office' },
    });
    await projector.rebuild();
    const facts = await models.db.selectFrom('fact').select('type').orderBy('idx').execute();
    expect(facts.map(({ type }) => type)).toEqual([
      'HeaterCommissioned',
      'HeaterEpochOpened',
      'SiteRegistered',
    ]);
  });
});
