import { type EventStore, NO_STREAM, type SubscriptionHandler } from '#event-store';
import type { RecordedEvent } from '#events';

import { appended, freshStream, sampleEvent, sampleEvents, until } from './event-store.samples.js';

/** Records what a subscription delivers. */
class Recorder implements SubscriptionHandler {
  readonly events: RecordedEvent[] = [];
  readonly caughtUpAt: number[] = [];
  readonly ended: (Error | null)[] = [];

  onEvents(events: readonly RecordedEvent[]): void {
    this.events.push(...events);
  }

  onCaughtUp(next: number): void {
    this.caughtUpAt.push(next);
  }

  onEnded(error: Error | null): void {
    this.ended.push(error);
  }

  indexes(): number[] {
    return this.events.map(({ index }) => index);
  }
}

const span = (from: number, end: number): number[] =>
  Array.from({ length: end - from }, (_, at) => from + at);

/** Following the log: from an index, through the end, and on. */
export function subscribeContract(store: () => EventStore): void {
  describe('subscription', () => {
    test('delivers what there is, says so, then what comes', async () => {
      const from = await store().nextIndex();
      await appended(store(), freshStream(), sampleEvents(5));
      const recorder = new Recorder();
      const subscription = store().subscribe(from, recorder);
      await until(() => recorder.caughtUpAt.length > 0, 'the end of the log');
      expect(recorder.indexes()).toEqual(span(from, from + 5));
      expect(recorder.caughtUpAt).toEqual([from + 5]);

      await appended(store(), freshStream(), sampleEvents(2));
      await until(() => recorder.caughtUpAt.length > 1, 'the end of the log again');
      expect(recorder.indexes()).toEqual(span(from, from + 7));
      expect(recorder.caughtUpAt.at(-1)).toBe(from + 7);
      await subscription.stop();
    });

    test('from an index: includes that event, none before', async () => {
      const from = await store().nextIndex();
      await appended(store(), freshStream(), sampleEvents(6));
      const recorder = new Recorder();
      const subscription = store().subscribe(from + 4, recorder);
      await until(() => recorder.events.length >= 2, 'two events');
      expect(recorder.indexes()).toEqual([from + 4, from + 5]);
      await subscription.stop();
    });

    test('begun while others append, skips nothing and repeats nothing', async () => {
      const from = await store().nextIndex();
      const recorder = new Recorder();
      const writing = Promise.all(
        Array.from({ length: 25 }, async () => {
          const stream = freshStream();
          for (let at = NO_STREAM; at < 19; at += 1) await appended(store(), stream, [sampleEvent()], at);
        }),
      );
      const subscription = store().subscribe(from, recorder);
      await writing;
      await until(() => recorder.events.length >= 500, 'all events');
      expect(recorder.indexes()).toEqual(span(from, from + 500));
      await subscription.stop();
    });

    test('waits for a slow handler: one batch at a time', async () => {
      const from = await store().nextIndex();
      let busy = 0;
      let busiest = 0;
      let seen = 0;
      const subscription = store().subscribe(from, {
        async onEvents(events) {
          busy += 1;
          busiest = Math.max(busiest, busy);
          await new Promise((resolve) => setTimeout(resolve, 2));
          seen += events.length;
          busy -= 1;
        },
      });
      for (let at = 0; at < 10; at += 1) await appended(store(), freshStream(), sampleEvents(3));
      await until(() => seen >= 30, 'thirty events');
      expect([busiest, seen]).toEqual([1, 30]);
      await subscription.stop();
    });

    endingContract(store);
  });
}

function endingContract(store: () => EventStore): void {
  test('delivers nothing after it was stopped', async () => {
    const recorder = new Recorder();
    const subscription = store().subscribe(await store().nextIndex(), recorder);
    await until(() => recorder.caughtUpAt.length > 0, 'the end of the log');
    await subscription.stop();
    await appended(store(), freshStream(), sampleEvents(1));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(recorder.events).toEqual([]);
    expect(recorder.ended).toEqual([null]);
    await expect(subscription.stop()).resolves.toBeUndefined();
  });

  test('may be stopped by its own handler', async () => {
    const from = await store().nextIndex();
    await appended(store(), freshStream(), sampleEvents(1));
    const recorder = new Recorder();
    const subscription = store().subscribe(from, {
      onEvents: (events) => {
        recorder.onEvents(events);
        void subscription.stop();
      },
      onEnded: (error) => recorder.onEnded(error),
    });
    await until(() => recorder.ended.length > 0, 'the end of the subscription');
    expect(recorder.ended).toEqual([null]);
  });

  test('a handler that throws ends its own subscription with that error, and nothing else', async () => {
    const from = await store().nextIndex();
    const [failing, other] = [new Recorder(), new Recorder()];
    const fault = new Error('cannot fold this event');
    store().subscribe(from, {
      onEvents: () => {
        throw fault;
      },
      onEnded: (error) => failing.onEnded(error),
    });
    const subscription = store().subscribe(from, other);
    await appended(store(), freshStream(), sampleEvents(3));
    await until(() => failing.ended.length > 0 && other.events.length === 3, 'both subscriptions');
    expect(failing.ended).toEqual([fault]);
    expect(other.ended).toEqual([]);
    await subscription.stop();
  });
}
