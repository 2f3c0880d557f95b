import { type EventStore, lineBytesMax, NO_STREAM } from '#event-store';
import { MAX_LINE_BYTES, type NewEvent } from '#events';

import {
  appended,
  appendOne,
  freshStream,
  request,
  sampleEvent,
  sampleEvents,
  written,
} from './event-store.samples.js';

/** Appending: expected revisions, retries, groups, limits. */
export function appendContract(store: () => EventStore): void {
  describe('expected revision', () => {
    test('a new stream begins at revision 0', async () => {
      const outcome = await appendOne(store(), request(freshStream(), NO_STREAM, [sampleEvent()]));
      expect(outcome).toMatchObject({
        kind: 'appended',
        firstRevision: 0,
        lastRevision: 0,
        repeated: false,
        position: expect.any(String),
      });
    });

    test('many events in one append are consecutive', async () => {
      const stream = freshStream();
      await appended(store(), stream, sampleEvents(3));
      const more = await appended(store(), stream, sampleEvents(250), 2);
      expect(more).toMatchObject({ firstRevision: 3, lastRevision: 252 });
    });

    test.each([
      ['a stream that exists, expected absent', NO_STREAM],
      ['a revision that is behind', 0],
      ['a revision that is ahead', 5],
    ])('%s is a conflict that names the current revision and writes nothing', async (_, expected) => {
      const stream = freshStream();
      await appended(store(), stream, sampleEvents(3));
      const outcome = await appendOne(store(), request(stream, expected, [sampleEvent()]));
      expect(outcome).toEqual({ kind: 'conflict', currentRevision: 2 });
      expect(await store().readStream(stream, 0, 10)).toHaveLength(3);
    });

    test('a missing stream, expected to exist, is a conflict', async () => {
      const outcome = await appendOne(store(), request(freshStream(), 0, [sampleEvent()]));
      expect(outcome).toEqual({ kind: 'conflict', currentRevision: NO_STREAM });
    });

    test('requests of one call succeed or fail each by itself, in order', async () => {
      const [first, second] = [freshStream(), freshStream()];
      const outcomes = await store().append([
        request(first, NO_STREAM, sampleEvents(2)),
        request(second, 7, sampleEvents(1)),
        request(first, 1, sampleEvents(1)),
        request(first, 1, sampleEvents(1)),
        request(second, NO_STREAM, sampleEvents(1)),
      ]);
      expect(outcomes).toMatchObject([
        { kind: 'appended', lastRevision: 1 },
        { kind: 'conflict', currentRevision: NO_STREAM },
        { kind: 'appended', firstRevision: 2 },
        { kind: 'conflict', currentRevision: 2 },
        { kind: 'appended', firstRevision: 0 },
      ]);
    });
  });

  retryContract(store);
  concurrencyContract(store);
  sizeContract(store);
}

function retryContract(store: () => EventStore): void {
  describe('retry', () => {
    test('of the same events is answered as the first time and writes nothing', async () => {
      const stream = freshStream();
      const events = sampleEvents(3);
      const first = await appended(store(), stream, events);
      const again = await appended(store(), stream, events);
      expect(again).toMatchObject({ firstRevision: 0, lastRevision: 2, repeated: true });
      expect(await store().indexOf(again.position)).toBe(await store().indexOf(first.position));
      expect(await store().readStream(stream, 0, 10)).toHaveLength(3);
    });

    test('is known after later events as well', async () => {
      const stream = freshStream();
      const events = sampleEvents(2);
      await appended(store(), stream, sampleEvents(1));
      const first = await appended(store(), stream, events, 0);
      await appended(store(), stream, sampleEvents(2), 2);
      const again = await appended(store(), stream, events, 0);
      expect(again).toMatchObject({ firstRevision: 1, lastRevision: 2, repeated: true });
      expect(await store().indexOf(again.position)).toBe(await store().indexOf(first.position));
    });

    test('in the same call as the first attempt is recognised', async () => {
      const one = request(freshStream(), NO_STREAM, sampleEvents(2));
      const outcomes = await store().append([one, one]);
      expect(outcomes).toMatchObject([
        { kind: 'appended', lastRevision: 1 },
        { kind: 'appended', lastRevision: 1 },
      ]);
      expect(await store().readStream(one.stream, 0, 10)).toHaveLength(2);
    });

    test.each<[string, (standing: readonly NewEvent[]) => readonly NewEvent[]]>([
      ['with one more event', (standing) => [...standing, sampleEvent()]],
      ['with another first event', (standing) => [sampleEvent(), ...standing.slice(1)]],
      ['with another last event', (standing) => [...standing.slice(0, -1), sampleEvent()]],
      ['with other events', () => sampleEvents(1)],
      ['of events that stand later', (standing) => standing.slice(1)],
      ['in another order', (standing) => standing.toReversed()],
    ])('%s is a conflict', async (_, change) => {
      const stream = freshStream();
      const standing = sampleEvents(3);
      await appended(store(), stream, standing);
      const outcome = await appendOne(store(), request(stream, NO_STREAM, change(standing)));
      expect(outcome).toEqual({ kind: 'conflict', currentRevision: 2 });
      expect((await store().readStream(stream, 0, 10)).map(written)).toEqual(standing);
    });

    test('of the first part alone is a retry of that part', async () => {
      const stream = freshStream();
      const standing = sampleEvents(3);
      await appended(store(), stream, standing);
      const part = await appended(store(), stream, standing.slice(0, 2));
      expect(part).toMatchObject({ firstRevision: 0, lastRevision: 1, repeated: true });
    });
  });
}

function concurrencyContract(store: () => EventStore): void {
  describe('concurrent appends', () => {
    test('to one stream: exactly one winner per revision', async () => {
      const stream = freshStream();
      for (let expected = NO_STREAM; expected < 4; expected += 1) {
        const rivals = Array.from({ length: 20 }, () => request(stream, expected, [sampleEvent()]));
        const outcomes = await Promise.all(rivals.map((rival) => appendOne(store(), rival)));
        const winners = rivals.filter((_, at) => outcomes[at]?.kind === 'appended');
        expect(winners).toHaveLength(1);
        expect(outcomes.filter(({ kind }) => kind === 'conflict')).toHaveLength(19);
        const standing = await store().readStream(stream, expected + 1, 1);
        expect(standing.map(({ id }) => id)).toEqual(winners.map(({ events }) => events[0]?.id));
      }
    });

    test('to many streams all succeed, and a conflict among them fails alone', async () => {
      const streams = Array.from({ length: 200 }, () => freshStream());
      const requests = streams.map((stream, at) =>
        request(stream, at % 10 === 3 ? 9 : NO_STREAM, sampleEvents(1 + (at % 3))),
      );
      const outcomes = await Promise.all(requests.map((one) => appendOne(store(), one)));
      const kinds = outcomes.map(({ kind }) => kind);
      expect(kinds).toEqual(streams.map((_, at) => (at % 10 === 3 ? 'conflict' : 'appended')));
    });

    test('sent one after the other without waiting, they are taken in that order', async () => {
      const stream = freshStream();
      const pending = Array.from({ length: 50 }, (_, at) =>
        appendOne(store(), request(stream, at - 1, [sampleEvent({ commandId: `c${at}` })])),
      );
      const outcomes = await Promise.all(pending);
      expect(outcomes.every(({ kind }) => kind === 'appended')).toBe(true);
      const standing = await store().readStream(stream, 0, 100);
      expect(standing.map(({ commandId }) => commandId)).toEqual(pending.map((_, at) => `c${at}`));
    });
  });
}

function sizeContract(store: () => EventStore): void {
  describe('size', () => {
    const ofDataBytes = (bytes: number): NewEvent =>
      sampleEvent({ data: JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) }) });

    /** The longest event that every export can write as one line of this stream. */
    const longest = (stream: string): NewEvent => {
      const spare = MAX_LINE_BYTES - lineBytesMax(stream, 0, ofDataBytes(1_000));
      return ofDataBytes(1_000 + spare);
    };

    test('an event whose line just fits is taken, text for text', async () => {
      const stream = freshStream();
      const event = longest(stream);
      await appended(store(), stream, [event]);
      expect((await store().readStream(stream, 0, 1))[0]?.data).toBe(event.data);
    });

    test('one byte more is refused, and with it its request alone', async () => {
      const [stream, other] = [freshStream(), freshStream()];
      const tooLarge = { ...longest(stream), data: longest(stream).data.replace('x', 'xx') };
      const outcomes = await store().append([
        request(stream, NO_STREAM, [sampleEvent(), tooLarge]),
        request(other, NO_STREAM, [sampleEvent()]),
      ]);
      expect(outcomes).toMatchObject([{ kind: 'failed', code: 'EVENT_TOO_LARGE' }, { kind: 'appended' }]);
      expect(await store().readStream(stream, 0, 1)).toEqual([]);
    });

    test('bytes are counted, not characters', async () => {
      const event = sampleEvent({ data: JSON.stringify({ text: 'é'.repeat(40_000) }) });
      const outcome = await appendOne(store(), request(freshStream(), NO_STREAM, [event]));
      expect(outcome).toMatchObject({ kind: 'failed', code: 'EVENT_TOO_LARGE' });
    });
  });
}
