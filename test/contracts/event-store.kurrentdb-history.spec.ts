import { type EventStore, NO_STREAM } from '#event-store';
import { type Marks, MemoryMarks, openKurrentEventStore } from '#event-store/kurrentdb';
import type { RecordedEvent } from '#events';

import { KurrentDouble } from '../doubles/kurrentdb/double.js';
import {
  appended,
  appendOne,
  freshStream,
  readToEnd,
  request,
  sampleEvent,
  sampleEvents,
} from './event-store.samples.js';

/** What several processes see of one log on a server, in memory and after it. */
describe('event store: kurrentdb, its history', () => {
  let double: KurrentDouble;
  const opened: EventStore[] = [];
  const open = async (marks: Marks = new MemoryMarks()): Promise<EventStore> => {
    const store = await openKurrentEventStore({
      url: double.url,
      marks,
      recentEventsMax: 40,
      backOff: () => 5,
    });
    opened.push(store);
    return store;
  };
  beforeEach(async () => {
    double = await KurrentDouble.start();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await double.end();
  });

  const nameInstallation = (store: EventStore) =>
    appended(store, 'installation', [sampleEvent({ type: 'InstallationNamed' })]);

  /** Writes streams side by side, each append sent until it is answered; tells after each. */
  async function write(store: EventStore, streams: number, appends: number, after = () => {}): Promise<void> {
    await Promise.all(
      Array.from({ length: streams }, async (_, at) => {
        const stream = freshStream();
        for (let revision = NO_STREAM, n = 0; n < appends; n += 1) {
          const one = request(stream, revision, sampleEvents(1 + ((at + n) % 3)));
          let outcome = await appendOne(store, one);
          while (outcome.kind === 'failed') outcome = await appendOne(store, one);
          revision += one.events.length;
          expect(outcome).toMatchObject({ kind: 'appended', lastRevision: revision });
          after();
        }
      }),
    );
  }

  test('is the same for all, while connections drop and the system writes between', async () => {
    const [one, other, third] = [await open(), await open(), await open()];
    await nameInstallation(one);
    const seen: RecordedEvent[] = [];
    const subscription = third.subscribe(0, { onEvents: (events) => void seen.push(...events) });
    let appends = 0;
    const disturb = (): void => {
      appends += 1;
      if (appends % 12 > 0) return;
      double.makeNoise(3);
      double.endSubscriptions();
      double.drop();
    };
    await Promise.all([write(one, 4, 6, disturb), write(other, 4, 6, disturb)]);

    const logs = await Promise.all([one, other, third].map((store) => wholeLog(store)));
    expect(logs[0]!.map(({ index }) => index)).toEqual(logs[0]!.map((_, at) => at));
    expect(logs[0]!.length).toBe(1 + 2 * 4 * 12);
    expect(logs[1]).toEqual(logs[0]);
    expect(logs[2]).toEqual(logs[0]);
    while (seen.length < logs[0]!.length) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen).toEqual(logs[0]);
    await subscription.stop();
  });

  test('streams tell the indexes of their events, also those that nobody remembers', async () => {
    const [writer, other] = [await open(), await open()];
    await nameInstallation(writer);
    await Promise.all([write(writer, 3, 6), write(other, 3, 6)]);
    const log = await wholeLog(writer);
    const reader = await open();
    for (const stream of new Set(log.map((event) => event.stream))) {
      const expected = log.filter((event) => event.stream === stream);
      expect(await reader.readStream(stream, 0, 100)).toEqual(expected);
      expect(await reader.readStreamBackwards(stream, null, 3)).toEqual(expected.toReversed().slice(0, 3));
    }
  });

  test('goes on from the marks at the next start, and reads from any index', async () => {
    const marks = new MemoryMarks();
    const first = await open(marks);
    await nameInstallation(first);
    await appended(first, 'site-a', sampleEvents(520));
    double.makeNoise(50);
    await appended(first, 'site-a', sampleEvents(520), 519);
    const log = await wholeLog(first);
    await first.close();
    expect((await marks.latest())?.index).toBe(1_000);

    const again = await open(marks);
    expect(await again.nextIndex()).toBe(1_041);
    for (const from of [0, 1, 499, 500, 501, 777, 1_039, 1_040])
      expect((await again.readAll(from, 5)).events).toEqual(log.slice(from, from + 5));
    expect(await readToEnd(again, 0, 250)).toEqual(log);
  });

  test('what one process has acknowledged, another one counts when asked for the end', async () => {
    const [one, other] = [await open(), await open()];
    await nameInstallation(one);
    for (let at = 0; at < 5; at += 1) {
      await appended(one, freshStream(), sampleEvents(2));
      double.makeNoise(70);
      expect(await other.nextIndex()).toBe(1 + 2 * (at + 1));
    }
  });

  test('of two at the same revision one wins, across processes', async () => {
    const [one, other] = [await open(), await open()];
    await nameInstallation(one);
    const stream = freshStream();
    const outcomes = await Promise.all(
      [one, other].map((store) => appendOne(store, request(stream, NO_STREAM, sampleEvents(1)))),
    );
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['appended', 'conflict']);
  });
});

async function wholeLog(store: EventStore): Promise<RecordedEvent[]> {
  const end = await store.nextIndex();
  return (await readToEnd(store, 0, 100)).slice(0, end);
}
