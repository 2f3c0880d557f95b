import { once } from 'node:events';
import { locksContract } from '../../../../../test/contracts/locks.contract.js';
import { cutLine } from '../../../../../test/servers/postgres/cut-line.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/servers/postgres/index.js';
import { otherProcess } from '../../../../../test/servers/postgres/other-process.js';
import { openDatabase, type Database } from '#postgres';
import type { Locks } from '../port.js';
import { PostgresLocks } from './postgres-locks.js';

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

locksContract('postgres', async (waitMsMax) => {
  const open = (): Promise<Locks> => PostgresLocks.open({ url: made.url, waitMsMax });
  return { one: await open(), other: await open() };
});

describe('locks in a database', () => {
  let locks: Locks;
  beforeAll(async () => {
    locks = await PostgresLocks.open({ url: made.url });
  });
  afterAll(() => locks.close());

  const connections = (): Promise<{ of: number }[]> =>
    database.rows(
      `select count(*) as of from pg_stat_activity
       where application_name = 'heatledger/locks' and datname = current_database()`,
    );

  test('many who wait under one name have one connection together', async () => {
    let seen: { of: number }[] = [];
    await Promise.all(
      Array.from({ length: 100 }, (_, number) =>
        locks.exclusively(['x'], async () => {
          if (number === 50) seen = await connections();
        }),
      ),
    );
    expect(seen).toEqual([{ of: 1 }]);
  });

  test('more names at once than connections take turns', async () => {
    const done = await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        locks.exclusively([`many/${number}`], () =>
          locks.exclusively([`many/${number}/inner`], () => Promise.resolve(number)),
        ),
      ),
    );
    expect(done).toHaveLength(40);
  });

  test('work whose connection is cut is told, ends with its result, and the next one works', async () => {
    const worked = await locks.exclusively(['cut'], async (lost) => {
      const told = once(lost, 'abort');
      await database.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'heatledger/locks' and datname = current_database()`,
      );
      await told;
      return 'done';
    });
    expect(worked).toBe('done');
    expect(await locks.exclusively(['cut'], () => Promise.resolve('again'))).toBe('again');
  });

  test('work whose server vanished without a word is told', async () => {
    const line = await cutLine(made.url);
    const far = await PostgresLocks.open({ url: line.url, askedEveryMs: 20 });
    const worked = await far.exclusively(['far'], async (lost) => {
      const told = once(lost, 'abort');
      line.hush();
      await told;
      return 'told';
    });
    expect(worked).toBe('told');
    await line.cut();
    await far.close();
  });

  test('whoever waits in vain for a further name loses those held: the work is told', async () => {
    const impatient = await PostgresLocks.open({ url: made.url, waitMsMax: 50 });
    const [held, lost] = await locks.exclusively(['inner'], () =>
      impatient.exclusively(['outer'], async (signal) => {
        const within = impatient.exclusively(['inner'], () => Promise.resolve());
        const code = await within.catch((error: { readonly code: string }) => error.code);
        return [code, signal.aborted] as const;
      }),
    );
    expect([held, lost]).toEqual(['LOCK_TIMEOUT', true]);
    await impatient.close();
  });

  test('a connection is waited for no longer than a name', async () => {
    const few = await PostgresLocks.open({ url: made.url, waitMsMax: 300 });
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    let begun = 0;
    const all = await new Promise<Promise<void>[]>((resolve) => {
      const working: Promise<void>[] = Array.from({ length: 8 }, (_, number) =>
        few.exclusively([`all/${number}`], () => {
          if (++begun === 8) resolve(working);
          return ended;
        }),
      );
    });
    const late = few.exclusively(['all/9'], () => Promise.resolve());
    await expect(late).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' });
    end();
    await Promise.all(all);
    await few.close();
  });

  test('of a process that was killed are free at once', async () => {
    const other = await otherProcess(`
      import { openLocks } from '#ports/locks/open';
      const locks = await openLocks({ kind: 'postgres', url: ${JSON.stringify(made.url)} });
      await locks.exclusively(['killed'], () => {
        console.log('working');
        return new Promise(() => setInterval(() => undefined, 1000));
      });`);
    const next = locks.exclusively(['killed'], () => Promise.resolve('free'));
    await other.kill();
    expect(await next).toBe('free');
  });
});
