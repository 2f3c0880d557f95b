import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { createTestDatabase, startPostgres } from '../servers/postgres/index.js';
import { Child } from './child.js';
import { playTwins } from './twins.js';

/**
 * The whole demo under fire: `node dist/test/engines/main.js [--dwellings N] [--every TURNS]`. TEST_EVENTSTORE_URL and
 * TEST_DATABASE_URL name empty servers; without them a double and a PostgreSQL are started.
 */
const { values } = parseArgs({
  options: { dwellings: { type: 'string' }, every: { type: 'string', default: '60' } },
});
const folder = await mkdtemp(join(tmpdir(), 'heatledger-fire-'));
const startedMs = performance.now();
const say = (text: string): void =>
  console.error(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(7)} s  ${text.trim()}`);
const given = process.env['TEST_EVENTSTORE_URL'];
const double =
  given === undefined
    ? await Child.start('double', 'test/doubles/kurrentdb/main.js', [], {}, { tellsUrl: true })
    : null;
const postgres = process.env['TEST_DATABASE_URL'] === undefined ? await startPostgres() : null;
const database = await createTestDatabase(postgres?.url);
const { dwellings } = values;
const size =
  dwellings === undefined
    ? {}
    : { size: { dwellings: Number(dwellings), schoolHeaters: 1, officeHeaters: 1 } };
try {
  const twins = await playTwins({
    folder,
    eventStoreUrl: given ?? double!.url,
    databaseUrl: database.url,
    everyTurns: Number(values.every),
    killsMax: Number.POSITIVE_INFINITY,
    say,
    ...size,
  });
  const [fired, embedded] = twins.files;
  const [inPostgres, inSqlite] = twins.tables;
  const same = isDeepStrictEqual(fired, embedded) && isDeepStrictEqual(inPostgres, inSqlite);
  console.log(
    JSON.stringify(
      { ...twins, files: Object.keys(fired).length, sameFiles: isDeepStrictEqual(fired, embedded), same },
      null,
      2,
    ),
  );
  for (const [path, hash] of Object.entries(embedded))
    if (fired[path] !== hash) console.log(`differs: ${path}`);
  if (!same || twins.failures.length > 0) process.exitCode = 1;
} finally {
  await database.drop();
  await postgres?.stop();
  await double?.kill();
  await rm(folder, { recursive: true, force: true });
}
