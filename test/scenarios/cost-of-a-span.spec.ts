import { AUGUST, HOUR_MS, LedgerOfATest, PATIENCE_MS } from './ledger-of-a-test.js';
import { givenClient, givenCompany, givenHeater } from './world-of-a-test.js';

interface Side {
  readonly rows: readonly {
    readonly priceVersion: string;
    readonly energyWh: number;
    readonly exactEur: string;
  }[];
  readonly exactEur: string;
  readonly figure: { readonly amount: string };
}
interface Cost {
  readonly own: Side;
  readonly credit: Side;
  readonly pending: readonly { readonly reason: string }[];
  readonly heaters?: readonly { readonly heater: string; readonly own: Side }[];
}

/** Case 3: 500 W throughout, Base, over the change of price on 1 August; asked for as a span, which no period is. */
describe('the cost of a span', () => {
  const from = Date.UTC(2026, 6, 15, 22);
  let ledger: LedgerOfATest;
  let supplyPoint: string;
  const cost = (days: string) => ledger.get<Cost>(`/v1/supply-points/${supplyPoint}/cost?${days}`);

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    ledger.clock.setTo(AUGUST.fromMs + 1);
    await givenCompany(ledger);
    await givenClient(ledger, 'studio', 'completed');
    supplyPoint = await givenHeater(ledger, 'heater', 1, { mainWh: 0, auxWh: 0 }, from);
    const work = { job: 'render', attempt: 1, contract: 'studio-contract' };
    const [start, end] = [from + 20 * 24 * HOUR_MS, from + 20 * 24 * HOUR_MS + 24 * HOUR_MS];
    await ledger.told('heater', 0, {
      readings: [
        [from, 0, 0],
        [from + 30 * 24 * HOUR_MS, 360_000, 0],
      ],
      slices: [{ ...work, from: start, to: end, coreMs: 16 * 24 * HOUR_MS }],
      attemptEnds: [{ job: 'render', attempt: 1, at: end, outcome: 'completed' }],
    });
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('is 70.86: each price version exact, the sum rounded once', async () => {
    const { own, credit, pending, heaters } = await cost('from=2026-07-16&to=2026-08-14&heaters=true');
    expect(own.rows).toMatchObject([
      { priceVersion: 'base@2026-01-01', energyWh: 192_000, exactEur: '37.248' },
      { priceVersion: 'base@2026-08-01', energyWh: 168_000, exactEur: '33.6168' },
    ]);
    expect([own.exactEur, own.figure.amount, credit.figure.amount]).toEqual(['70.8648', '70.86', '70.86']);
    expect(pending).toEqual([]);
    expect(heaters).toMatchObject([{ heater: 'heater', own: { figure: { amount: '70.86' } } }]);
  });

  test('of a single civil day is 12 kWh; of days that are not over, what is known', async () => {
    expect((await cost('from=2026-08-01&to=2026-08-01')).own.exactEur).toBe('2.4012');
    const late = await cost('from=2026-08-14&to=2026-08-20');
    expect(late.own.rows).toMatchObject([{ energyWh: 12_000 }]);
    expect(late.pending).toMatchObject([{ reason: 'NO_READING' }]);
  });

  test('of a contract is what its settled work is worth: 384 core-hours at 0.05', async () => {
    const worth = await ledger.get('/v1/contracts/studio-contract/cost?from=2026-08-01&to=2026-08-14');
    expect(worth).toMatchObject({ exactEur: '19.2', figure: { amount: '19.20' }, unbilled: [] });
  });

  test.each([
    ['from=2026-02-30&to=2026-03-01', 400, 'DATE_INVALID'],
    ['from=2026-08-02&to=2026-08-01', 400, 'SPAN_EMPTY'],
    ['from=2025-01-01&to=2026-08-01', 400, 'SPAN_TOO_LONG'],
  ])('%s is refused', async (days, status, code) => {
    await expect(cost(days)).rejects.toThrow(new RegExp(`${status}.*${code}`));
    await expect(
      ledger.get('/v1/supply-points/14500000000099/cost?from=2026-08-01&to=2026-08-02'),
    ).rejects.toThrow(/404.*SUPPLY_POINT_UNKNOWN/);
  });
});
