import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type EventStore, EventStoreError, NO_STREAM } from '#event-store';
import { type KurrentEventStoreOptions, MemoryMarks, openKurrentEventStore } from '#event-store/kurrentdb';
import { openEventStore } from '#event-store/open';

import { KurrentDouble, type DoubleOptions } from '../doubles/kurrentdb/double.js';
import { appended, freshStream, sampleEvent, sampleEvents } from './event-store.samples.js';

/** A start refuses what it cannot work with, says what to do, and has written nothing. */
describe('event store: kurrentdb, its start', () => {
  const doubles: KurrentDouble[] = [];
  const serve = async (options: DoubleOptions = {}): Promise<KurrentDouble> => {
    const double = await KurrentDouble.start(options);
    doubles.push(double);
    return double;
  };
  afterEach(async () => {
    await Promise.all(doubles.splice(0).map((double) => double.end()));
  });

  const open = (url: string, options: Partial<KurrentEventStoreOptions> = {}): Promise<EventStore> =>
    openKurrentEventStore({ url, marks: new MemoryMarks(), ...options });

  async function refusalOf(opening: Promise<EventStore>): Promise<EventStoreError> {
    try {
      await (await opening).close();
    } catch (error) {
      if (error instanceof EventStoreError) return error;
      throw error;
    }
    throw new Error('it was opened');
  }

  async function withLog<T>(double: KurrentDouble, body: (store: EventStore) => Promise<T>): Promise<T> {
    const store = await open(double.url);
    try {
      await appended(store, 'installation', [sampleEvent({ type: 'InstallationNamed' })]);
      return await body(store);
    } finally {
      await store.close();
    }
  }

  /** Sets the settings of a stream, as an operator does. */
  const set = (double: KurrentDouble, stream: string, settings: object) =>
    double.log.append(`$$${stream}`, 'any', [
      {
        id: crypto.randomUUID(),
        type: '$metadata',
        isJson: true,
        data: Buffer.from(JSON.stringify(settings)),
        metadata: Buffer.alloc(0),
      },
    ]);

  test('of an empty server is a log without events, and writes none', async () => {
    const double = await serve();
    const before = double.log.records.length;
    const store = await open(double.url);
    expect(await store.nextIndex()).toBe(0);
    expect(await store.readAll(0, 10)).toEqual({ events: [], next: 0 });
    await store.close();
    expect(double.log.records).toHaveLength(before);
  });

  test('a server that is away is STORE_AWAY once the wait is over', async () => {
    const double = await serve();
    await double.stop();
    const refusal = await refusalOf(open(double.url, { connectMs: 150 }));
    expect(refusal).toMatchObject({
      code: 'STORE_AWAY',
      message: expect.stringContaining(String(double.port)),
    });
  });

  test('a server that comes while it waits is taken', async () => {
    const double = await serve();
    await double.stop();
    setTimeout(() => void double.startAgain(), 100);
    await (await open(double.url)).close();
  });

  test('a server that takes the call and says nothing is STORE_AWAY', async () => {
    const double = await serve();
    double.faults.silent();
    expect(await refusalOf(open(double.url, { connectMs: 100 }))).toMatchObject({ code: 'STORE_AWAY' });
  });

  test.each([
    ['another password', { name: 'ledger', password: 'not-the-one' }],
    ['nobody', null],
  ])('%s is STORE_REFUSED, and no password is told', async (_, user) => {
    const users = [{ name: 'ledger', password: 'kept secret', isAdmin: true }];
    const double = await serve({ users, hasTls: true });
    const refusal = await refusalOf(open(double.urlOf(user)));
    expect(refusal.code).toBe('STORE_REFUSED');
    expect(JSON.stringify([refusal.message, refusal.stack])).not.toContain('not-the-one');
  });

  test('user and password are sent over an encrypted connection, with appends too', async () => {
    const user = { name: 'led%ger', password: 'p@ss:w/rd', isAdmin: true };
    const double = await serve({ users: [user], hasTls: true });
    const store = await open(double.urlOf(user));
    await appended(store, 'installation', [sampleEvent({ type: 'InstallationNamed' })]);
    expect(await store.nextIndex()).toBe(1);
    expect(double.faults.calls.batchAppend).toBe(0);
    await store.close();
  });

  test('a log that begins with something else is LOG_FOREIGN', async () => {
    const double = await serve();
    double.log.append('orders-1', 'none', [
      {
        id: crypto.randomUUID(),
        type: 'OrderPlaced',
        isJson: true,
        data: Buffer.from('{}'),
        metadata: Buffer.alloc(0),
      },
    ]);
    expect(await refusalOf(open(double.url))).toMatchObject({
      code: 'LOG_FOREIGN',
      message: expect.stringContaining('orders-1'),
    });
  });

  test('marks of another log are LOG_FOREIGN', async () => {
    const marks = new MemoryMarks();
    const [own, other] = [await serve(), await serve()];
    other.makeNoise(3);
    const store = await open(own.url, { marks });
    await appended(store, 'installation', [sampleEvent({ type: 'InstallationNamed' })]);
    await store.nextIndex();
    await store.close();
    expect(await refusalOf(open(other.url, { marks }))).toMatchObject({ code: 'LOG_FOREIGN' });
    await withLog(other, async () => undefined);
    expect(await refusalOf(open(other.url, { marks }))).toMatchObject({ code: 'LOG_FOREIGN' });
  });

  test.each([['$maxCount'], ['$maxAge'], ['$tb']])(
    'a stream with %s is LOG_TRUNCATED, until it is taken back',
    async (setting) => {
      const double = await serve();
      await withLog(double, (store) => appended(store, 'site-1', sampleEvents(3)));
      set(double, 'site-1', { [setting]: 2 });
      expect(await refusalOf(open(double.url))).toMatchObject({
        code: 'LOG_TRUNCATED',
        message: expect.stringContaining(`site-1 is set to forget (${setting})`),
      });
      set(double, 'site-1', {});
      await (await open(double.url)).close();
    },
  );

  test('settings that forget nothing are no matter', async () => {
    const double = await serve();
    await withLog(double, (store) => appended(store, 'site-1', sampleEvents(3)));
    set(double, 'site-1', { $acl: { $r: '$all' } });
    await (await open(double.url)).close();
  });

  test('a deleted stream is LOG_TRUNCATED', async () => {
    const double = await serve();
    await withLog(double, (store) => appended(store, 'site-1', sampleEvents(3)));
    double.log.tombstone('site-1', 'any');
    expect(await refusalOf(open(double.url))).toMatchObject({ code: 'LOG_TRUNCATED' });
  });

  test('by address: the engine is the one of its kind, and a wrong URL makes no file', async () => {
    const double = await serve();
    const folder = await mkdtemp(join(tmpdir(), 'heatledger-open-'));
    const marks = { kind: 'sqlite', path: join(folder, 'marks.db') } as const;
    const wrong = openEventStore({ kind: 'kurrentdb', url: 'kurrentdb://host', marks });
    expect(await refusalOf(wrong)).toMatchObject({ code: 'STORE_URL_INVALID' });
    const stores = [
      await openEventStore({ kind: 'sqlite', path: join(folder, 'log.db') }),
      await openEventStore({ kind: 'kurrentdb', url: double.url, marks }),
    ];
    for (const store of stores) {
      await appended(store, 'installation', [sampleEvent({ type: 'InstallationNamed' })], NO_STREAM);
      await appended(store, freshStream(), sampleEvents(2));
      expect(await store.nextIndex()).toBe(3);
      await store.close();
    }
    await rm(folder, { recursive: true });
  });
});
