import { status } from '@grpc/grpc-js';

import { NO_STREAM } from '#event-store';
import { MemoryMarks } from '#event-store/kurrentdb';

import {
  appended,
  appendOne,
  freshStream,
  readToEnd,
  request,
  sampleEvents,
  until,
} from '../contracts/event-store.samples.js';
import { Cable } from './cable.js';
import {
  begin,
  codeOf,
  eventually,
  Follower,
  HASTY,
  insisted,
  msOf,
  Opened,
  refusalOf,
  upTo,
} from './log-on-a-double.js';

const opened = new Opened();
afterEach(() => opened.end());

const BOUND_MS = 3_000;

describe('a server that goes away', () => {
  test('and comes back while it is written to: each append is written once, and followed without gap or duplicate', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url, { againMs: 300 });
    const follower = new Follower(store);
    const streams = upTo(6).map(() => freshStream());
    const writers = streams.map(async (stream) => {
      for (const revision of upTo(12))
        expect(await insisted(store, stream, sampleEvents(1), revision - 1)).toMatchObject({
          kind: 'appended',
          lastRevision: revision,
        });
    });
    for (let round = 0; round < 3; round++) {
      const written = follower.events.length;
      await follower.until(written + 10);
      await double.stop();
      await double.startAgain();
    }
    await Promise.all(writers);
    await follower.until(73);
    expect(follower.indexes).toEqual(upTo(73));
    for (const stream of streams)
      expect((await store.readStream(stream, 0, 100)).map(({ revision }) => revision)).toEqual(upTo(12));
  });

  test('before it is opened: the opening waits for it, and says so when it waits in vain', async () => {
    const double = await opened.double();
    await begin(await opened.store(double.url));
    await double.stop();
    const refused = opened.store(double.url, HASTY);
    expect(await refusalOf(refused)).toMatchObject({ code: 'STORE_AWAY' });
    const waiting = opened.store(double.url);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await double.startAgain();
    expect(await (await waiting).nextIndex()).toBe(1);
  });

  test.each([
    ['a port nobody listens at', 'esdb://127.0.0.1:1?tls=false'],
    ['a name nobody knows', 'esdb://nowhere.invalid:2113?tls=false'],
    ['a cluster nobody answers for', 'esdb+discover://127.0.0.1:1?tls=false&maxDiscoverAttempts=2'],
    ['a server that does not encrypt', null],
  ])('%s is told in time', async (_what, url) => {
    const double = await opened.double();
    const opening = opened.store(url ?? `esdb://localhost:${double.port}`, HASTY);
    expect(await msOf(opening)).toBeLessThan(BOUND_MS);
    expect(await refusalOf(opening)).toMatchObject({ code: 'STORE_AWAY' });
  });
});

describe('a server that is slow or silent', () => {
  test('slow answers are waited for', async () => {
    const double = await opened.double();
    double.faults.slow(30);
    const store = await opened.log(double.url);
    const follower = new Follower(store);
    const { position } = await appended(store, freshStream(), sampleEvents(2));
    expect(await store.indexOf(position)).toBe(2);
    await follower.until(3);
    expect(follower.indexes).toEqual(upTo(3));
  });

  test.each(['read', 'subscribe'] as const)('silence at %s ends an opening in time', async (method) => {
    const double = await opened.double();
    await opened.log(double.url);
    double.faults.silent([method]);
    const opening = opened.store(double.url, HASTY);
    expect(await msOf(opening)).toBeLessThan(BOUND_MS);
    expect(await refusalOf(opening)).toMatchObject({ code: 'STORE_AWAY' });
  });

  test('silence ends reads in time; they work when it is over', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url, HASTY);
    const stream = freshStream();
    await insisted(store, stream, sampleEvents(2));
    double.faults.silent();
    const reads = [
      store.readStream(stream, 0, 5),
      store.readStreamBackwards(stream, null, 5),
      store.nextIndex(),
    ];
    const codes = await Promise.all(reads.map(async (read) => (await refusalOf(read)).code));
    expect(codes).toEqual(['STORE_AWAY', 'STORE_AWAY', 'STORE_AWAY']);
    double.faults.heal();
    expect(await eventually(() => store.readStream(stream, 0, 5))).toHaveLength(2);
    expect(await eventually(() => store.nextIndex())).toBe(3);
  });

  test('a network that is cut in the middle loses nothing', async () => {
    const double = await opened.double();
    const cable = await Cable.to(double.port);
    opened.onEnd(() => cable.end());
    const store = await opened.log(`esdb://127.0.0.1:${cable.port}?tls=false`, HASTY);
    const follower = new Follower(store);
    await follower.until(1);
    cable.cut();
    const stream = freshStream();
    const events = sampleEvents(2);
    const cut = await appendOne(store, request(stream, NO_STREAM, events));
    expect(codeOf(cut)).toBe('STORE_AWAY');
    cable.mend();
    expect(await insisted(store, stream, events)).toMatchObject({ lastRevision: 1 });
    await follower.until(3);
    expect(follower.indexes).toEqual(upTo(3));
  });
});

describe('a subscription', () => {
  test('that is lost again and again holds no more connections and no more subscriptions', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    const follower = new Follower(store);
    let most = 0;
    for (let round = 0; round < 20; round++) {
      const before = double.faults.calls.subscribe;
      if (round % 2 === 0) double.drop();
      else double.endSubscriptions(status.UNAVAILABLE);
      await until(() => double.faults.calls.subscribe > before && double.subscribed > 0, 'a subscription');
      most = Math.max(most, double.connections, double.subscribed);
    }
    await appended(store, freshStream(), sampleEvents(5));
    await follower.until(6);
    expect(follower.indexes).toEqual(upTo(6));
    expect(most).toBeLessThanOrEqual(2);
  });

  test('is asked for at a measured pace while it is refused', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url, { backOff: (attempt) => 10 * 2 ** attempt });
    const follower = new Follower(store);
    await follower.until(1);
    const before = double.faults.calls.subscribe;
    double.faults.refuse(4, status.UNAVAILABLE, ['subscribe']);
    double.endSubscriptions();
    await until(() => double.faults.calls.subscribe >= before + 5, 'five attempts');
    await appended(store, freshStream(), sampleEvents(1));
    await follower.until(2);
    expect(double.faults.calls.subscribe).toBe(before + 5);
  });

  test('that falls behind reads on in the log', async () => {
    const double = await opened.double({ saysFellBehind: true });
    const store = await opened.log(double.url);
    const follower = new Follower(store);
    for (let round = 0; round < 10; round++) {
      const append = appended(store, freshStream(), sampleEvents(3));
      double.fallBehind();
      await append;
    }
    await follower.until(31);
    expect(follower.indexes).toEqual(upTo(31));
  });

  test('whose handler takes its time is given all, though only the latest events are kept in memory', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url, { recentEventsMax: 10 });
    const given: number[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    store.subscribe(0, {
      onEvents: async (events) => {
        await held;
        given.push(...events.map(({ index }) => index));
      },
    });
    for (let round = 0; round < 4; round++) await appended(store, freshStream(), sampleEvents(30));
    double.drop();
    release();
    await until(() => given.length >= 121, 'all events');
    expect(given).toEqual(upTo(121));
  });
});

test('a read during which the connection breaks is whole or refused, never a part', async () => {
  const double = await opened.double();
  const store = await opened.log(double.url, { recentEventsMax: 1 });
  const stream = freshStream();
  await appended(store, stream, sampleEvents(200));
  for (let round = 0; round < 8; round++) {
    const reads = Promise.allSettled([store.readAll(0, 201), store.readStream(stream, 0, 200)]);
    for (let turn = 0; turn < round; turn++) await new Promise(setImmediate);
    double.drop();
    const [all, one] = await reads;
    if (all.status === 'fulfilled') expect(all.value.events.map(({ index }) => index)).toEqual(upTo(201));
    else expect(all.reason).toMatchObject({ code: 'STORE_AWAY' });
    if (one.status === 'fulfilled') expect(one.value.map(({ revision }) => revision)).toEqual(upTo(200));
    else expect(one.reason).toMatchObject({ code: 'STORE_AWAY' });
  }
});

test('events of the system between ours are counted by nobody, also after a restart from marks', async () => {
  const double = await opened.double();
  const marks = new MemoryMarks();
  const store = await opened.log(double.url, {}, marks);
  for (let round = 0; round < 2; round++) {
    await appended(store, freshStream(), sampleEvents(300));
    double.makeNoise(50);
  }
  expect((await readToEnd(store, 0)).map(({ index }) => index)).toEqual(upTo(601));
  await store.close();
  const again = await opened.store(double.url, {}, marks);
  expect(await again.nextIndex()).toBe(601);
  expect((await again.readAll(595, 10)).events.map(({ index }) => index)).toEqual(upTo(601).slice(595));
});

test('a server that tells fewer positions is understood as well', async () => {
  const double = await opened.double({ saysAllPositions: false, hasBatchAppend: false });
  const marks = new MemoryMarks();
  const store = await opened.log(double.url, {}, marks);
  const [stream, other] = [freshStream(), freshStream()];
  const events = sampleEvents(2);
  await appended(store, stream, events);
  await appended(store, other, sampleEvents(3));
  const repeat = await appended(store, stream, events);
  expect(await store.indexOf(repeat.position)).toBe(2);
  await store.close();
  const again = await opened.store(double.url, {}, marks);
  expect((await again.readStream(other, 0, 9)).map(({ index }) => index)).toEqual([3, 4, 5]);
});
