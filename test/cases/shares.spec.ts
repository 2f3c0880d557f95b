import { AUGUST, HOUR_MS, LedgerOfATest, type Money, PATIENCE_MS } from '../scenarios/ledger-of-a-test.js';
import { OWNER, givenClient, givenCompany } from '../scenarios/world-of-a-test.js';
import { GRID, electricityList, givenHeaterAt, givenMeter } from './electricity-of-a-case.js';

const { fromMs, toMs, month } = AUGUST;
const HEATERS = ['left', 'middle', 'right'];
/** Core-hours of the one client, per heater. */
const WORK: Readonly<Record<string, number>> = { left: 80, middle: 40, right: 0 };

interface Share {
  readonly line: number;
  readonly heater: string;
  readonly quantity: string;
  readonly share: Money;
}

/** Billing case 6: a line shared by largest remainder over the heaters behind it. */
describe('what each heater has in a document', () => {
  let ledger: LedgerOfATest;

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await givenClient(ledger, 'studio', 'completed');
    await ledger.given(electricityList('grid', GRID.base!));
    const prm = await givenMeter(ledger, 1, { option: 'base', tariff: 'grid' });
    for (const heater of HEATERS) {
      await givenHeaterAt(ledger, heater, prm, fromMs);
      const coreMs = WORK[heater]! * HOUR_MS;
      const work = { job: `${heater}-job`, attempt: 1 };
      const slice = { ...work, contract: 'studio-contract', from: fromMs, to: fromMs + coreMs / 16, coreMs };
      await ledger.told(heater, 0, {
        readings: [
          [fromMs, 0, 0],
          [fromMs + HOUR_MS * 24, 83, 0],
          [toMs + HOUR_MS, 83, 0],
        ],
        slices: coreMs === 0 ? [] : [slice],
        attemptEnds: coreMs === 0 ? [] : [{ ...work, at: slice.to, outcome: 'completed' }],
      });
    }
    const closed = await ledger.closeMonth(AUGUST);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  const sharesOf = async (party: string): Promise<readonly (readonly [string, string])[]> => {
    const [document] = await ledger.documents(month, party);
    const shares = await ledger.rows<Share>(`/v1/documents/${document!.series}/${document!.number}/shares`);
    return shares.map(({ heater, share }) => [heater, share.amount]);
  };

  test('6: 0.05 over three equal weights is 0.02, 0.02 and 0.01, ties by key', async () => {
    expect(await ledger.lines(month, OWNER)).toMatchObject([{ amountCents: 5 }]);
    expect(await sharesOf(OWNER)).toEqual([
      ['left', '0.02'],
      ['middle', '0.02'],
      ['right', '0.01'],
    ]);
  });

  test('6: 6.00 by 80 and 40 core-hours is 4.00 and 2.00', async () => {
    expect(await ledger.lines(month, 'studio')).toMatchObject([{ amountCents: 600 }]);
    expect(await sharesOf('studio')).toEqual([
      ['left', '4.00'],
      ['middle', '2.00'],
    ]);
  });

  test('a document that nobody issued has none', async () => {
    await expect(ledger.get('/v1/documents/main/F-999/shares')).rejects.toThrow(/404/);
  });
});
