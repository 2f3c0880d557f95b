import { addMonths } from '#domain/calendar';
import { LedgerOfATest, PATIENCE_MS } from '../scenarios/ledger-of-a-test.js';
import { givenCompany } from '../scenarios/world-of-a-test.js';
import { ComputingBench } from './computing-bench.js';
import { clientOf, contractOf, priceList } from './contracts-of-a-case.js';
import { inParis, monthOfParis } from './months.js';

const FIRST = '2026-01';
/** Price of one core-hour, and so the amount of each line, per client. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  four: ['68.33', '68.33', '57.50', '85.00'],
  ten: Array.from({ length: 10 }, () => '0.13'),
  two: ['68.33', '68.33'],
  dozen: Array.from({ length: 10 }, () => '0.12'),
  halves: ['33.335', '33.335', '33.335'],
};
const contractAt = (client: string, line: number): string => `${client}-${String(line).padStart(2, '0')}`;

/**
 * Billing cases 9, 9b and 10, and domain case 10: lines are rounded, VAT once per rate; every month one contract turns
 * out to have ended before its work, so that each line is credited by itself.
 */
describe('VAT of invoices and of their credit notes', () => {
  let ledger: LedgerOfATest;
  let bench: ComputingBench;

  const credited = ['four', 'ten', 'two'];
  const lastCredit = addMonths(FIRST, 10);

  async function close(month: string): Promise<void> {
    const span = monthOfParis(month);
    await bench.reports(span.toMs + 60_000);
    const closed = await ledger.closeMonth(span);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  }

  async function endedEarly(line: number): Promise<void> {
    for (const client of credited)
      if (line < LINES[client]!.length)
        await ledger.given([
          'end-contract',
          { client, contract: contractAt(client, line), on: '2026-01-02', notifiedOn: null },
        ]);
  }

  beforeAll(async () => {
    ledger = await LedgerOfATest.open(inParis('2026-01-01') + 60_000);
    await givenCompany(ledger);
    bench = await ComputingBench.install(ledger, 'bench', 1, inParis('2026-01-01'));
    for (const price of new Set(Object.values(LINES).flat()))
      await ledger.given(priceList(`list-${price}`, price));
    for (const [client, prices] of Object.entries(LINES))
      await ledger.given(
        clientOf(client),
        ...prices.map((price, line) => contractOf(client, contractAt(client, line), `list-${price}`)),
      );
    const work = Object.entries(LINES).flatMap(([client, prices]) =>
      prices.map((_, line) => [contractAt(client, line), 1] as const),
    );
    await bench.works('2026-01-10', ...work);
    await close(FIRST);
    for (
      let month = addMonths(FIRST, 1), line = 0;
      month <= lastCredit;
      month = addMonths(month, 1), line++
    ) {
      await endedEarly(line);
      await close(month);
    }
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  const invoice = async (client: string): Promise<readonly [string, string, string]> => {
    const [document, ...more] = await ledger.documents(FIRST, client);
    expect(more).toEqual([]);
    return [document!.net.amount, document!.vat.amount, document!.gross.amount];
  };
  const credits = async (client: string) =>
    await ledger.rows<{ kind: string; gross: { amount: string }; vat: { amount: string } }>(
      `/v1/documents?party=${client}&kind=credit-note&limit=100`,
    );

  test('9: four lines, each credited by itself; the last takes the VAT that is left', async () => {
    expect((await invoice('four'))[2]).toBe('334.99');
    expect((await credits('four')).map(({ gross }) => gross.amount)).toEqual([
      '82.00',
      '82.00',
      '69.00',
      '101.99',
    ]);
  });

  test('9b: ten small lines; the VAT of their credits is that of the invoice', async () => {
    expect(await invoice('ten')).toEqual(['1.30', '0.26', '1.56']);
    expect((await credits('ten')).map(({ vat }) => vat.amount)).toEqual([
      ...Array.from({ length: 8 }, () => '0.03'),
      '0.02',
      '0.00',
    ]);
  });

  test('10: two equal lines; the second credit bears a cent less', async () => {
    expect((await invoice('two'))[2]).toBe('163.99');
    expect((await credits('two')).map(({ gross }) => gross.amount)).toEqual(['82.00', '81.99']);
  });

  test('domain 10: VAT is that of the sum, not the sum of the lines', async () => {
    expect(await invoice('dozen')).toEqual(['1.20', '0.24', '1.44']);
  });

  test('domain 10: lines are rounded before they are added', async () => {
    expect(await invoice('halves')).toEqual(['100.02', '20.00', '120.02']);
    expect((await ledger.lines(FIRST, 'halves')).map((line) => line.amountCents)).toEqual([3334, 3334, 3334]);
  });
});
