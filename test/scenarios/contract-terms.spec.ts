import { ComputingBench } from '../cases/computing-bench.js';
import { clientOf, component, contractOf, priceList } from '../cases/contracts-of-a-case.js';
import { inParis, monthOfParis } from '../cases/months.js';
import { LedgerOfATest, PATIENCE_MS } from './ledger-of-a-test.js';
import { COMPUTE, givenCompany } from './world-of-a-test.js';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Terms of contracts the public way: notices, corrections, ends, grants within a budget, reserved capacity. */
describe('contracts over HTTP', () => {
  let ledger: LedgerOfATest;
  let bench: ComputingBench;

  beforeAll(async () => {
    ledger = await LedgerOfATest.open(inParis('2026-04-01') + 60_000);
    await givenCompany(ledger);
    bench = await ComputingBench.install(ledger, 'bench', 1, inParis('2026-04-01'));
    await ledger.given(clientOf('firm'), clientOf('lab', { kind: 'research' }));
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  const say = (command: string, data: object): Promise<Answer> =>
    ledger.post(`/v1/commands/${command}`, data);
  const refused = (code: string, field: string) => ({ body: { code, field } });

  async function close(month: string): Promise<void> {
    const span = monthOfParis(month);
    await bench.reports(span.toMs + 60_000);
    expect(await ledger.closeMonth(span)).toMatchObject({ status: 200 });
  }

  test('a new price comes in only with the notice that contracts ask for', async () => {
    await ledger.given(
      priceList('fixed', '0.05'),
      contractOf('firm', 'careful', 'fixed', { notice: { priceDays: 60, endDays: 30 } }),
    );
    const [, july] = priceList('fixed', '0.06', '2026-07-01');
    expect(await say('set-compute-price', july)).toMatchObject(refused('PRICE_NOTICE_MISSING', 'from'));
    const notice = {
      client: 'firm',
      contract: 'careful',
      priceList: 'fixed',
      from: '2026-07-01',
      sentOn: '2026-05-03',
      evidence: 'letter 12',
    };
    expect(await say('notify-price-revision', notice)).toMatchObject(
      refused('PRICE_NOTICE_TOO_SHORT', 'sentOn'),
    );
    await ledger.given(['notify-price-revision', { ...notice, sentOn: '2026-05-02' }]);
    expect(await say('set-compute-price', july)).toMatchObject({ status: 200 });
    const [, june] = priceList('fixed', '0.055', '2026-06-01');
    expect(await say('set-compute-price', june)).toMatchObject(refused('PRICE_BEFORE_ANNOUNCED', 'from'));
  });

  test('an end needs the end of a term and notice, unless both sides agreed', async () => {
    await ledger.given(
      contractOf('firm', 'yearly', COMPUTE, {
        to: '2026-12-31',
        renewalMonths: 12,
        notice: { priceDays: 0, endDays: 90 },
      }),
    );
    const end = { client: 'firm', contract: 'yearly', on: '2026-12-31', notifiedOn: '2026-10-03' };
    expect(await say('end-contract', end)).toMatchObject(
      refused('CONTRACT_END_NOTICE_TOO_SHORT', 'notifiedOn'),
    );
    expect(await say('end-contract', { ...end, on: '2026-11-30' })).toMatchObject(
      refused('CONTRACT_END_NOT_AT_TERM', 'on'),
    );
    expect(await say('end-contract', { ...end, notifiedOn: '2026-10-02' })).toMatchObject({ status: 200 });
  });

  test('a unit that the list does not know is refused, and so is a price that is said twice', async () => {
    const [, wrong] = contractOf('firm', 'wrong', COMPUTE, { unit: 'ghz-hour' });
    expect(await say('sign-contract', wrong)).toMatchObject(refused('UNIT_DOES_NOT_FIT', 'unit'));
    const [, twice] = priceList('twice', component('per-unit', [[null, '1']]));
    expect(await say('set-compute-price', { ...twice, eurPerUnit: '1' })).toMatchObject(
      refused('PRICE_AMBIGUOUS', 'eurPerUnit'),
    );
  });

  describe('research and reserved capacity', () => {
    const grant = {
      client: 'lab',
      contract: 'ocean',
      from: '2026-04-01',
      to: '2026-12-31',
      beneficiary: 'Institut des océans',
      priceList: COMPUTE,
    };

    beforeAll(async () => {
      await ledger.given(
        ['set-research-budget', { coreHours: 100 }],
        contractOf('firm', 'steady', COMPUTE, {
          from: '2026-04-16',
          reserved: { units: '40', eurPerUnit: '0.03' },
          discountPercent: '10',
        }),
      );
    });

    test('a grant needs a limit within the budget', async () => {
      expect(await say('give-grant', grant)).toMatchObject(refused('GRANT_LIMIT_MISSING', 'limitCoreHours'));
      expect(await say('give-grant', { ...grant, limitCoreHours: 101 })).toMatchObject(
        refused('GRANT_OVER_LIMIT', 'limitCoreHours'),
      );
      expect(await say('give-grant', { ...grant, limitCoreHours: 100 })).toMatchObject({ status: 200 });
      expect(await say('set-research-budget', { coreHours: 99 })).toMatchObject(
        refused('BUDGET_BELOW_GRANTS', 'coreHours'),
      );
    });

    test(
      'case 15: granted work makes no invoice; the report tells quantity, value and what is left',
      async () => {
        await bench.works('2026-04-10', ['ocean', 60]);
        await close('2026-04');
        await bench.works('2026-05-10', ['ocean', 50]);
        expect(await ledger.documents('2026-04', 'lab')).toEqual([]);
        const grants = (month: string) => ledger.rows<object>(`/v1/reports/grants?period=${month}`);
        expect(await grants('2026-04')).toMatchObject([
          {
            grant: 'ocean',
            status: 'closed',
            coreHours: '60.000',
            totalCoreHours: '60.000',
            remainingCoreHours: '40.000',
            overCoreHours: '0.000',
            valueForgone: { amount: '3.00', currency: 'EUR' },
          },
        ]);
        expect(await grants('2026-05')).toMatchObject([
          {
            status: 'open',
            coreHours: '50.000',
            totalCoreHours: '110.000',
            remainingCoreHours: '0.000',
            overCoreHours: '10.000',
            valueForgone: { amount: '2.50' },
            totalValueForgone: { amount: '5.50' },
          },
        ]);
      },
      PATIENCE_MS,
    );

    test('reserved capacity is invoiced for the days in force, though nothing was computed', async () => {
      expect(await ledger.lines('2026-04', 'firm')).toMatchObject([
        {
          label: 'Computing, contract steady, reserved capacity, less 10% discount (20.00 core-hours)',
          quantity: '72000.000',
          priceEur: '0.027',
          amountCents: 54,
          from: '2026-04-16',
          to: '2026-04-30',
        },
      ]);
    });

    test(
      'a contract signed late owes the minimum of closed months too, though nothing was computed; a corrected price adjusts them',
      async () => {
        await ledger.given(clientOf('buyer'), contractOf('buyer', 'bought', 'fixed', { from: '2026-05-01' }));
        await bench.works('2026-05-20', ['bought', 100]);
        await ledger.given(
          clientOf('tardy'),
          contractOf('tardy', 'tardy', COMPUTE, { from: '2026-04-21', minimumEurPerMonth: '30' }),
        );
        await close('2026-05');
        const lines = await ledger.lines('2026-05', 'tardy');
        expect(lines.map(({ amountCents, from, to }) => [amountCents, from, to])).toEqual([
          [3000, '2026-05-01', '2026-05-31'],
          [1000, '2026-04-21', '2026-04-30'],
        ]);
        const [, wrong] = priceList('fixed', '0.04');
        await ledger.given(['correct-compute-price', { ...wrong, reason: 'misprinted' }]);
        await close('2026-06');
        expect(await ledger.documents('2026-06', 'buyer')).toMatchObject([
          { kind: 'credit-note', net: { amount: '1.00' } },
        ]);
      },
      PATIENCE_MS,
    );
  });
});
