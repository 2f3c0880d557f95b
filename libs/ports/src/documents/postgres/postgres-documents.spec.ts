import { documentsContract } from '../../../../../test/contracts/documents.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/servers/postgres/index.js';
import { openDatabase, type Database } from '#postgres';
import { openDocuments } from '../open/index.js';

let made: TestDatabase;
let database: Database;
beforeAll(async () => {
  made = await createTestDatabase();
  database = await openDatabase(made.url, { what: 'spec' });
});
afterAll(async () => {
  await database.close();
  await made.drop();
});

documentsContract('postgres', async () => {
  await database.rows('truncate heatledger.document_file');
  return openDocuments({ kind: 'postgres', url: made.url });
});

test('more names than are read at once are all told', async () => {
  await database.rows(
    `insert into heatledger.document_file (name, sha256, bytes)
     select 'n/' || lpad(n::text, 5, '0'), '', '' from generate_series(1, 2000) n`,
  );
  const files = await openDocuments({ kind: 'postgres', url: made.url });
  const names: string[] = [];
  for await (const name of files.names()) if (name.startsWith('n/')) names.push(name);
  expect(names).toHaveLength(2000);
  expect(names.at(-1)).toBe('n/02000');
  await files.close();
});
