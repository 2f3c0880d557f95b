import { join } from 'node:path';
import { SqliteLogReader } from '#event-store/sqlite';
import { FileKeys } from '#ports/keys/file';
import { openDatabase } from '#postgres';
import { WHOLE, type ProjectionStore } from '#read-models';
import { PostgresModelVersions } from '#read-models/postgres';
import { runProjection } from '#read-models/projection';
import { SqliteProjectionStore } from '#read-models/sqlite';

/**
 * A rebuild of read models in a process of its own: `<log> <keys> sqlite <folder>` or `<log> <keys> postgres <url>`.
 * Prints {ms, cpuMs, peakRssMiB}; the time counts until all of it is durable.
 */
async function intoSqlite(folder: string): Promise<ProjectionStore> {
  return SqliteProjectionStore.open(join(folder, 'read-models-1.sqlite'), 'OFF');
}

async function intoPostgres(url: string): Promise<ProjectionStore> {
  const versions = new PostgresModelVersions(await openDatabase(url, { statementMsMax: 600_000 }));
  const store = await versions.open(await versions.create(1), WHOLE, 'fast');
  const closeStore = store.close.bind(store);
  store.close = async () => {
    await closeStore();
    await versions.close();
  };
  return store;
}

const [logPath, keysPath, kind, target] = process.argv.slice(2) as [string, string, string, string];
const since = performance.now();
const store = await (kind === 'sqlite' ? intoSqlite(target) : intoPostgres(target));
const log = new SqliteLogReader(logPath);
const keys = new FileKeys({ path: keysPath });
const { signal } = new AbortController();
await runProjection({ store, log, keys, signal, onCaughtUp: () => false });
await store.settle();
const ms = performance.now() - since;
await store.close();
await keys.close();
log.close();
const { user, system } = process.cpuUsage();
const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, peakRssMiB }));
