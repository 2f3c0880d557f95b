import { openDatabase } from '#postgres';
import { WHOLE } from '#read-models';
import { PostgresModelVersions, openPostgresReadModels } from '#read-models/postgres';
import { createTestDatabase, type TestDatabase } from '../servers/postgres/index.js';
import { readModelsContract } from './read-models.contract.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** A version for each test. The next one is the first again, and need not be as far as this one. */
readModelsContract('PostgreSQL', async () => {
  const database = await openDatabase(test.url);
  const versions = new PostgresModelVersions(database);
  await database.rows('update heatledger.model_version set is_current = false');
  const version = await versions.create(1);
  await versions.switchTo(version);
  return {
    open: () => versions.open(version, WHOLE, 'durable'),
    read: async () => (await openPostgresReadModels({ url: test.url })).db,
    end: () => versions.close(),
  };
});
