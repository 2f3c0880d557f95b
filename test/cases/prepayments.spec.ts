import { AUGUST, LedgerOfATest, type Money, PATIENCE_MS } from '../scenarios/ledger-of-a-test.js';
import { COMPUTE, givenCompany } from '../scenarios/world-of-a-test.js';
import { ComputingBench } from './computing-bench.js';
import { clientOf, givenContract, priceList } from './contracts-of-a-case.js';

const { fromMs, toMs, month } = AUGUST;

interface Prepaid {
  readonly grossCents: number;
  readonly prepaid?: readonly {
    readonly number: string;
    readonly grossCents: number;
    readonly vatCents: number;
  }[];
}

/** Billing cases 13, 14 and 15: numbers under concurrency, money before the work, and work that nobody pays. */
describe('numbers, prepayments and grants', () => {
  let ledger: LedgerOfATest;

  const prepay = (client: string, amountCents: number, contract = client) =>
    ledger.post('/v1/commands/record-money-received', {
      receipt: `from-${client}`,
      on: '2026-08-01',
      client,
      amountCents,
      prepayment: { contract },
      reference: `transfer of ${client}`,
    });

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await ledger.given(
      ['open-series', { kind: 'invoices', series: 'main', prefix: 'F-', first: 16 }],
      priceList('ten', '10'),
    );
    for (const name of ['one', 'two', 'three', 'prepaid']) await givenContract(ledger, name, 'ten');
    await ledger.given(clientOf('lab', { kind: 'research' }), [
      'give-grant',
      {
        client: 'lab',
        contract: 'climate',
        from: '2026-01-01',
        beneficiary: 'Institute of climate',
        priceList: COMPUTE,
        limitCoreHours: 100,
      },
    ]);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('13: of three concurrent issues one fails; the others are 16 and 17, and the next is 18', async () => {
    const answers = await Promise.all([
      prepay('one', 1_200),
      prepay('two', 1_200, 'of-somebody-else'),
      prepay('three', 1_200),
    ]);
    expect(answers.map(({ status }) => status < 300)).toEqual([true, false, true]);
    expect((await prepay('prepaid', 1_250)).status).toBe(200);
    const documents = await ledger.rows<{ number: string; party: string }>(
      '/v1/documents?kind=prepayment-invoice',
    );
    expect(documents.map(({ number }) => number).sort()).toEqual(['F-16', 'F-17', 'F-18']);
    expect(documents.find(({ number }) => number === 'F-18')).toMatchObject({ party: 'prepaid' });
  });

  describe('a month later', () => {
    beforeAll(async () => {
      const bench = await ComputingBench.install(ledger, 'bench', 1, fromMs);
      await bench.works('2026-08-10', ['prepaid', 2], ['climate', 30]);
      await bench.reports(toMs + 60_000);
      const closed = await ledger.closeMonth(AUGUST);
      if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
    }, PATIENCE_MS);

    test('14: the prepayment is an invoice of its own: net 10.42, VAT 2.08', async () => {
      const documents = await ledger.rows<object>('/v1/documents?party=prepaid&kind=prepayment-invoice');
      expect(documents).toMatchObject([
        { net: { amount: '10.42' }, vat: { amount: '2.08' }, gross: { amount: '12.50' } },
      ]);
    });

    test('14: the invoice shows 20.00 + 4.00 = 24.00, 12.50 prepaid, 11.50 due', async () => {
      const [invoice] = await ledger.rows<{
        series: string;
        number: string;
        net: Money;
        vat: Money;
        gross: Money;
      }>('/v1/documents?party=prepaid&kind=invoice');
      expect([invoice!.net.amount, invoice!.vat.amount, invoice!.gross.amount]).toEqual([
        '20.00',
        '4.00',
        '24.00',
      ]);
      const { prepaid } = await ledger.get<Prepaid>(`/v1/documents/${invoice!.series}/${invoice!.number}`);
      expect(prepaid).toMatchObject([{ number: 'F-18', grossCents: 1_250, vatCents: 208 }]);
      const account = await ledger.get<object>('/v1/reports/accounts/prepaid');
      expect(account).toMatchObject({
        openDocuments: [{ number: invoice!.number, open: { amount: '11.50' } }],
      });
    });

    test('14: the VAT of both together is 4.00: 2.08 due on receipt, 1.92 waits for the rest', async () => {
      const { rows } = await ledger.get<{
        rows: readonly { account: string; party: string; debit: Money; credit: Money }[];
      }>('/v1/trial-balance?to=2026-12-31');
      const balance = (account: string) => rows.find((row) => row.account === account);
      // Two more prepayments of 12.00 have 2.00 of VAT each.
      expect(balance('44571')).toMatchObject({ balance: { amount: '-6.08' } });
      expect(balance('44574')).toMatchObject({ balance: { amount: '-1.92' } });
    });

    test('15: a month of nothing but granted work makes no invoice, and a report of what was given', async () => {
      expect(await ledger.documents(month, 'lab')).toEqual([]);
      expect(await ledger.rows<object>(`/v1/reports/grants?period=${month}`)).toMatchObject([
        {
          grant: 'climate',
          coreHours: '30.000',
          remainingCoreHours: '70.000',
          valueForgone: { amount: '1.50' },
        },
      ]);
    });
  });
});
