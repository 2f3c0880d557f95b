import { AUGUST, HOUR_MS, LedgerOfATest, type Money, PATIENCE_MS } from '../scenarios/ledger-of-a-test.js';
import { givenCompany } from '../scenarios/world-of-a-test.js';
import { GRID, electricityList } from './electricity-of-a-case.js';
import { HeatInHands } from './heat-in-hands.js';
import { resident } from './parties-of-a-case.js';

const { fromMs, toMs, month } = AUGUST;

interface Proof {
  readonly dwelling: string;
  readonly status: string;
  readonly liveStatus: string;
  readonly reasons: readonly string[];
  readonly ownCost: Money;
  readonly credited: Money;
  readonly short: Money;
  readonly creditedAboveCost: Money;
}

/** Domain case 12: residents with peak and off-peak hours, credited at Base; what is not free after all. */
describe('heat at an own tariff of peak and off-peak hours', () => {
  let ledger: LedgerOfATest;

  async function home(heat: HeatInHands, name: string, number: number, terms: object = {}): Promise<void> {
    await ledger.given(...resident(name, name !== 'out'));
    await heat.installed(name, number, {
      option: 'hphc',
      tariff: 'hphc',
      windows: ['22:00-06:00'],
      holder: { kind: 'occupant' },
      dwelling: name,
      agreement: { priceList: 'base', ...terms },
    });
  }

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await ledger.given(electricityList('hphc', GRID.hphc!));
    const heat = new HeatInHands(ledger);
    await home(heat, 'more', 11);
    await home(heat, 'less', 12);
    await home(heat, 'out', 13);
    await home(heat, 'aux', 14, { registers: { main: true, aux: false } });
    await heat.drawsByHours('more', 120, 80);
    await heat.drawsByHours('less', 180, 20);
    await heat.drawsByHours('out', 120, 80);
    await ledger.told('aux', 0, {
      readings: [
        [fromMs, 0, 0],
        [fromMs + 8 * HOUR_MS, 0, 0],
        [fromMs + 18 * HOUR_MS, 0, 10_000],
        [toMs + HOUR_MS, 0, 10_000],
      ],
    });
    await heat.report(toMs + HOUR_MS);
    const closed = await ledger.closeMonth(AUGUST);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  const proofOf = async (dwelling: string): Promise<Proof> => {
    const proofs = await ledger.rows<Proof>(`/v1/proofs?period=${month}&limit=100`);
    return proofs.find((proof) => proof.dwelling === dwelling)!;
  };

  test('is credited 1.61 more than it cost: due, and free once it is paid', async () => {
    expect(await proofOf('more')).toMatchObject({
      status: 'FREE_DUE',
      liveStatus: 'FREE_DUE',
      ownCost: { amount: '38.41' },
      credited: { amount: '40.02' },
      creditedAboveCost: { amount: '1.61' },
    });
    const [statement] = await ledger.documents(month, 'more');
    await ledger.given([
      'record-money-paid',
      {
        payment: 'to-more',
        on: '2026-09-02',
        party: { kind: 'resident', id: 'more' },
        amountCents: 4_002,
        allocations: [{ series: statement!.series, number: statement!.number, cents: 4_002 }],
        reference: 'SEPA',
      },
    ]);
    expect(await proofOf('more')).toMatchObject({ status: 'FREE_DUE', liveStatus: 'FREE_PAID' });
  });

  test('is short by 1.72 where most of it was drawn in peak hours', async () => {
    expect(await proofOf('less')).toMatchObject({
      status: 'SHORT',
      ownCost: { amount: '41.74' },
      credited: { amount: '40.02' },
      short: { amount: '1.72' },
      reasons: ['PRICE_ABOVE_CREDIT'],
    });
  });

  test('is short by the whole cost where nobody opted in', async () => {
    expect(await proofOf('out')).toMatchObject({
      status: 'SHORT',
      short: { amount: '38.41' },
      reasons: ['NOT_OPTED_IN'],
    });
  });

  test('is short by what the auxiliary register drew, where it is not agreed', async () => {
    expect(await proofOf('aux')).toMatchObject({
      status: 'SHORT',
      short: { amount: '2.14' },
      reasons: ['REGISTER_NOT_AGREED'],
    });
  });
});
