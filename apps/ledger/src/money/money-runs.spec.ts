import { pino } from 'pino';
import { SimulatedClock } from '#ports/clock/simulated';
import type { DocumentFiles } from '#ports/documents';
import type { Locks } from '#ports/locks';
import { openLocks } from '#ports/locks/open';
import type { Projector } from '#read-models';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { paris } from '../../../../test/samples/facts.js';
import { MoneyRuns } from './money-runs.js';

describe('what settlements read, while the read models are behind', () => {
  let ledger: ProjectedLedger;
  let locks: Locks;
  let asked: number[];
  beforeAll(async () => {
    ledger = await ProjectedLedger.open();
    await ledger.given(paris);
    locks = await openLocks({ kind: 'alone' });
  });
  beforeEach(() => (asked = []));
  afterAll(() => ledger.close());

  const behind = {
    passed: (index: number) => {
      asked.push(index);
      return new Promise<void>(() => undefined);
    },
  } as unknown as Projector;

  function runs(projector: Projector, say: (line: string) => void = () => undefined): MoneyRuns {
    const { log, models, keys } = ledger;
    const [clock, files] = [new SimulatedClock(0), {} as DocumentFiles];
    const [never, logger] = [new AbortController().signal, pino({}, { write: say })];
    const randomness = (count: number): Uint8Array => new Uint8Array(count);
    const configuration = { waitMsMax: 1 };
    return new MoneyRuns(
      log,
      models,
      projector,
      clock,
      keys,
      files,
      randomness,
      logger,
      locks,
      never,
      configuration,
    );
  }

  test('is waited for a while, then refused', async () => {
    const money = runs(behind);
    const refused = { problem: { status: 503, code: 'READ_MODELS_BEHIND' } };
    await expect(money.documents([])).rejects.toMatchObject(refused);
    await expect(money.months()).rejects.toMatchObject(refused);
    await expect(money.catchUp()).rejects.toMatchObject(refused);
    expect(asked).toEqual([0, 0, 0]);
  });

  test('keeps nobody else waiting for a lock', async () => {
    const opening = runs(behind).openAlone(ledger.log, () => Promise.resolve('opened'), Infinity);
    expect(await locks.exclusively(['series-prefixes'], () => Promise.resolve('free'))).toBe('free');
    expect(await Promise.race([opening, 'waits'])).toBe('waits');
  });

  test('is told with its reason where a start cannot mend what broke off', async () => {
    const broken = { passed: () => Promise.reject(new Error('an event cannot be folded')) };
    const said = await new Promise<string>((resolve) => {
      runs(broken as unknown as Projector, resolve).onApplicationBootstrap();
    });
    expect(JSON.parse(said)).toMatchObject({
      err: { message: expect.any(String), stack: expect.any(String) },
    });
  });
});
