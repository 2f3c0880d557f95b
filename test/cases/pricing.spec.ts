import { LedgerOfATest, type Line, PATIENCE_MS } from '../scenarios/ledger-of-a-test.js';
import { givenCompany } from '../scenarios/world-of-a-test.js';
import { ComputingBench } from './computing-bench.js';
import { component, givenContract, priceList } from './contracts-of-a-case.js';
import { inParis, monthOfParis } from './months.js';

/** Billing cases 1–5, 7, 8, 8b, 11, 12 and 15: what a month of computing costs, read from its invoices. */
describe('pricing of computing', () => {
  let ledger: LedgerOfATest;
  let bench: ComputingBench;

  const net = async (party: string, month = '2026-04'): Promise<string[]> =>
    (await ledger.documents(month, party)).map((document) => document.net.amount);
  const cents = (lines: readonly Line[]): number[] => lines.map((line) => line.amountCents);

  async function close(month: string): Promise<void> {
    const span = monthOfParis(month);
    await bench.reports(span.toMs + 60_000);
    const closed = await ledger.closeMonth(span);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  }

  const GRADUATED = [1, 10, 11, 12, 21];
  const VOLUME = [100, 101, 300];
  const FREE = ['0', '10', '200'];

  async function givenLists(): Promise<void> {
    await ledger.given(
      priceList(
        'graduated',
        component('graduated', [
          ['10', '10', '2'],
          ['20', '5', '3'],
          [null, '5', '3'],
        ]),
      ),
      priceList(
        'volume',
        component('volume', [
          ['100', '2', '10'],
          ['200', '1'],
          [null, '0.5', '50'],
        ]),
      ),
      priceList('package-100', component('package', [[null, '100']], '10')),
      priceList(
        'flat',
        component('graduated', [
          ['5', '0', '100'],
          ['10', '0', '50'],
          ['15', '5'],
          [null, '1'],
        ]),
      ),
      priceList('one', '1'),
      priceList('package-2.95', component('package', [[null, '2.95']], '100')),
      priceList(
        'spring',
        component('graduated', [
          ['1000', '1.50'],
          [null, '2.00'],
        ]),
      ),
      priceList(
        'spring',
        component('graduated', [
          ['1000', '2.50'],
          [null, '3.00'],
        ]),
        '2026-05-08',
      ),
      priceList('almost-100', '99.99'),
    );
    for (const quantity of GRADUATED) await givenContract(ledger, `graduated-${quantity}`, 'graduated');
    for (const quantity of VOLUME) await givenContract(ledger, `volume-${quantity}`, 'volume');
    for (const allowanceUnits of FREE)
      await givenContract(ledger, `free-${allowanceUnits}`, 'package-100', {
        allowanceUnits: allowanceUnits === '0' ? null : allowanceUnits,
      });
    await givenContract(ledger, 'flat', 'flat');
    for (const name of ['minimum', 'idle'])
      await givenContract(ledger, name, 'one', { from: '2026-04-01', minimumEurPerMonth: '1000' });
    await givenContract(ledger, 'packages', 'package-2.95');
    await givenContract(ledger, 'spring', 'spring');
    await givenContract(ledger, 'spring-b', 'spring');
    await givenContract(ledger, 'ended', 'one', { from: '2026-02-01', minimumEurPerMonth: '10' });
    await givenContract(ledger, 'almost-100', 'almost-100');
  }

  beforeAll(async () => {
    ledger = await LedgerOfATest.open(inParis('2026-02-01') + 60_000);
    await givenCompany(ledger);
    bench = await ComputingBench.install(ledger, 'bench', 1, inParis('2026-02-01'));
    await givenLists();
    await bench.works('2026-02-10', ['ended', 8]);
    await ledger.given(['end-contract', { client: 'ended', contract: 'ended', on: '2026-02-25' }]);
    await close('2026-02');
    await close('2026-03');
    await bench.works('2026-04-02', ...GRADUATED.map((each) => [`graduated-${each}`, each] as const));
    await bench.works('2026-04-03', ...VOLUME.map((each) => [`volume-${each}`, each] as const));
    await bench.works('2026-04-06', ...FREE.map((each) => [`free-${each}`, 121] as const));
    await bench.works('2026-04-08', ['minimum', 100], ['almost-100', 1], ['flat', 12], ['packages', 99]);
    await bench.works('2026-04-10', ['spring', 143]);
    await bench.works('2026-04-20', ['spring', 57], ['packages', 100]);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('4: the part that comes later adds what it moves the whole by', async () => {
    const preview = async (): Promise<number> => {
      const { rows } = await ledger.get<{ rows: readonly { amount: { amount: string } }[] }>(
        '/v1/periods/2026-04/preview/lines?party=flat&limit=100',
      );
      return rows.reduce((sum, row) => sum + Math.round(Number(row.amount.amount) * 100), 0);
    };
    expect(await preview()).toBe(160_00);
    await bench.works('2026-04-22', ['flat', 10]);
    expect(await preview()).toBe(182_00);
  });

  describe('in the invoices', () => {
    beforeAll(async () => {
      await close('2026-04');
      await bench.works('2026-05-02', ['spring', 100], ['spring-b', 950]);
      await bench.works('2026-05-10', ['spring', 100], ['spring-b', 100]);
      await close('2026-05');
    }, PATIENCE_MS);

    test.each([
      ['1', 1, '12.00'],
      ['1', 10, '102.00'],
      ['1', 11, '110.00'],
      ['1', 12, '115.00'],
      ['1', 21, '163.00'],
    ])('%s: graduated tiers with flat fees, %i units: %s', async (_case, quantity, expected) => {
      expect(await net(`graduated-${quantity}`)).toEqual([expected]);
    });

    test.each([
      ['2', 100, '210.00'],
      ['2', 101, '101.00'],
      ['2', 300, '200.00'],
    ])(
      '%s: the tier of the whole volume prices all of it, %i units: %s',
      async (_case, quantity, expected) => {
        expect(await net(`volume-${quantity}`)).toEqual([expected]);
      },
    );

    test('3: packages of 10 at 100, 121 units, of which 0, 10 and 200 free', async () => {
      expect(await net('free-0')).toEqual(['1300.00']);
      expect(await net('free-10')).toEqual(['1200.00']);
      expect(await net('free-200')).toEqual([]);
    });

    test('4: 22 units over four tiers, whenever they came', async () => {
      expect(await net('flat')).toEqual(['182.00']);
    });

    test('5: a minimum of 1000 is topped up by 900, and by 1000 without any usage', async () => {
      expect(cents(await ledger.lines('2026-04', 'minimum'))).toEqual([100_00, 900_00]);
      expect(cents(await ledger.lines('2026-04', 'idle'))).toEqual([1_000_00]);
    });

    test('7: 99 and 100 units are two packages of 100', async () => {
      expect(await net('packages')).toEqual(['5.90']);
    });

    test('8: April at its prices; in May two lines, at the price of each day', async () => {
      expect(await net('spring')).toEqual(['300.00']);
      expect(cents(await ledger.lines('2026-05', 'spring'))).toEqual([150_00, 250_00]);
    });

    test('8b: the counter runs on over the change of prices: three lines', async () => {
      const lines = await ledger.lines('2026-05', 'spring-b');
      expect(cents(lines).sort((a, b) => b - a)).toEqual([1_425_00, 150_00, 125_00]);
    });

    test('11: a minimum pro rata of 25 days of 28, VAT on the whole', async () => {
      expect(cents(await ledger.lines('2026-02', 'ended'))).toEqual([8_00, 93]);
      expect(await ledger.documents('2026-02', 'ended')).toMatchObject([
        { net: { amount: '8.93' }, vat: { amount: '1.79' }, gross: { amount: '10.72' } },
      ]);
      expect(await net('ended', '2026-03')).toEqual([]);
    });

    test('12: VAT of 20 % on 99.99 is 20.00', async () => {
      expect(await ledger.documents('2026-04', 'almost-100')).toMatchObject([{ vat: { amount: '20.00' } }]);
    });
  });
});
