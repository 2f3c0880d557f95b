import { PostgresModelVersions, openPostgresReadModels } from '#read-models/postgres';
import { openDatabase } from '#postgres';
import { WHOLE } from '#read-models';
import { createTestDatabase, type TestDatabase } from '../servers/postgres/index.js';
import { readModelsContract } from './read-models.contract.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The next version is the first again, and need not be as far as this one. */
async function forgetCurrent(): Promise<void> {
  const opened = await openDatabase(database.url, { what: 'spec' });
  await opened.rows('update heatledger.model_version set is_current = false');
  await opened.close();
}

for (const speed of ['durable', 'fast'] as const)
  readModelsContract(`PostgreSQL, ${speed}`, async () => {
    const versions = new PostgresModelVersions(await openDatabase(database.url, { what: 'spec' }));
    const version = await versions.create(1);
    await versions.switchTo(version);
    return {
      open: () => versions.open(version, WHOLE, speed),
      read: async () => (await openPostgresReadModels({ url: database.url })).db,
      end: async () => {
        await forgetCurrent();
        await versions.close();
      },
    };
  });
