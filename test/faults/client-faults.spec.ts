import { readFileSync } from 'node:fs';

import { status } from '@grpc/grpc-js';

import { NO_STREAM } from '#event-store';

import { sourcesIn } from '../architecture/sources.js';
import { appended, appendOne, freshStream, request, sampleEvents } from '../contracts/event-store.samples.js';
import {
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

/** The faults of the client 6.2.1, in the order in which they were found, and how the adapter lives with them. */
const opened = new Opened();
afterEach(() => opened.end());

const BOUND_MS = 3_000;

describe('1: appends of all clients of a process share one store of promises', () => {
  test('the batch path that does so is never taken, though the server offers it', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    for (let at = 0; at < 5; at++) await appended(store, freshStream(), sampleEvents(3));
    expect(double.faults.calls.batchAppend).toBe(0);
    expect(double.faults.calls.append).toBe(6);
  });

  test('what breaks at one server fails no append to another', async () => {
    const [broken, sound] = [await opened.double(), await opened.double()];
    const [first, second] = [await opened.log(broken.url, HASTY), await opened.log(sound.url)];
    broken.faults.slow(50, ['append']);
    const lost = appendOne(first, request(freshStream(), NO_STREAM, sampleEvents(1)));
    const kept = Promise.all(upTo(20).map(() => appended(second, freshStream(), sampleEvents(1))));
    await broken.stop();
    expect(codeOf(await lost)).toBe('STORE_AWAY');
    await expect(kept).resolves.toHaveLength(20);
  });

  test('an answer that comes after the deadline harms nothing, and a repeat finds what was written', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url, HASTY);
    double.faults.appendAnswerMs = 400;
    const late = request(freshStream(), NO_STREAM, sampleEvents(2));
    expect(codeOf(await appendOne(store, late))).toBe('STORE_AWAY');
    const isWritten = double.log.visibleOf(late.stream) !== null;
    double.faults.heal();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await insisted(store, late.stream, late.events)).toMatchObject({
      kind: 'appended',
      lastRevision: 1,
      repeated: isWritten,
    });
    expect(double.log.visibleOf(late.stream)?.records).toHaveLength(2);
  });
});

describe('2: the batch path has no deadline', () => {
  test('an append to a silent server ends in time, and so do those that wait behind it', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url, HASTY);
    double.faults.silent(['append', 'batchAppend']);
    const stream = freshStream();
    const appends = store.append([
      request(stream, NO_STREAM, sampleEvents(1)),
      request(freshStream(), NO_STREAM, sampleEvents(1)),
    ]);
    expect(await msOf(appends)).toBeLessThan(BOUND_MS);
    expect((await appends).map(codeOf)).toEqual(['STORE_AWAY', 'STORE_AWAY']);
    double.faults.heal();
    expect(await insisted(store, stream, sampleEvents(1))).toMatchObject({ kind: 'appended' });
  });

  test('closing beside a silent server ends in time', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url, HASTY);
    const follower = new Follower(store);
    double.faults.silent();
    void store.append([request(freshStream(), NO_STREAM, sampleEvents(1))]);
    expect(await msOf(store.close())).toBeLessThan(BOUND_MS);
    expect(await follower.untilEnded()).toBeNull();
  });
});

describe('3: throwOnAppendFailure=false answers a conflict with a wrong revision', () => {
  test('it cannot be switched off', async () => {
    const double = await opened.double();
    const url = `${double.url}&throwOnAppendFailure=false`;
    expect(await refusalOf(opened.store(url))).toMatchObject({ code: 'STORE_URL_INVALID' });
  });

  test('a conflict names the revision that stands', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    const stream = freshStream();
    await appended(store, stream, sampleEvents(3));
    expect(await appendOne(store, request(stream, NO_STREAM, sampleEvents(1)))).toEqual({
      kind: 'conflict',
      currentRevision: 2,
    });
    expect(await appendOne(store, request(freshStream(), 4, sampleEvents(1)))).toEqual({
      kind: 'conflict',
      currentRevision: NO_STREAM,
    });
  });
});

describe('4: a lost subscription says so once and is never made again', () => {
  const LOSSES = [
    ['a connection that breaks', 'drop'],
    ['an error of the server', 'error'],
    ['an end without an error', 'end'],
  ] as const;

  test.each(LOSSES)('after %s the log is followed on, without gap or duplicate', async (_what, loss) => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    const follower = new Follower(store);
    await follower.until(1);
    for (let round = 0; round < 4; round++) {
      const append = store.append([request(freshStream(), NO_STREAM, sampleEvents(3))]);
      if (loss === 'drop') double.drop();
      else double.endSubscriptions(loss === 'error' ? status.UNKNOWN : null);
      expect((await append).map(codeOf)).toEqual(['appended']);
      await appended(store, freshStream(), sampleEvents(1));
      await follower.until(1 + 4 * (round + 1));
    }
    expect(follower.indexes).toEqual(upTo(17));
  });
});

describe('5: while the server is down the client throws raw errors', () => {
  test('appends, reads and waits fail with codes of ours, and work when it is back', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url, HASTY);
    const before = await insisted(store, freshStream(), sampleEvents(1));
    const position = before.kind === 'appended' ? before.position : '';
    expect(await eventually(() => store.indexOf(position))).toBe(1);
    await double.stop();
    const stream = freshStream();
    const [one] = await store.append([request(stream, NO_STREAM, sampleEvents(1))]);
    expect(codeOf(one!)).toBe('STORE_AWAY');
    expect(await refusalOf(store.readStream(stream, 0, 1))).toMatchObject({ code: 'STORE_AWAY' });
    expect(await refusalOf(store.nextIndex())).toMatchObject({ code: 'STORE_AWAY' });
    expect(await store.indexOf(position)).toBe(1);
    await double.startAgain();
    await insisted(store, stream, sampleEvents(1));
    expect(await eventually(() => store.nextIndex())).toBe(3);
  });

  test.each([
    status.UNKNOWN,
    status.UNAVAILABLE,
    status.ABORTED,
    status.INTERNAL,
    status.RESOURCE_EXHAUSTED,
    status.CANCELLED,
  ])('an append answered with status %i is an outcome', async (code) => {
    const double = await opened.double();
    const store = await opened.log(double.url, HASTY);
    double.faults.refuse(100, code, ['append']);
    expect(codeOf(await appendOne(store, request(freshStream(), NO_STREAM, sampleEvents(1))))).toBe(
      'STORE_AWAY',
    );
    double.faults.heal();
    expect(await insisted(store, freshStream(), sampleEvents(1))).toMatchObject({ kind: 'appended' });
  });
});

describe('6: the newer client of the same vendor must not run beside it', () => {
  const NEWER = '@kurrent/' + 'kurrentdb-client';

  test('it is neither installed nor imported', () => {
    const lock = readFileSync('package-lock.json', 'utf8');
    expect(lock.includes(NEWER)).toBe(false);
    const importers = sourcesIn('apps', 'libs', 'test').filter(({ imports }) =>
      imports.some(({ from }) => from.startsWith('@kurrent/')),
    );
    expect(importers.map(({ path }) => path)).toEqual([]);
  });
});
