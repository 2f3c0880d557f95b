import { randomUUID } from 'node:crypto';

import { EventStoreDBClient, jsonEvent, type JSONEventType } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';

import { NO_STREAM, type EventStore } from '#event-store';
import { MemoryMarks } from '#event-store/kurrentdb';

import { appended, appendOne, freshStream, request, sampleEvents } from '../contracts/event-store.samples.js';
import type { KurrentDouble } from '../doubles/kurrentdb/double.js';
import type { ProposedEvent } from '../doubles/kurrentdb/server-log.js';
import { codeOf, Follower, HASTY, Opened, refusalOf, upTo } from './log-on-a-double.js';

const opened = new Opened();
afterEach(() => opened.end());

/** An event that another hand has written. */
const foreign = (type: string, data: Readonly<Record<string, unknown>>): ProposedEvent => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: Buffer.from(JSON.stringify(data)),
  metadata: new Uint8Array(0),
});

const setMetadata = (
  double: KurrentDouble,
  stream: string,
  metadata: Readonly<Record<string, unknown>>,
): void => void double.log.append(`$$${stream}`, 'any', [foreign('$metadata', metadata)]);

/** What makes a log lose events, by the stream it is done to. */
const LOSSES: readonly (readonly [string, (double: KurrentDouble, stream: string) => void])[] = [
  ['$maxCount', (double, stream) => setMetadata(double, stream, { $maxCount: 2 })],
  ['$maxAge', (double, stream) => setMetadata(double, stream, { $maxAge: 3600 })],
  ['$tb', (double, stream) => setMetadata(double, stream, { $tb: 1 })],
  ['a soft deletion', (double, stream) => void double.log.softDelete(stream, 'any')],
  ['a tombstone', (double, stream) => void double.log.tombstone(stream, 'any')],
];

describe('a log that loses events', () => {
  test.each(LOSSES)('by %s is refused at start, and nothing is written', async (_what, lose) => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    const stream = freshStream();
    await appended(store, stream, sampleEvents(3));
    await store.close();
    lose(double, stream);
    const before = double.log.lastPosition;
    const refused = await refusalOf(opened.store(double.url));
    expect(refused).toMatchObject({ code: 'LOG_TRUNCATED' });
    expect(refused.message).toContain(stream);
    expect(double.log.lastPosition).toBe(before);
  });

  test.each(LOSSES)('by %s while it is followed stops reading and writing', async (_what, lose) => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    const stream = freshStream();
    await appended(store, stream, sampleEvents(3));
    const follower = new Follower(store);
    await follower.until(4);
    lose(double, stream);
    expect(await follower.untilEnded()).toMatchObject({ code: 'LOG_TRUNCATED' });
    expect(follower.indexes).toEqual(upTo(4));
    expect(await refusalOf(store.readAll(0, 10))).toMatchObject({ code: 'LOG_TRUNCATED' });
    expect(codeOf(await appendOne(store, request(freshStream(), NO_STREAM, sampleEvents(1))))).toBe(
      'STORE_AWAY',
    );
  });

  test('and was scavenged is refused without its marks as well as with them', async () => {
    const double = await opened.double();
    const marks = new MemoryMarks();
    const store = await opened.log(double.url, {}, marks);
    const stream = freshStream();
    await appended(store, stream, sampleEvents(4));
    await store.close();
    setMetadata(double, stream, { $maxCount: 2 });
    double.log.scavenge();
    expect(await refusalOf(opened.store(double.url))).toMatchObject({ code: 'LOG_TRUNCATED' });
    expect(await refusalOf(opened.store(double.url, {}, marks))).toMatchObject({ code: 'LOG_TRUNCATED' });
  });

  test('by settings that were taken back before anything was lost is opened', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    await store.close();
    setMetadata(double, 'installation', { $maxCount: 5 });
    setMetadata(double, 'installation', {});
    expect(await (await opened.store(double.url)).nextIndex()).toBe(1);
  });

  test('of the system only is nobody’s concern', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    setMetadata(double, '$stats-127.0.0.1:2113', { $maxAge: 60 });
    await appended(store, freshStream(), sampleEvents(1));
    expect(await store.nextIndex()).toBe(2);
  });
});

describe('a log of somebody else', () => {
  test('begun by another program is refused at start', async () => {
    const double = await opened.double();
    double.log.append('orders-1', 'none', [foreign('OrderPlaced', { order: 1 })]);
    expect(await refusalOf(opened.store(double.url))).toMatchObject({ code: 'LOG_FOREIGN' });
  });

  test('that another program writes into stops reading and writing', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    const follower = new Follower(store);
    await follower.until(1);
    const client = EventStoreDBClient.connectionString(double.url);
    opened.onEnd(() => client.dispose());
    await client.appendToStream(
      'orders-1',
      jsonEvent<JSONEventType<'OrderPlaced', { order: number }>>({ type: 'OrderPlaced', data: { order: 1 } }),
    );
    expect(await follower.untilEnded()).toMatchObject({ code: 'LOG_FOREIGN' });
    expect(follower.indexes).toEqual([0]);
  });

  /** Two logs of this program, of which the second has never seen the marks of the first. */
  async function twoLogs(eventsOfSecond: number): Promise<{ marks: MemoryMarks; second: KurrentDouble }> {
    const [first, second] = [await opened.double(), await opened.double()];
    const marks = new MemoryMarks();
    const store = await opened.log(first.url, {}, marks);
    await appended(store, freshStream(), sampleEvents(501));
    await store.nextIndex();
    await store.close();
    if (eventsOfSecond > 0)
      await appended(await opened.log(second.url), freshStream('heater'), sampleEvents(eventsOfSecond));
    return { marks, second };
  }

  test.each([0, 3, 520])('with %i events is refused where marks of another log are kept', async (events) => {
    const { marks, second } = await twoLogs(events);
    expect(await refusalOf(opened.store(second.url, {}, marks))).toMatchObject({ code: 'LOG_FOREIGN' });
  });

  test.each([0, 7])(
    'that stands on the server when it comes back, with %i events, is not followed',
    async (events) => {
      const double = await opened.double();
      const store = await opened.log(double.url);
      await appended(store, freshStream(), sampleEvents(5));
      const follower = new Follower(store);
      await follower.until(6);
      await double.stop();
      const other = await opened.double();
      if (events > 0) await appended(await opened.log(other.url), freshStream(), sampleEvents(events));
      await other.stop();
      const impostor = await opened.double({ port: double.port, log: other.log });
      expect(await follower.untilEnded()).toMatchObject({ code: 'LOG_FOREIGN' });
      const before = impostor.log.lastPosition;
      expect(codeOf(await appendOne(store, request(freshStream(), NO_STREAM, sampleEvents(1))))).toBe(
        'STORE_AWAY',
      );
      expect(impostor.log.lastPosition).toBe(before);
      expect(follower.indexes).toEqual(upTo(6));
    },
  );
});

describe('a server that refuses', () => {
  const ADMIN = { name: 'ledger', password: 'c0mpl!cated@pass:word', isAdmin: true };
  const READER = { name: 'reader', password: 'another', isAdmin: false };
  let double: KurrentDouble;

  async function refusedWith(user: { name: string; password: string } | null): Promise<string> {
    double = await opened.double({ hasTls: true, users: [ADMIN, READER] });
    const refused = await refusalOf(opened.store(double.urlOf(user)));
    expect(refused.code).toBe('STORE_REFUSED');
    return refused.message;
  }

  test.each([
    ['nobody', null],
    ['a user it does not know', { name: 'stranger', password: 'hush-hush-1' }],
    ['a wrong password', { ...ADMIN, password: 'hush-hush-2' }],
    ['a user who may not read everything', READER],
  ])('%s is told so, without the password', async (_what, user) => {
    const message = await refusedWith(user);
    if (user !== null) expect(message).not.toContain(user.password);
    expect(double.log.records.every(({ stream }) => stream.startsWith('$'))).toBe(true);
  });

  test('lets in who may, encrypted, also to batches it offers', async () => {
    double = await opened.double({ hasTls: true, users: [ADMIN] });
    const store: EventStore = await opened.log(double.urlOf(ADMIN));
    await appended(store, freshStream(), sampleEvents(2));
    expect(await store.nextIndex()).toBe(3);
    expect(double.faults.calls.batchAppend).toBe(0);
  });

  test('a user whose rights are taken away while the ledger runs is told so', async () => {
    double = await opened.double();
    const store = await opened.log(double.url);
    double.faults.refuse(10, status.PERMISSION_DENIED, ['read']);
    expect(await refusalOf(store.readStream('installation', 0, 1))).toMatchObject({ code: 'STORE_REFUSED' });
  });

  test('a certificate of nobody known is not trusted', async () => {
    double = await opened.double({ hasTls: true });
    const refused = opened.store(`esdb://localhost:${double.port}`, HASTY);
    expect(await refusalOf(refused)).toMatchObject({ code: 'STORE_AWAY' });
  });

  test('a server without the streams interface is unsuitable', async () => {
    double = await opened.double();
    double.faults.refuse(100, status.UNIMPLEMENTED, ['read', 'subscribe']);
    expect(await refusalOf(opened.store(double.url))).toMatchObject({ code: 'STORE_UNSUITABLE' });
  });

  test('an append beyond its limit is too large, and says so', async () => {
    double = await opened.double({ maxAppendBytes: 10_000 });
    const store = await opened.log(double.url);
    const events = sampleEvents(100);
    expect(codeOf(await appendOne(store, request(freshStream(), NO_STREAM, events)))).toBe('EVENT_TOO_LARGE');
    expect(await store.nextIndex()).toBe(1);
  });
});
