import { type EventStore, NO_STREAM } from '#event-store';
import type { NewEvent } from '#events';

import {
  appended,
  freshStream,
  readToEnd,
  sampleEvent,
  sampleEvents,
  written,
} from './event-store.samples.js';

/** Reading: one stream forwards and backwards, the whole log, the place of one's own write. */
export function readContract(store: () => EventStore): void {
  streamContract(store);
  textContract(store);
  allContract(store);
}

function streamContract(store: () => EventStore): void {
  describe('reading a stream', () => {
    const stream = freshStream();
    const events = sampleEvents(7);
    beforeAll(async () => {
      await appended(store(), stream, events.slice(0, 4));
      await appended(store(), stream, events.slice(4), 3);
    });
    const ids = (from: number, to: number) => events.slice(from, to).map(({ id }) => id);

    test('gives its events as written, with stream and revision', async () => {
      const read = await store().readStream(stream, 0, 100);
      expect(read.map(written)).toEqual(events);
      expect(read.map(({ stream: name, revision }) => [name, revision])).toEqual(
        events.map((_, at) => [stream, at]),
      );
    });

    test.each([
      [0, 3, 0, 3],
      [2, 3, 2, 5],
      [5, 100, 5, 7],
      [7, 10, 7, 7],
      [1_000, 10, 7, 7],
    ])('from revision %i, at most %i', async (from, limit, first, end) => {
      const read = await store().readStream(stream, from, limit);
      expect(read.map(({ id }) => id)).toEqual(ids(first, end));
    });

    test.each<[number | null, number, number, number]>([
      [null, 2, 5, 7],
      [null, 100, 0, 7],
      [7, 1, 6, 7],
      [3, 2, 1, 3],
      [1, 5, 0, 1],
      [0, 5, 0, 0],
      [1_000, 2, 5, 7],
    ])('backwards before %p, at most %i', async (before, limit, first, end) => {
      const read = await store().readStreamBackwards(stream, before, limit);
      expect(read.map(({ id }) => id)).toEqual(ids(first, end).toReversed());
    });

    test('that is missing gives nothing', async () => {
      expect(await store().readStream(freshStream(), 0, 10)).toEqual([]);
      expect(await store().readStreamBackwards(freshStream(), null, 10)).toEqual([]);
    });

    test('streams with alike names are not mixed', async () => {
      await appended(store(), `${stream}-2`, sampleEvents(1));
      expect(await store().readStream(stream, 0, 100)).toHaveLength(7);
      expect(await store().readStream(`${stream}-2`, 0, 100)).toHaveLength(1);
    });
  });
}

function textContract(store: () => EventStore): void {
  describe('data comes back byte for byte', () => {
    const texts: readonly [string, string][] = [
      ['accents and signs', JSON.stringify({ text: 'Événement € œuvre ½ µ 漢字' })],
      ['signs beyond the basic plane', JSON.stringify({ text: '🔥 heat 🧮 𝔏𝔢𝔡𝔤𝔢𝔯' })],
      ['escapes', JSON.stringify({ text: '"quoted" \\ / \b \f \n \r \t \u0000 \u2028 \u007f' })],
      ['a lone surrogate, escaped', JSON.stringify({ text: '\ud800' })],
      ['numbers in their canonical form', '{"small":-1,"large":9007199254740991,"zero":0}'],
      ['decimals as text', '{"price":"0.10","rate":"20.00"}'],
      ['60 kB of one array', JSON.stringify({ at: Array.from({ length: 12_000 }, (_, at) => at % 5_000) })],
      ['bare null', 'null'],
    ];

    test.each(texts)('%s', async (_, data) => {
      const stream = freshStream();
      const event = sampleEvent({ data });
      await appended(store(), stream, [event]);
      expect((await store().readStream(stream, 0, 1)).map(written)).toEqual([event]);
    });

    test('and so do the other fields', async () => {
      const stream = freshStream();
      const event: NewEvent = sampleEvent({
        type: 'HeaterModeSet',
        version: 3,
        recordedAt: 0,
        actor: 'heater:q-rad-"é"',
        commandId: 'c-1',
        causation: '0192f0c4-0000-7000-8000-000000000000',
      });
      await appended(store(), stream, [event]);
      expect((await store().readStream(stream, 0, 1)).map(written)).toEqual([event]);
    });
  });
}

function allContract(store: () => EventStore): void {
  describe('reading all', () => {
    test('indexes have no gap, from 0 and from any other on', async () => {
      await appended(store(), freshStream(), sampleEvents(30));
      const all = await readToEnd(store(), 0, 7);
      expect(all.map(({ index }) => index)).toEqual(all.map((_, at) => at));
      for (const from of [1, 5, all.length - 1]) {
        expect(await readToEnd(store(), from, 1_000)).toEqual(all.slice(from));
      }
    });

    test('a batch says where the next one begins', async () => {
      const first = await store().readAll(2, 3);
      expect(first.next).toBe(5);
      const end = await store().nextIndex();
      expect(await store().readAll(end, 10)).toEqual({ events: [], next: end });
      expect((await store().readAll(end - 1, 10)).next).toBe(end);
    });

    test('events of one append are neighbours, and appends stand in the order in which they were acknowledged', async () => {
      const from = await store().nextIndex();
      const streams = Array.from({ length: 5 }, () => freshStream());
      for (const stream of streams) await appended(store(), stream, sampleEvents(3));
      const read = await readToEnd(store(), from);
      expect(read.map(({ stream }) => stream)).toEqual(streams.flatMap((stream) => [stream, stream, stream]));
      expect(read.map(({ revision }) => revision)).toEqual(streams.flatMap(() => [0, 1, 2]));
    });

    test('one read while others append never shows an event before its predecessors', async () => {
      const from = await store().nextIndex();
      const writing = Promise.all(
        Array.from({ length: 40 }, async () => {
          const stream = freshStream();
          for (let at = NO_STREAM; at < 4; at += 1) await appended(store(), stream, [sampleEvent()], at);
        }),
      );
      let seen: number[] = [];
      while (seen.length < 200) {
        const batch = await store().readAll(from + seen.length, 50);
        seen = [...seen, ...batch.events.map(({ index }) => index)];
      }
      await writing;
      expect(seen).toEqual(Array.from({ length: 200 }, (_, at) => from + at));
    });

    test('the position of an append leads to the index of its last event', async () => {
      const stream = freshStream();
      const { position } = await appended(store(), stream, sampleEvents(4));
      const index = await store().indexOf(position);
      const [event] = (await store().readAll(index, 1)).events;
      expect(event).toMatchObject({ index, stream, revision: 3 });
      expect(await store().nextIndex()).toBeGreaterThan(index);
    });
  });
}
