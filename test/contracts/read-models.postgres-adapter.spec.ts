import { sql, type Kysely } from 'kysely';
import { openDatabase, type Database } from '#postgres';
import {
  Changes,
  OtherProjector,
  SCHEMA_VERSION,
  WHOLE,
  type HeaterRows,
  type ModelVersion,
  type ProjectionStore,
  type Tables,
} from '#read-models';
import { PostgresModelVersions, openPostgresReadModels } from '#read-models/postgres';
import { createTestDatabase, type TestDatabase } from '../servers/postgres/index.js';

/** What only PostgreSQL brings: several processes, versions as schemas, connections that are lost. */
let own: TestDatabase;
let database: Database;
let versions: PostgresModelVersions;
beforeAll(async () => {
  own = await createTestDatabase();
  database = await openDatabase(own.url);
  versions = new PostgresModelVersions(database);
});
afterEach(async () => {
  for (const schema of await schemas()) await database.rows(`drop schema ${schema} cascade`);
  await database.rows('delete from heatledger.model_version');
});
afterAll(async () => {
  await versions.close();
  await own.drop();
});

const fact = (idx: number): Tables['fact'] => ({
  idx,
  stream: 'site-block',
  revision: idx,
  type: 'SiteRegistered',
  version: 1,
  recorded_at: idx,
  data: '{}',
});
const facts = (...indexes: number[]): Changes => {
  const changes = new Changes();
  for (const idx of indexes) changes.put('fact', fact(idx));
  return changes;
};
const withHeaters = (count: number): Changes => {
  const changes = new Changes();
  changes.heaters = (function* (): Generator<HeaterRows> {
    for (let number = 0; number < count; number++) {
      const heater = `h${number}`;
      yield { state: { heater, state: '{}' }, cells: [{ heater, day: 1, data: '{}' }], work: [], held: null };
    }
  })();
  return changes;
};
const first = async (): Promise<ModelVersion> => {
  const version = await versions.create(1);
  await versions.switchTo(version);
  return version;
};
const openStore = (version: ModelVersion): Promise<ProjectionStore> =>
  versions.open(version, WHOLE, 'durable');
const reading = async <Result>(work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result> => {
  const models = await openPostgresReadModels({ url: own.url });
  return work(models.db).finally(() => models.close());
};
const indexesIn = async (db: Pick<Kysely<Tables>, 'selectFrom'>): Promise<number[]> =>
  (await db.selectFrom('fact').select('idx').orderBy('idx').execute()).map(({ idx }) => idx);
const schemas = async (): Promise<string[]> =>
  (
    await database.rows<{ name: string }>(
      String.raw`select nspname as name from pg_namespace where nspname like 'read\_models\_%' order by 1`,
    )
  ).map(({ name }) => name);
/** As if the version had been made an hour ago, and nobody had told of it since. */
const forgotten = ({ version }: ModelVersion): Promise<unknown> =>
  database.rows(
    "update heatledger.model_version set made_at = now() - interval '1 hour' where version = $1",
    [version],
  );

describe('versions', () => {
  test('two processes that start at once make one', async () => {
    const other = new PostgresModelVersions(await openDatabase(own.url, { what: 'other' }));
    expect(await versions.current()).toBeNull();
    const [mine, yours] = await Promise.all([versions.create(2), other.create(2)]);
    expect(mine).toEqual({ version: 1, partitions: 2 });
    expect(yours).toEqual(mine);
    expect(await schemas()).toEqual(['read_models_1']);
    await other.close();
  });

  test('readers say who makes the first one, and see each switch with their next query', async () => {
    await reading(async (db) => {
      await expect(indexesIn(db)).rejects.toThrow('start the projector');
      const store = await openStore(await first());
      await store.commit(facts(0), 0, 1, null);
      expect(await indexesIn(db)).toEqual([0]);
      const next = await versions.create(1);
      const built = await versions.open(next, WHOLE, 'fast');
      await built.commit(facts(0, 1), 0, 2, null);
      expect(await indexesIn(db)).toEqual([0]);
      await built.settle();
      expect(await versions.switchTo(next)).toBe(true);
      expect(await versions.current()).toEqual(next);
      expect(await indexesIn(db)).toEqual([0, 1]);
      await built.close();
      await store.close();
    });
  });

  test('one that stands behind is not switched to, in any number of partitions', async () => {
    const store = await openStore(await first());
    await store.commit(facts(0), 0, 5, null);
    const next = await versions.create(2);
    const stores = await Promise.all(
      [0, 1].map((number) => versions.open(next, { number, of: 2 }, 'durable')),
    );
    expect(await versions.switchTo(next)).toBe(false);
    await stores[0]!.commit(facts(0), 0, 7, null);
    expect([await stores[1]!.nextIndex(), await stores[1]!.sharedIndex()]).toEqual([0, 7]);
    expect(await versions.switchTo(next)).toBe(false);
    await stores[1]!.commit(new Changes(), 0, 5, null);
    expect(await versions.switchTo(next)).toBe(true);
    await Promise.all([store, ...stores].map((one) => one.close()));
  });

  test('a transaction keeps its version to its end, whatever is switched and swept meanwhile', async () => {
    const store = await openStore(await first());
    await store.commit(facts(0), 0, 1, null);
    await store.close();
    await reading((db) =>
      db.transaction().execute(async (transaction) => {
        const next = await versions.create(1);
        const built = await openStore(next);
        await built.commit(facts(0, 1), 0, 2, null);
        await built.close();
        await versions.switchTo(next);
        await versions.sweep();
        expect(await indexesIn(transaction)).toEqual([0]);
      }),
    );
    await versions.sweep();
    expect(await schemas()).toEqual(['read_models_2']);
  });

  test('a sweep spares what is being built, and takes what nobody builds', async () => {
    await first();
    const built = await versions.create(1);
    await versions.sweep();
    expect(await schemas()).toEqual(['read_models_1', 'read_models_2']);
    await forgotten(built);
    await database.rows('insert into heatledger.partition_state (version, partition) values ($1, 0)', [
      built.version,
    ]);
    await versions.sweep();
    expect(await schemas()).toEqual(['read_models_1', 'read_models_2']);
    await database.rows('delete from heatledger.partition_state');
    await versions.sweep();
    expect(await schemas()).toEqual(['read_models_1']);
  });

  test('those of an earlier program are made anew, those of a later one refused', async () => {
    await first();
    const madeBy = (schema: number): Promise<unknown> =>
      database.rows('update heatledger.model_version set schema_version = $1', [schema]);
    await madeBy(SCHEMA_VERSION - 1);
    expect(await versions.current()).toBeNull();
    await expect(reading(indexesIn)).rejects.toThrow('of an earlier program');
    await madeBy(SCHEMA_VERSION + 1);
    await expect(versions.current()).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
    await expect(reading(indexesIn)).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
    await madeBy(SCHEMA_VERSION - 1);
    expect(await versions.switchTo(await versions.create(1))).toBe(true);
    expect(await reading(indexesIn)).toEqual([]);
  });
});

describe('a commit', () => {
  test('of two that race exactly one is done', async () => {
    const version = await first();
    const stores = await Promise.all([openStore(version), openStore(version)]);
    const outcomes = await Promise.allSettled(
      stores.map((store, idx) => store.commit(facts(idx), 0, 1, null)),
    );
    const lost = outcomes.filter((one) => one.status === 'rejected');
    expect(lost.map(({ reason }) => reason as unknown)).toEqual([expect.any(OtherProjector)]);
    expect(await stores[0]!.factsFrom(0, 9)).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  test.each([3, 3_000])(
    'whose connection is lost leaves nothing of %i heaters, and the next one goes on',
    async (count) => {
      const store = await openStore(await first());
      await store.commit(facts(0), 0, 1, null);
      const blocker = await database.pool.connect();
      await blocker.query('begin');
      await blocker.query('lock table read_models_1.cell in exclusive mode');
      const committing = store.commit(withHeaters(count), 1, 2, null);
      const failed = expect(committing).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
      const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await database.rows(waiting)).length === 0);
      await database.rows(`select pg_terminate_backend(pid) from (${waiting}) as blocked`);
      await failed;
      await blocker.query('rollback');
      blocker.release();
      expect(await store.nextIndex()).toBe(1);
      expect(await store.heaterStates()).toEqual([]);
      await store.commit(withHeaters(count), 1, 2, null);
      expect(await store.heaterStates()).toHaveLength(count);
      await store.close();
    },
  );
});

const CUT_READERS = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'heatledger/reports' and datname = current_database()`;

describe('a reader', () => {
  test('whose connection is lost says so, and the next query has another one', async () => {
    await first();
    await reading(async (db) => {
      const cut = (): Promise<unknown> => database.rows(CUT_READERS);
      await indexesIn(db);
      await cut();
      expect(await indexesIn(db)).toEqual([]);
      await cut();
      expect(await db.transaction().execute(indexesIn)).toEqual([]);
      const lost = db.transaction().execute(async (transaction) => {
        await indexesIn(transaction);
        await cut();
        await indexesIn(transaction);
      });
      await expect(lost).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
      expect(await indexesIn(db)).toEqual([]);
      await database.rows('drop schema read_models_1 cascade');
      await expect(indexesIn(db)).rejects.toMatchObject({ code: 'READ_MODELS_MISSING' });
      await expect(db.transaction().execute(indexesIn)).rejects.toThrow('start the projector');
      await first();
      expect(await db.transaction().execute(indexesIn)).toEqual([]);
    });
  });

  test('gives up a query that runs too long', async () => {
    await first();
    const models = await openPostgresReadModels({ url: own.url, statementMsMax: 50 });
    const slow = models.db.selectNoFrom(sql`pg_sleep(5)`.as('slept'));
    await expect(slow.execute()).rejects.toThrow('statement timeout');
    await models.close();
  });

  test('takes counts and indexes as exact numbers, an empty list as nothing, and a NUL as U+FFFD', async () => {
    const store = await openStore(await first());
    await store.commit(facts(Number.MAX_SAFE_INTEGER), 0, 1, null);
    await store.close();
    await reading(async (db) => {
      const row = await db
        .selectFrom('fact')
        .select(({ fn }) => [fn.countAll<number>().as('rows'), fn.max('idx').as('last')])
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ rows: 1, last: Number.MAX_SAFE_INTEGER });
      expect(await db.selectFrom('fact').selectAll().where('idx', 'in', []).execute()).toEqual([]);
      expect(await db.selectFrom('fact').selectAll().where('stream', '=', 'a\0').execute()).toEqual([]);
    });
  });
});
