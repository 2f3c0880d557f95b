import { AUGUST, HOUR_MS, LedgerOfATest, SEPTEMBER, PATIENCE_MS } from './ledger-of-a-test.js';
import type { SaidSlice } from './telemetry-of-a-test.js';
import { COMPUTE, givenClient, givenCompany, givenHeater } from './world-of-a-test.js';

const { fromMs, toMs, month } = AUGUST;
const START = fromMs + 5 * 24 * HOUR_MS;
const SECOND = START + 1_800_000;
const END = SECOND + 5_400_000;

/** Two attempts of a job on 16 cores: the first preempted after 1 800 s, the second runs 5 400 s. */
const attempts = (contract: string): SaidSlice[] => [
  { job: `${contract}-job`, attempt: 1, contract, from: START, to: SECOND, coreMs: 16 * 1_800_000 },
  { job: `${contract}-job`, attempt: 2, contract, from: SECOND, to: END, coreMs: 16 * 5_400_000 },
];
const preempted = (contract: string) => ({
  job: `${contract}-job`,
  attempt: 1,
  at: SECOND,
  outcome: 'preempted',
});
const completed = (contract: string) => ({
  job: `${contract}-job`,
  attempt: 2,
  at: END,
  outcome: 'completed',
});

/** Cases 8 and 9: who pays for attempts that end badly, and how small amounts add up. */
describe('from slices to the client’s invoice', () => {
  let ledger: LedgerOfATest;

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await givenClient(ledger, 'completed-only', 'completed');
    await givenClient(ledger, 'all', 'all');
    await givenClient(ledger, 'late', 'completed');
    await givenClient(ledger, 'small', 'completed');
    await givenClient(ledger, 'large', 'completed');
    const september = { priceList: COMPUTE, from: '2026-09-01', unit: 'core-hour', eurPerUnit: '0.06' };
    await ledger.given(['set-compute-price', september]);
    await givenPreemption();
    await givenSmallAmounts();
    for (const each of [AUGUST, SEPTEMBER]) {
      if (each === SEPTEMBER) await whenTheLateOutcomeComes();
      const closed = await ledger.closeMonth(each);
      if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
    }
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  async function givenPreemption(): Promise<void> {
    const contracts = ['completed-only-contract', 'all-contract', 'late-contract'];
    await givenHeater(ledger, 'heater', 1);
    await ledger.told('heater', 0, {
      readings: [
        [fromMs, 0, 0],
        [START, 0, 0],
        [END, 1_000, 0],
        [toMs + HOUR_MS, 1_000, 0],
      ],
      slices: contracts.flatMap(attempts),
      attemptEnds: [...contracts.map(preempted), ...contracts.slice(0, 2).map(completed)],
    });
  }

  async function givenSmallAmounts(): Promise<void> {
    await givenHeater(ledger, 'busy', 2);
    const small = Array.from({ length: 1_000 }, (_, index): SaidSlice => {
      const from = START + index * 7_000;
      return { job: 'small', attempt: 1, contract: 'small-contract', from, to: from + 7_000, coreMs: 7_000 };
    });
    const ends = { attempt: 1, outcome: 'completed' };
    const quarters = [0, 250, 500, 750].map((first) => {
      const slices = small.slice(first, first + 250);
      const from = first === 0 ? fromMs : slices[0]!.from + 1;
      return {
        readings: [[from, first === 0 ? 0 : 100, 0] as const, [slices.at(-1)!.to, 100, 0] as const],
        slices,
      };
    });
    const day = { from: START + 48 * HOUR_MS, to: START + 72 * HOUR_MS };
    await ledger.told('busy', 0, ...quarters, {
      readings: [
        [day.to, 9_000, 0],
        [toMs + HOUR_MS, 9_000, 0],
      ],
      slices: [{ job: 'large', attempt: 1, contract: 'large-contract', ...day, coreMs: 16 * 24 * HOUR_MS }],
      attemptEnds: [
        { job: 'small', at: START + 7_000_000, ...ends },
        { job: 'large', at: day.to, ...ends },
      ],
    });
  }

  async function whenTheLateOutcomeComes(): Promise<void> {
    const end = SEPTEMBER.toMs + HOUR_MS;
    await ledger.told('heater', 1, {
      readings: [[end, 1_000, 0]],
      attemptEnds: [completed('late-contract')],
    });
    await ledger.told('busy', 5, { readings: [[end, 9_000, 0]] });
  }

  const net = async (of: string, party: string): Promise<readonly string[]> =>
    (await ledger.documents(of, party)).map((document) => document.net.amount);

  test('a contract that pays completed attempts only owes 1.20 for the second one', async () => {
    expect(await net(month, 'completed-only')).toEqual(['1.20']);
  });

  test('a contract that pays all owes 1.60 for both', async () => {
    expect(await net(month, 'all')).toEqual(['1.60']);
  });

  test('an attempt that ends after the cut is pending, and billed once in the next month at the prices of its days', async () => {
    expect(await net(month, 'late')).toEqual([]);
    expect(await net(SEPTEMBER.month, 'late')).toEqual(['1.20']);
    const [line, ...more] = await ledger.lines(SEPTEMBER.month, 'late');
    expect(more).toEqual([]);
    expect(line).toMatchObject({ priceEur: '0.05', adjusts: null, from: '2026-08-06' });
    expect(Number(line!.quantity)).toBe(16 * 5_400);
  });

  test('the energy of both attempts is credited', async () => {
    const { conservation } = await ledger.get<{ conservation: object }>(`/v1/periods/${month}`);
    expect(conservation).toMatchObject({ attributedWh: 10_000, creditedWh: 10_000, conserved: true });
  });

  test('a thousand slices of seven core-seconds are one line of 7 000 s and 0.10 EUR', async () => {
    const lines = await ledger.lines(month, 'small');
    expect(lines).toMatchObject([
      { unit: 'core-second', priceEur: '0.05', priceBase: 3600, amountCents: 10 },
    ]);
    expect(Number(lines[0]!.quantity)).toBe(7_000);
  });

  test('1 382 400 core-seconds are 384 core-hours and 19.20 EUR', async () => {
    const lines = await ledger.lines(month, 'large');
    expect(lines).toMatchObject([{ amountCents: 1_920 }]);
    expect(Number(lines[0]!.quantity)).toBe(1_382_400);
  });
});
