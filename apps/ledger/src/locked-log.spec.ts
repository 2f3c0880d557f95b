import { makeEvent } from '#events';
import { NO_STREAM, type AppendOutcome, type EventStore } from '#event-store';
import { openLocks } from '#ports/locks/open';
import { MemoryEventStore } from '../../../test/doubles/memory-event-store.js';
import { logUnderLock } from './locked-log.js';

const AWAY: AppendOutcome = { kind: 'failed', code: 'STORE_AWAY', message: 'no answer' };
const held = (): AbortSignal => new AbortController().signal;
const movedIn = (resident: string) => ({
  stream: `resident-${resident}`,
  expectedRevision: NO_STREAM,
  events: [
    makeEvent(
      { type: 'ResidentMovedIn', data: { resident, site: 's1', dwelling: 'd1', on: '2026-03-01' } },
      { id: `moved-${resident}`, recordedAt: 1, actor: 'person:ana', commandId: resident, causation: null },
    ),
  ],
});

describe('the log under a lock', () => {
  let log: MemoryEventStore;
  let sent: number;
  beforeEach(() => {
    log = new MemoryEventStore();
    sent = 0;
  });

  /** Does not answer so many times; `late` is done as soon as it has refused. */
  const unanswering = (times: number, late: (log: EventStore) => unknown): EventStore => ({
    ...logUnderLock(log, held()),
    append: async (requests) => {
      if (++sent > times) return log.append(requests);
      await late(log);
      return requests.map(() => AWAY);
    },
  });

  test('answers an append that was written without an answer only when it is known to stand', async () => {
    const store = unanswering(2, (there) => there.append([movedIn('ada')]));
    const [outcome] = await logUnderLock(store, held(), { againMs: 1 }).append([movedIn('ada')]);
    expect([outcome?.kind, sent]).toEqual(['appended', 3]);
    expect(await log.readStream('resident-ada', 0, 9)).toHaveLength(1);
  });

  test('sends again only what had no answer, until another writer stands in its place', async () => {
    const store = unanswering(1, (there) => there.append([{ ...movedIn('bo'), stream: 'resident-ada' }]));
    const outcomes = await logUnderLock(store, held(), { againMs: 1 }).append([
      movedIn('ada'),
      movedIn('cy'),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['conflict', 'appended']);
  });

  test('says that the log is away where it never answers, and when the lock is lost meanwhile', async () => {
    const store = unanswering(Infinity, () => undefined);
    const short = logUnderLock(store, held(), { againMs: 1, knownMsMax: 5 });
    expect(await short.append([movedIn('ada')])).toEqual([AWAY]);
    const losing = new AbortController();
    const losingIt = unanswering(Infinity, () => losing.abort());
    expect(await logUnderLock(losingIt, losing.signal).append([movedIn('ada')])).toEqual([AWAY]);
  });

  test('keeps the next one waiting until it is known what was written', async () => {
    const locks = await openLocks({ kind: 'alone' });
    let write = (): unknown => undefined;
    const late = unanswering(2, (there) => {
      if (sent === 2) write();
      else write = () => there.append([movedIn('ada')]);
    });
    const first = locks.exclusively(['dwelling'], (lost) =>
      logUnderLock(late, lost, { againMs: 1 }).append([movedIn('ada')]),
    );
    const second = locks.exclusively(['dwelling'], () => log.readStream('resident-ada', 0, 1));
    expect(await second).toHaveLength(1);
    expect(await first).toMatchObject([{ kind: 'appended' }]);
  });

  test('takes nothing once the lock is lost', async () => {
    const lost = logUnderLock(log, AbortSignal.abort());
    await expect(lost.append([movedIn('ada')])).rejects.toMatchObject({ code: 'LOCK_LOST' });
    expect(await log.nextIndex()).toBe(0);
  });
});
