import { AUGUST, HOUR_MS, LedgerOfATest, PATIENCE_MS } from './ledger-of-a-test.js';
import { OWNER, givenClient, givenCompany, givenHeater } from './world-of-a-test.js';

const { fromMs, toMs, month } = AUGUST;
const DAY = fromMs + 9 * 24 * HOUR_MS;

/** Case 7: 16 cores for a day at 500 W, of which 6 hours compute for a client and 18 burn for heat. */
describe('burn is heat, not revenue', () => {
  let ledger: LedgerOfATest;

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await givenClient(ledger, 'studio', 'completed');
    await givenHeater(ledger, 'heater', 1);
    const endOfWork = DAY + 6 * HOUR_MS;
    const work = { attempt: 1, from: DAY, to: endOfWork, coreMs: 16 * 6 * HOUR_MS };
    const burn = { attempt: 1, from: endOfWork, to: DAY + 24 * HOUR_MS, coreMs: 16 * 18 * HOUR_MS };
    await ledger.told('heater', 0, {
      readings: [
        [fromMs, 0, 0],
        [DAY, 0, 0],
        [DAY + 24 * HOUR_MS, 12_000, 0],
        [toMs + HOUR_MS, 12_000, 0],
      ],
      slices: [
        { job: 'render', contract: 'studio-contract', ...work },
        { job: 'burn', contract: 'burn', ...burn },
      ],
      attemptEnds: [{ job: 'render', attempt: 1, at: endOfWork, outcome: 'completed' }],
    });
    const closed = await ledger.closeMonth(AUGUST);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('the client owes 4.80 for the payload, not 19.20', async () => {
    expect((await ledger.documents(month, 'studio')).map(({ kind, net }) => [kind, net.amount])).toEqual([
      ['invoice', '4.80'],
    ]);
  });

  test('the owner is credited 2.40 for all twelve kilowatt-hours', async () => {
    expect(await ledger.lines(month, OWNER)).toMatchObject([
      { unit: 'kWh', priceEur: '0.2001', amountCents: 240 },
    ]);
    expect((await ledger.documents(month, OWNER))[0]!.gross.amount).toBe('2.40');
  });

  test('computing covers the electricity 1.999 times', async () => {
    const { coverage } = await ledger.get<{ coverage: { ratio: string } }>(`/v1/summary?period=${month}`);
    expect(coverage.ratio).toBe('1.999');
  });

  test('the books balance, and the energy is conserved', async () => {
    const { books, conservation } = await ledger.get<{ books: object; conservation: object }>(
      `/v1/summary?period=${month}`,
    );
    expect(books).toMatchObject({ balanced: true });
    expect(conservation).toMatchObject({ attributedWh: 12_000, creditedWh: 12_000, conserved: true });
  });
});
