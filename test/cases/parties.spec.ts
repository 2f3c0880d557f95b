import {
  AUGUST,
  type DocumentRow,
  HOUR_MS,
  LedgerOfATest,
  type Money,
  PATIENCE_MS,
} from '../scenarios/ledger-of-a-test.js';
import { OWNER, givenCompany, supplyPoint } from '../scenarios/world-of-a-test.js';
import { clientOf, contractOf, priceList } from './contracts-of-a-case.js';
import { HeatInHands } from './heat-in-hands.js';
import { deductingOwner, mandateOf, resident } from './parties-of-a-case.js';

const { fromMs, toMs, month } = AUGUST;
const SIREN = '000000018';
const VAT_NUMBER = 'FR66000000018';

/** Domain case 11: the same 100 kWh in other hands, and a client that is an owner too. */
describe('who holds the contract', () => {
  let ledger: LedgerOfATest;
  let closed: { status: number; body: unknown };

  async function givenTheSameHeatInOtherHands(heat: HeatInHands): Promise<void> {
    await ledger.given(
      ...resident('tenant'),
      deductingOwner('engineers', SIREN, VAT_NUMBER),
      mandateOf('engineers'),
      deductingOwner('unwilling', SIREN, VAT_NUMBER),
    );
    const owner = (name: string) => ({
      holder: { kind: 'owner', owner: name },
      agreement: { tax: 'excluding' },
    });
    await heat.installed('tenant', 1, { holder: { kind: 'occupant' }, dwelling: 'tenant' });
    await heat.installed('landlord', 2);
    await heat.installed('engineers', 3, owner('engineers'));
    await heat.installed('unwilling', 4, owner('unwilling'));
    for (const name of ['tenant', 'landlord', 'engineers', 'unwilling']) await heat.draws100kwh(name);
  }

  async function givenClientThatIsAnOwner(heat: HeatInHands): Promise<void> {
    await ledger.given(
      deductingOwner('double', SIREN, VAT_NUMBER),
      mandateOf('double'),
      clientOf('double', { vatNumber: VAT_NUMBER }),
      priceList('dear', '100'),
      contractOf('double', 'double', 'dear'),
    );
    await heat.installed('double', 5, {
      holder: { kind: 'owner', owner: 'double' },
      agreement: { tax: 'excluding' },
    });
    const work = { job: 'j', attempt: 1 };
    await ledger.told('double', 0, {
      readings: [
        [fromMs, 0, 0],
        [fromMs + 30 * 24 * HOUR_MS, 600_000, 599_401],
        [toMs + HOUR_MS, 600_000, 599_401],
      ],
      slices: [{ ...work, contract: 'double', from: fromMs, to: fromMs + HOUR_MS, coreMs: 10 * HOUR_MS }],
      attemptEnds: [{ ...work, at: fromMs + HOUR_MS, outcome: 'completed' }],
    });
  }

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    const heat = new HeatInHands(ledger);
    await givenTheSameHeatInOtherHands(heat);
    await givenClientThatIsAnOwner(heat);
    await heat.report(toMs + HOUR_MS);
    closed = await ledger.closeMonth(AUGUST);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  const of = (party: string): Promise<readonly DocumentRow[]> => ledger.documents(month, party);

  test('repay a private resident 20.01, outside VAT', async () => {
    expect(await of('tenant')).toMatchObject([
      { kind: 'repayment-statement', vat: { amount: '0.00' }, gross: { amount: '20.01' } },
    ]);
  });

  test('repay a landlord that cannot deduct VAT 20.01 including tax', async () => {
    expect(closed.status).toBe(200);
    const lines = (await ledger.lines(month, OWNER)).filter(({ label }) => label.includes(supplyPoint(2)));
    expect(lines).toMatchObject([{ amountCents: 2_001 }]);
    expect(await of(OWNER)).toMatchObject([{ kind: 'repayment-statement', vat: { amount: '0.00' } }]);
  });

  test('are a self-billed invoice of 16.68 + 3.34 to an owner with a mandate', async () => {
    expect(await of('engineers')).toMatchObject([
      {
        kind: 'self-billed-invoice',
        net: { amount: '16.68' },
        vat: { amount: '3.34' },
        gross: { amount: '20.02' },
      },
    ]);
  });

  test('wait for the mandate of an owner that deducts VAT without one', async () => {
    expect(await of('unwilling')).toEqual([]);
    expect(closed.body).toMatchObject({
      closed: { setAside: [{ planned: '2026-08.self-billed.unwilling', reasons: ['MANDATE_MISSING'] }] },
    });
  });

  test('set off in cash: two documents stay gross, 960.00 is left to pay', async () => {
    const documents = await of('double');
    const invoice = documents.find(({ kind }) => kind === 'invoice')!;
    const credit = documents.find(({ kind }) => kind === 'self-billed-invoice')!;
    expect([invoice.net.amount, invoice.gross.amount, credit.net.amount, credit.gross.amount]).toEqual([
      '1000.00',
      '1200.00',
      '200.00',
      '240.00',
    ]);
    await ledger.given([
      'set-off',
      {
        setOff: 'august',
        on: '2026-09-02',
        client: 'double',
        owner: 'double',
        receivables: [{ series: invoice.series, number: invoice.number, cents: 24_000 }],
        payables: [{ series: credit.series, number: credit.number, cents: 24_000 }],
        agreement: 'framework agreement, article 7',
      },
    ]);
    const account = await ledger.get<{ openDocuments: readonly { number: string; open: Money }[] }>(
      '/v1/reports/accounts/double',
    );
    expect(account.openDocuments).toMatchObject([{ number: invoice.number, open: { amount: '960.00' } }]);
  });
});
