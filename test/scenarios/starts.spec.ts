import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProjector } from '#read-models/open';
import { copyKeys } from '../../apps/ledger/src/cli/copy-keys.js';
import { CommandEnded, EXIT } from '../../apps/ledger/src/cli/exit-codes.js';
import { openingFault } from '../../apps/ledger/src/cli/opening-fault.js';
import { createOutput } from '../../apps/ledger/src/cli/output.js';
import { type Configuration, configurationWith } from '../../apps/ledger/src/configuration/index.js';
import { openLedger } from '../../apps/ledger/src/ledger.js';
import { placesOf } from '../../apps/ledger/src/places.js';
import { KurrentDouble } from '../doubles/kurrentdb/double.js';
import { createTestDatabase, type TestDatabase } from '../servers/postgres/index.js';
import { PATIENCE_MS } from './ledger-of-a-test.js';

/** What is really there: servers that are away, refuse, or belong to others. */
describe('a start on servers', () => {
  let dataDir: string;
  let server: KurrentDouble;
  let database: TestDatabase;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'heatledger-start-'));
    [server, database] = await Promise.all([KurrentDouble.start(), createTestDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([server.end(), database.drop()]);
    await rm(dataDir, { recursive: true });
  });

  async function endOf(settings: Partial<Configuration>): Promise<unknown> {
    const configuration = configurationWith({ dataDir, port: 0, ...settings });
    const fault: unknown = await openLedger(configuration).then(
      (ledger) => ledger.close(),
      (error: unknown) => openingFault(error, configuration),
    );
    expect(fault).toBeInstanceOf(CommandEnded);
    expect(JSON.stringify((fault as CommandEnded).refusals)).not.toContain('secret');
    return fault;
  }

  /** A ledger that has worked, and sealed nothing. */
  async function begun(folder: string): Promise<void> {
    const ledger = await openLedger({ dataDir: folder, port: 0 });
    const site = { site: 's', name: 'S', address: 'S', zone: 'Europe/Paris', kind: 'office' };
    const answer = await fetch(`${ledger.url}/v1/commands/register-site`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(site),
    });
    expect(answer.status).toBe(200);
    await ledger.close();
  }

  const withUser = (user: string, password: string): string => {
    const url = new URL(database.url);
    [url.username, url.password] = [user, password];
    return url.href;
  };

  test('on a database of another installation is refused before anything is written to a new log', async () => {
    const own = await openLedger({ dataDir: join(dataDir, 'own'), port: 0, databaseUrl: database.url });
    await own.close();
    const before = server.log.records.length;
    expect(await endOf({ eventStoreUrl: server.url, databaseUrl: database.url })).toMatchObject({
      exitCode: EXIT.usage,
      refusals: [{ code: 'DATABASE_FOREIGN', field: 'databaseUrl' }],
    });
    expect(server.log.records.length).toBe(before);
  });

  test(
    'on a new database beside a log that has begun is refused until its keys are there',
    async () => {
      const [folder, fresh] = [join(dataDir, 'begun'), await createTestDatabase()];
      await begun(folder);
      const settings = { dataDir: folder, databaseUrl: fresh.url };
      expect(await endOf(settings)).toMatchObject({
        exitCode: EXIT.usage,
        refusals: [
          { code: 'KEYS_MISSING', field: 'databaseUrl', remedy: expect.stringContaining('copy-keys') },
        ],
      });
      const output = createOutput(true, { out: { write: () => 0 }, err: { write: () => 0 }, now: () => 0 });
      const options = { from: folder, to: fresh.url };
      await copyKeys({ configuration: configurationWith(settings), output, options });
      await (await openLedger({ ...settings, port: 0 })).close();
      await fresh.drop();
    },
    PATIENCE_MS,
  );

  test(
    'on an earlier copy of its log is refused until the read models are made anew',
    async () => {
      const folder = join(dataDir, 'older');
      const log = join(folder, 'log.sqlite');
      await (await openLedger({ dataDir: folder, port: 0 })).close();
      await copyFile(log, `${log}.copy`);
      await begun(folder);
      await copyFile(`${log}.copy`, log);
      const told = { code: 'LOG_BEHIND_READ_MODELS', field: 'dataDir' };
      expect(await endOf({ dataDir: folder, databaseUrl: '', eventStoreUrl: '' })).toMatchObject({
        exitCode: EXIT.usage,
        refusals: [told],
      });
      const { keys, models } = placesOf({ dataDir: folder, eventStoreUrl: '', databaseUrl: '' });
      const projector = await startProjector({ log: { kind: 'sqlite', path: log }, keys, models });
      await projector.rebuild();
      await projector.close();
      const ledger = await openLedger({ dataDir: folder, port: 0 });
      expect((await fetch(`${ledger.url}/health/ready`)).status).toBe(200);
      await ledger.close();
    },
    PATIENCE_MS,
  );

  test('with a name or password that the database refuses, or a server that is away, says so', async () => {
    expect(await endOf({ databaseUrl: withUser('nobody', 'secret') })).toMatchObject({
      exitCode: EXIT.usage,
      refusals: [{ code: 'DATABASE_REFUSED', field: 'databaseUrl' }],
    });
    expect(await endOf({ databaseUrl: 'postgres://ledger:secret@127.0.0.1:1/ledger' })).toMatchObject({
      exitCode: EXIT.unreachable,
      refusals: [{ code: 'DATABASE_AWAY', field: 'databaseUrl' }],
    });
  });

  test('where nothing is to be made looks, and makes nothing', async () => {
    const configuration = configurationWith({
      dataDir,
      eventStoreUrl: server.url,
      databaseUrl: database.url,
    });
    const before = server.log.records.length;
    await expect(openLedger({ ...configuration, create: false, port: 0 })).rejects.toMatchObject({
      code: 'LOG_MISSING',
    });
    expect(server.log.records.length).toBe(before);
  });

  test(
    'on the folder of another installation is refused before anything is written to the log',
    async () => {
      const folder = join(dataDir, 'used');
      await (await openLedger({ dataDir: folder, port: 0 })).close();
      const before = server.log.records.length;
      const fresh = await createTestDatabase();
      const settings = { dataDir: folder, eventStoreUrl: server.url, databaseUrl: fresh.url };
      expect(await endOf(settings)).toMatchObject({
        exitCode: EXIT.usage,
        refusals: [{ code: 'DATA_FOLDER_FOREIGN', field: 'dataDir' }],
      });
      expect(server.log.records.length).toBe(before);
      await fresh.drop();
    },
    PATIENCE_MS,
  );

  test('in a folder that is none is refused', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    expect(await endOf({ dataDir: join(file, 'ledger') })).toMatchObject({
      exitCode: EXIT.usage,
      refusals: [{ code: 'DATA_FOLDER_UNUSABLE', field: 'dataDir' }],
    });
  });

  test('that is stopped cuts requests that do not end, and is closed in time', async () => {
    const ledger = await openLedger({ dataDir: join(dataDir, 'stopped'), port: 0, shutdownMsMax: 200 });
    const socket = connect(Number(new URL(ledger.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /v1/telemetry HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n');
    socket.write('Content-Length: 100\r\n\r\n{');
    const cut = once(socket, 'close');
    socket.on('error', () => undefined).resume();
    await fetch(`${ledger.url}/health/live`);
    await ledger.close();
    expect(ledger.stopping.aborted).toBe(true);
    await cut;
  });
});
