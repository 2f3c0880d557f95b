import { once } from 'node:events';
import { leasesContract } from '../../../../../test/contracts/leases.contract.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/servers/postgres/index.js';
import { otherProcess } from '../../../../../test/servers/postgres/other-process.js';
import { openDatabase, type Database } from '#postgres';
import { openLeases } from '../open/index.js';
import type { Leases } from '../port.js';

const TERM_MS = 500;

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

const open = (termMs = TERM_MS): Promise<Leases> =>
  openLeases({ kind: 'postgres', url: made.url }, { termMs });

leasesContract('postgres', async () => {
  await database.rows('delete from heatledger.lease');
  return { one: await open(5_000), other: await open(1_500) };
});

describe('a lease in a database', () => {
  const never = new AbortController().signal;
  let leases: Leases;
  beforeEach(async () => {
    leases = await open();
  });
  afterEach(() => leases.close());

  test('is renewed for as long as it is held', async () => {
    const lease = await leases.take('renewed');
    const others = await open(30);
    const waiting = others.wait('renewed', never);
    const gotIt = await Promise.race([
      waiting.then(() => true),
      new Promise((resolve) => setTimeout(resolve, TERM_MS * 2, false)),
    ]);
    expect(gotIt).toBe(false);
    expect(lease!.lost.aborted).toBe(false);
    await lease!.release();
    await waiting;
    await others.close();
  });

  test('is lost once another has it', async () => {
    const lease = await leases.take('taken');
    const lost = once(lease!.lost, 'abort');
    await database.rows(
      `update heatledger.lease set token = token + 1, holder = 'else/1' where name = 'taken'`,
    );
    await lost;
    await lease!.release();
    expect(await leases.held()).toContainEqual({ name: 'taken', holder: 'else/1' });
  });

  test('is lost before its term ends where it cannot be renewed', async () => {
    const lease = await leases.take('unrenewed');
    const lost = once(lease!.lost, 'abort');
    const from = performance.now();
    await database.transaction(async (client) => {
      // Whoever renews waits for this lock.
      await client.query(`select from heatledger.lease where name = 'unrenewed' for update`);
      await lost;
    });
    expect(performance.now() - from).toBeLessThan(TERM_MS * 2);
  });

  test('of a process that was killed is free after its term, for the one that waits', async () => {
    const other = await otherProcess(`
      import { openLeases } from '#ports/leases/open';
      const leases = await openLeases({ kind: 'postgres', url: ${JSON.stringify(made.url)} }, { termMs: 1000 });
      const { token } = await leases.take('killed');
      console.log(token);
      setInterval(() => undefined, 1000);`);
    expect(await leases.held()).toContainEqual({
      name: 'killed',
      holder: expect.stringContaining(`/${other.pid}`) as string,
    });
    expect(await leases.take('killed')).toBeNull();
    await other.kill();
    expect((await leases.wait('killed', never))!.token).toBe(2);
  });
});
