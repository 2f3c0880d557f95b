import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../servers/postgres/index.js';
import { Child } from './child.js';
import { playTwins } from './twins.js';

/** For a busy machine; a quiet one needs half a minute. */
const PATIENCE_MS = 300_000;

/** The public way on engines of production; at full size: `node dist/test/engines/main.js`. */
describe('two ledgers and two projectors on PostgreSQL and KurrentDB’s protocol', () => {
  let folder: string;
  let eventStoreUrl: string;
  let database: TestDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heatledger-fire-'));
    database = await createTestDatabase();
    const double = await Child.start('double', 'test/doubles/kurrentdb/main.js', [], {}, { tellsUrl: true });
    eventStoreUrl = double.url;
  });
  afterAll(async () => {
    await Child.killAll();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  test(
    'each killed in turn while a month is closed: the same documents as embedded, and the same read models to the byte',
    async () => {
      const said: string[] = [];
      const twins = await playTwins({
        folder,
        eventStoreUrl,
        databaseUrl: database.url,
        size: { dwellings: 1, schoolHeaters: 1, officeHeaters: 1 },
        everyTurns: Number.POSITIVE_INFINITY,
        killsMax: 4,
        say: (text) => said.push(text),
      });
      expect({ said, kills: twins.kills, failures: twins.failures }).toEqual({
        said,
        kills: 4,
        failures: [],
      });
      expect(new Set(Object.values(twins.exitCodes))).toEqual(new Set([0]));
      expect(twins.files[0]).toEqual(twins.files[1]);
      expect(twins.tables[0]).toEqual(twins.tables[1]);
    },
    PATIENCE_MS,
  );
});
