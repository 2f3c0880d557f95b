import { NO_STREAM } from '#event-store';

import type { OpenedLog, OpenLog } from './event-store.contract.js';
import {
  appended,
  appendOne,
  freshStream,
  readToEnd,
  request,
  sampleEvent,
  sampleEvents,
} from './event-store.samples.js';

/** Closing and opening again. Each test has a log of its own. */
export function closingContract(open: OpenLog): void {
  describe('closing', () => {
    let log: OpenedLog;
    beforeEach(async () => {
      log = await open();
    });
    afterEach(async () => {
      await log.close();
    });

    test('a closed store answers CLOSED and reads nothing', async () => {
      await log.store.close();
      const outcome = await appendOne(log.store, request(freshStream(), NO_STREAM, [sampleEvent()]));
      expect(outcome).toMatchObject({ kind: 'failed', code: 'CLOSED' });
      const closed = expect.objectContaining({ code: 'CLOSED' });
      await expect(log.store.readAll(0, 1)).rejects.toEqual(closed);
      await expect(log.store.readStream('site-1', 0, 1)).rejects.toEqual(closed);
      await expect(log.store.readStreamBackwards('site-1', null, 1)).rejects.toEqual(closed);
      await expect(log.store.nextIndex()).rejects.toEqual(closed);
      await expect(log.store.close()).resolves.toBeUndefined();
    });

    test('what was accepted before closing is written', async () => {
      const stream = freshStream();
      const pending = Array.from({ length: 30 }, (_, at) =>
        appendOne(log.store, request(stream, at - 1, [sampleEvent()])),
      );
      await log.store.close();
      const outcomes = await Promise.all(pending);
      expect(outcomes.every(({ kind }) => kind === 'appended')).toBe(true);
      const again = await log.reopen();
      expect(await again.readStream(stream, 0, 100)).toHaveLength(30);
    });

    test('closing ends subscriptions', async () => {
      const ended: (Error | null)[] = [];
      log.store.subscribe(await log.store.nextIndex(), {
        onEvents: () => undefined,
        onEnded: (error) => ended.push(error),
      });
      await log.store.close();
      expect(ended).toEqual([null]);
    });

    test('opened again: the same events, the same indexes, and revisions go on', async () => {
      const stream = freshStream();
      const events = sampleEvents(3);
      await appended(log.store, stream, events);
      const before = await readToEnd(log.store, 0);
      const again = await log.reopen();
      expect(await readToEnd(again, 0)).toEqual(before);
      expect(await appended(again, stream, events)).toMatchObject({ lastRevision: 2, repeated: true });
      expect(await appendOne(again, request(stream, 0, [sampleEvent()]))).toEqual({
        kind: 'conflict',
        currentRevision: 2,
      });
      expect(await appended(again, stream, sampleEvents(1), 2)).toMatchObject({ firstRevision: 3 });
      expect(await again.nextIndex()).toBe(before.length + 1);
    });
  });
}
