import type { PoolClient } from 'pg';
import type { Database } from '#postgres';
import type { ModelVersion, ModelVersions } from '../model-versions.js';
import { checkpointOf, type Partition } from '../partitions.js';
import type { ProjectionStore } from '../projection-store.js';
import { SCHEMA_VERSION, migrate } from '../schema/migrations.js';
import { kyselyOn } from './client-dialect.js';
import { refuseNewer } from './newer-schema.js';
import { PostgresProjectionStore } from './postgres-projection-store.js';
import { schemaOf, versionOf } from './schema-name.js';
import { VERSIONS_LOCK } from './version-lock.js';

interface VersionRow {
  readonly version: number;
  readonly partitions: number;
  readonly schema_version: number;
  readonly is_current: boolean;
  /** Whether its tables are: they may be dropped by hand, and are made anew. */
  readonly there: boolean;
}

/** A version that is being built is looked after at least so often (ms). */
const BUILT_MS = 60_000;
/** A reader in the midst of a long report keeps its version: the next sweep takes it (ms). */
const DROP_WAIT_MS = 2_000;
/** How long a switch waits for those who commit to the current version (ms). */
const SWITCH_WAIT_MS = 2_000;

/**
 * Versions of the read models as schemas `read_models_<n>` of one database, and the pointer in
 * `heatledger.model_version`. A version of an earlier program is never current: its readers are told to wait for the
 * projector, which makes the next version and switches to it at once, as empty as SQLite begins again.
 * Errors: `DATABASE_NEWER` where a later program made the current version.
 */
export class PostgresModelVersions implements ModelVersions {
  /** Its pool has room for a connection of every store that is open, and statements there may take minutes. */
  constructor(private readonly database: Database) {}

  current(): Promise<ModelVersion | null> {
    return this.locked((client) => currentOf(client), 'shared');
  }

  create(partitions: number): Promise<ModelVersion> {
    return this.locked(async (client) => {
      const begun = await unbegun(client, partitions);
      return begun ?? made(client, partitions);
    });
  }

  open({ version }: ModelVersion, partition: Partition, speed: 'durable' | 'fast'): Promise<ProjectionStore> {
    const { database } = this;
    return Promise.resolve(
      new PostgresProjectionStore({ database, schema: schemaOf(version), partition, speed }),
    );
  }

  switchTo(next: ModelVersion, before?: 'of-another-log'): Promise<boolean> {
    return this.locked(async (client) => {
      // Behind a long commit it is tried again later: others look at the versions meanwhile.
      await client.query(`set local lock_timeout = ${SWITCH_WAIT_MS}`);
      const current = await currentOf(client);
      if (current !== null && before === undefined && !(await isAsFar(client, next, current))) return false;
      await client.query('update heatledger.model_version set is_current = false where is_current');
      await client.query('update heatledger.model_version set is_current = true where version = $1', [
        next.version,
      ]);
      return true;
    }).catch((error: unknown) => {
      if (isLockTimeout(error)) return false;
      throw error;
    });
  }

  async sweep(): Promise<void> {
    for (const version of await this.locked(leftOver)) await this.drop(version);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** One process at a time looks at the versions and changes them. */
  private locked<Result>(
    work: (client: PoolClient) => Promise<Result>,
    mode: 'alone' | 'shared' = 'alone',
  ): Promise<Result> {
    return this.database.transaction(async (client) => {
      const lock = mode === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
      await client.query(`select ${lock}($1, 0)`, [VERSIONS_LOCK]);
      return work(client);
    });
  }

  /** Not while somebody reads it; readers hold the lock of their version. */
  private drop(version: number): Promise<void> {
    return this.locked(async (client) => {
      const { rows } = await client.query<{ free: boolean }>(
        'select pg_try_advisory_xact_lock($1, $2) as free',
        [VERSIONS_LOCK, version],
      );
      if (rows[0]?.free !== true || !(await leftOver(client)).includes(version)) return;
      await client.query(`set local lock_timeout = ${DROP_WAIT_MS}`);
      await client.query(`drop schema if exists ${schemaOf(version)} cascade`);
      await client.query('delete from heatledger.partition_state where version = $1', [version]);
      await client.query('delete from heatledger.model_version where version = $1', [version]);
    }).catch((error: unknown) => {
      if (!isLockTimeout(error)) throw error;
    });
  }
}

const LOCK_NOT_AVAILABLE = '55P03';
const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;

async function versionsIn(client: PoolClient): Promise<VersionRow[]> {
  const { rows } = await client.query<VersionRow>(
    `select version::int8, partitions::int8, schema_version::int8, is_current,
       to_regclass(schema_name || '.checkpoint') is not null as there
     from heatledger.model_version order by version`,
  );
  return rows;
}

async function currentOf(client: PoolClient): Promise<ModelVersion | null> {
  const current = (await versionsIn(client)).find(({ is_current }) => is_current);
  if (current === undefined || !current.there || current.schema_version < SCHEMA_VERSION) return null;
  const { version, partitions, schema_version } = current;
  refuseNewer(schema_version);
  return { version, partitions };
}

/** A version that another process has just made and in which nothing stands yet. */
async function unbegun(client: PoolClient, partitions: number): Promise<ModelVersion | null> {
  const last = (await versionsIn(client)).at(-1);
  if (last === undefined || last.is_current || !last.there) return null;
  if (last.partitions !== partitions || last.schema_version !== SCHEMA_VERSION) return null;
  const { version } = last;
  const begun = await checkpointsOf(client, { version, partitions });
  return begun.every(({ next_index }) => next_index === 0) ? { version, partitions } : null;
}

interface Checkpoint {
  readonly name: string;
  readonly next_index: number;
}

const checkpointsOf = async (
  client: PoolClient,
  { version }: ModelVersion,
  lock = '',
): Promise<Checkpoint[]> =>
  (
    await client.query<Checkpoint>(
      `select name, next_index from ${schemaOf(version)}.checkpoint order by name ${lock}`,
    )
  ).rows;

/**
 * Whether no heater stands earlier in the next version than in the current one, to which nobody commits from here to the
 * end of the transaction. Partitions of another number hold other heaters: then the last one counts against the first.
 */
async function isAsFar(client: PoolClient, next: ModelVersion, current: ModelVersion): Promise<boolean> {
  const before = await checkpointsOf(client, current, 'for share');
  const after = await checkpointsOf(client, next);
  if (next.partitions === current.partitions)
    return after.every(({ next_index }, at) => next_index >= before[at]!.next_index);
  const first = Math.max(...before.map(({ next_index }) => next_index));
  return after.every(({ next_index }) => next_index >= first);
}

/** Rows that telemetry replaces again and again: with room on their page they are replaced there, and indexes stay. */
const REWRITTEN = ['heater_state', 'cell', 'work'] as const;
const FILLED_PERCENT = 70;

async function made(client: PoolClient, partitions: number): Promise<ModelVersion> {
  const version =
    Math.max(0, ...(await schemasIn(client)), ...(await versionsIn(client)).map((one) => one.version)) + 1;
  const schema = schemaOf(version);
  await client.query(`create schema ${schema}`);
  await client.query(`set local search_path = ${schema}`);
  await migrate(kyselyOn(client), 0, { clustered: false, orderedByBytes: true });
  for (const table of REWRITTEN)
    await client.query(`alter table ${table} set (fillfactor = ${FILLED_PERCENT})`);
  const names = Array.from({ length: partitions }, (_, number) => checkpointOf({ number, of: partitions }));
  await client.query(
    'insert into checkpoint (name, next_index) select name, 0 from unnest($1::text[]) as n (name)',
    [names],
  );
  await client.query(
    `insert into heatledger.model_version (version, partitions, schema_name, schema_version)
     values ($1, $2, $3, $4)`,
    [version, partitions, schema, SCHEMA_VERSION],
  );
  return { version, partitions };
}

async function schemasIn(client: PoolClient): Promise<number[]> {
  const { rows } = await client.query<{ nspname: string }>(
    "select nspname from pg_namespace where nspname like 'read\\_models\\_%'",
  );
  return rows.map(({ nspname }) => versionOf(nspname)).filter((version) => version !== null);
}

/** Versions before the current one, and later ones that nobody has told of for a while. */
async function leftOver(client: PoolClient): Promise<number[]> {
  const versions = await versionsIn(client);
  const current = versions.find(({ is_current }) => is_current)?.version ?? 0;
  const { rows } = await client.query<{ version: number }>(
    `select version::int8 from heatledger.model_version where made_at > now() - $1::interval
     union select version::int8 from heatledger.partition_state where seen_at > now() - $1::interval`,
    [`${BUILT_MS} milliseconds`],
  );
  const built = new Set(rows.map(({ version }) => version));
  const all = new Set([...(await schemasIn(client)), ...versions.map(({ version }) => version)]);
  return [...all].filter((version) => version < current || (version > current && !built.has(version)));
}
