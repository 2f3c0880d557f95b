import { createServer, type Server } from 'node:net';
import { createTestDatabase, type TestDatabase } from '../../../test/servers/postgres/index.js';
import {
  bindInstallation,
  boundInstallation,
  fitsLog,
  openDatabase,
  redacted,
  type Database,
} from './index.js';
import type { LogToFit } from './installation.js';
import { MIGRATIONS } from './migrations.js';
import { unsuitable } from './suitable.js';

let made: TestDatabase;
beforeAll(async () => {
  made = await createTestDatabase();
});
afterAll(() => made.drop());

const logOf = (installation: string | null, nextIndex: number): LogToFit => ({
  nextIndex,
  installation: () => Promise.resolve(installation),
});
const changed = (change: (url: URL) => void): string => {
  const url = new URL(made.url);
  change(url);
  return url.href;
};

describe('an address of a database', () => {
  test.each([
    ['mysql://ledger:geheim@db/ledger', 'is no address of a PostgreSQL database'],
    ['db.example.com', 'is no address of a PostgreSQL database'],
    ['ledger:geheim@db/ledger', 'is no address of a PostgreSQL database'],
    ['postgres:///ledger', 'names no host'],
    ['postgres://ledger:geheim@db', 'names no database'],
    ['postgres://ledger:geheim@db:54x2/ledger', 'is no address of a PostgreSQL database'],
  ])('%s is refused', async (url, why) => {
    const error = await openDatabase(url).catch((refused: Error) => refused);
    expect(error).toMatchObject({ code: 'DATABASE_URL_INVALID', message: expect.stringContaining(why) });
    expect((error as Error).message).not.toContain('geheim');
  });

  test.each([
    ['postgres://ledger:geheim@db/x', 'postgres://ledger:***@db/x'],
    ['postgres://db/x?password=geheim&sslpassword=geheim', 'postgres://db/x?password=***&sslpassword=***'],
    ['no address', '(unreadable address)'],
    ['ledger:geheim@db', '(unreadable address)'],
  ])('%s is shown without its password', (url, shown) => {
    expect(redacted(url)).toBe(shown);
  });
});

describe('a database that cannot be used', () => {
  let silent: Server;
  afterAll(() => silent.close());

  test.each<[string, (url: URL) => void, string]>([
    ['a wrong password', (url) => (url.password = 'falsch'), 'DATABASE_REFUSED'],
    ['a user that is not there', (url) => (url.username = 'nobody-here'), 'DATABASE_REFUSED'],
    ['a database that is not there', (url) => (url.pathname = '/not-there'), 'DATABASE_REFUSED'],
    ['a port where nothing listens', (url) => (url.port = '1'), 'DATABASE_AWAY'],
    ['a host that is not there', (url) => (url.host = 'not-there.invalid'), 'DATABASE_AWAY'],
    ['a server without TLS', (url) => (url.search = 'sslmode=verify-full'), 'DATABASE_REFUSED'],
    [
      'a certificate that is not there',
      (url) => (url.search = 'sslmode=verify-full&sslrootcert=/no/ca.pem'),
      'DATABASE_URL_INVALID',
    ],
  ])('%s is refused, without the password in the message', async (_what, change, code) => {
    const url = changed(change);
    const error = await openDatabase(url).catch((refused: Error) => refused);
    expect(error).toMatchObject({ code, message: expect.stringContaining(redacted(url).slice(0, 20)) });
    expect((error as Error).message).not.toContain(new URL(url).password);
  });

  test('a server that hangs up is away', async () => {
    silent = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    await expect(openDatabase(`postgres://127.0.0.1:${port}/x`)).rejects.toMatchObject({
      code: 'DATABASE_AWAY',
    });
  });

  test('one of another encoding, version or role is unsuitable', async () => {
    const suitable = { version: 140_000, encoding: 'UTF8', standby: false };
    expect(unsuitable(suitable)).toBeNull();
    expect(unsuitable({ ...suitable, version: 130_011 })).toContain('PostgreSQL 13');
    expect(unsuitable({ ...suitable, encoding: 'SQL_ASCII' })).toContain('SQL_ASCII');
    expect(unsuitable({ ...suitable, standby: true })).toContain('standby');
  });
});

describe('a database', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase(made.url, { what: 'spec', connectionsMax: 2 });
  });
  afterEach(() => database.close());

  const endOthers = (): Promise<unknown> =>
    openDatabase(made.url, { what: 'killer' }).then(async (killer) => {
      await killer.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'heatledger/spec' and datname = current_database()`,
      );
      await killer.close();
    });

  test('tells the server who it is, with time-outs', async () => {
    const rows = await database.rows(
      `select name, setting from pg_settings where name in
       ('application_name', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
       order by name`,
    );
    expect(rows).toEqual([
      { name: 'application_name', setting: 'heatledger/spec' },
      { name: 'idle_in_transaction_session_timeout', setting: '120000' },
      { name: 'lock_timeout', setting: '30000' },
      { name: 'statement_timeout', setting: '60000' },
    ]);
  });

  test('reads 64-bit integers exactly, or not at all', async () => {
    expect(await database.rows('select 9007199254740991 as most')).toEqual([{ most: 9007199254740991 }]);
    await expect(database.rows('select 9007199254740992 as more')).rejects.toThrow('beyond 2^53');
  });

  test('keeps all or nothing of a transaction, and its connection', async () => {
    await database.rows('create table tried (x int primary key)');
    const backend = async (): Promise<unknown> => database.rows('select pg_backend_pid()');
    const before = await backend();
    const failed = database.transaction(async (client) => {
      await client.query('insert into tried values (1)');
      await client.query('insert into tried values (1)');
    });
    await expect(failed).rejects.toMatchObject({ code: '23505' });
    expect(await database.rows('select * from tried')).toEqual([]);
    expect(await backend()).toEqual(before);
  });

  test('whose idle connections the server ends goes on with new ones', async () => {
    await database.rows('select 1');
    await endOthers();
    await expect(
      database.rows('select 1 as one').catch(() => database.rows('select 1 as one')),
    ).resolves.toEqual([{ one: 1 }]);
  });

  test('that goes away in a transaction is said to be away, and the process lives on', async () => {
    const cut = database.transaction(async (client) => {
      await endOthers();
      await client.query('select 1');
    });
    await expect(cut).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
    expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('is open until its last opener closes it', async () => {
    const other = await openDatabase(made.url, { what: 'spec', connectionsMax: 2 });
    expect(other.pool).toBe(database.pool);
    await other.close();
    await other.close();
    expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('the schema', () => {
  test('is made once by five that start at once, and belongs to one installation', async () => {
    const fresh = await createTestDatabase();
    const five = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => openDatabase(fresh.url, { what: `start-${number}` })),
    );
    expect(await five[0]!.rows('select step from heatledger.migration')).toEqual(
      MIGRATIONS.map((_step, index) => ({ step: index + 1 })),
    );
    expect(await boundInstallation(five[0]!)).toBeNull();
    await fitsLog(five[0]!, logOf(null, 0));
    await fitsLog(five[0]!, logOf('haus-1', 4));
    await expect(fitsLog(five[0]!, logOf('haus-1', 5))).rejects.toMatchObject({
      code: 'KEYS_MISSING',
      message: expect.stringContaining('copy-keys'),
    });
    await Promise.all(five.map((database) => bindInstallation(database, 'haus-1')));
    await expect(bindInstallation(five[4]!, 'haus-2')).rejects.toMatchObject({
      code: 'DATABASE_FOREIGN',
      message: expect.stringContaining('haus-1'),
    });
    expect(await boundInstallation(five[0]!)).toBe('haus-1');
    await fitsLog(five[0]!, logOf('haus-1', 5));
    // A log that another start names meanwhile is asked only after the database.
    const starting = { nextIndex: 0, installation: () => boundInstallation(five[1]!) };
    await fitsLog(five[0]!, starting);
    for (const installation of ['haus-2', null])
      await expect(fitsLog(five[0]!, logOf(installation, 0))).rejects.toMatchObject({
        code: 'DATABASE_FOREIGN',
      });
    await Promise.all(five.map((database) => database.close()));
    await fresh.drop();
  });

  test('of a newer program is refused, and left as it is', async () => {
    const database = await openDatabase(made.url);
    await database.rows('insert into heatledger.migration (step) values (99)');
    await expect(openDatabase(made.url, { what: 'older' })).rejects.toMatchObject({
      code: 'DATABASE_NEWER',
      message: expect.stringContaining('step 99'),
    });
    await database.rows('delete from heatledger.migration where step = 99');
    await database.close();
  });

  test('that the user may not make is refused', async () => {
    const fresh = await createTestDatabase();
    const asGuest = new URL(fresh.url);
    asGuest.username = `guest_${asGuest.pathname.slice(-12)}`;
    asGuest.password = 'gast';
    const database = await openDatabase(made.url);
    await database.rows(`create role ${asGuest.username} login password 'gast'`);
    await expect(openDatabase(asGuest.href)).rejects.toMatchObject({ code: 'DATABASE_REFUSED' });
    await fresh.drop();
    await database.rows(`drop role ${asGuest.username}`);
    await database.close();
  });
});
