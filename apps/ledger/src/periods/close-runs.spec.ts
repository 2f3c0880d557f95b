import { pino } from 'pino';
import { SimulatedClock } from '#ports/clock/simulated';
import type { DocumentFiles } from '#ports/documents';
import { openLeases } from '#ports/leases/open';
import type { Locks } from '#ports/locks';
import { openLocks } from '#ports/locks/open';
import type { Projector } from '#read-models';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { paris } from '../../../../test/samples/facts.js';
import type { MoneyRuns } from '../money/index.js';
import { CloseRuns, faultOfClose } from './close-runs.js';

describe('a cut beside which no fiscal year is locked', () => {
  let ledger: ProjectedLedger;
  let locks: Locks;
  beforeAll(async () => {
    ledger = await ProjectedLedger.open();
    await ledger.given(paris);
    locks = await openLocks({ kind: 'alone' });
  });
  afterAll(() => ledger.close());

  /** @param passing how often the read models come to what is asked of them */
  async function closes(passing: number, among = locks): Promise<CloseRuns> {
    const { log, models, keys } = ledger;
    let asked = 0;
    const passed = (): Promise<void> =>
      asked++ < passing ? Promise.resolve() : new Promise<void>(() => undefined);
    return new CloseRuns(
      log,
      models,
      { passed } as unknown as Projector,
      new SimulatedClock(0),
      keys,
      {} as DocumentFiles,
      (count) => new Uint8Array(count),
      pino({ level: 'silent' }),
      {} as MoneyRuns,
      await openLeases({ kind: 'alone' }),
      among,
      new AbortController().signal,
      { waitMsMax: 1 },
    );
  }

  test('waits for the read models before anybody waits for it', async () => {
    const cut = (await closes(0)).deps.cutAlone!(() => Promise.resolve('cut'));
    expect(await locks.exclusively(['fiscal-years'], () => Promise.resolve('free'))).toBe('free');
    expect(await Promise.race([cut, 'waits'])).toBe('waits');
  });

  test('waits for them a while under its lock, and says so where they are behind then', async () => {
    const cut = (await closes(1)).deps.cutAlone!((alone) => alone.waitUntilProjected(0));
    const fault = await cut.then(
      () => null,
      (behind: unknown) => behind,
    );
    expect(faultOfClose(fault)).toMatchObject({ code: 'READ_MODELS_BEHIND' });
  });

  test('is not made once its lock is lost', async () => {
    const losing: Locks = { ...locks, exclusively: (_, work) => work(AbortSignal.abort()) };
    const cut = (await closes(1, losing)).deps.cutAlone!((alone) => alone.store.append([]));
    const fault = await cut.then(
      () => null,
      (lost: unknown) => lost,
    );
    expect(faultOfClose(fault)).toMatchObject({ code: 'LOCK_LOST' });
  });
});
