import {
  AUGUST,
  type DocumentRow,
  HOUR_MS,
  LedgerOfATest,
  PATIENCE_MS,
  SEPTEMBER,
} from '../scenarios/ledger-of-a-test.js';
import { OWNER, givenCompany } from '../scenarios/world-of-a-test.js';
import { HeatInHands } from './heat-in-hands.js';
import { resident } from './parties-of-a-case.js';

const { fromMs, toMs, month } = AUGUST;
const HEATERS = ['silent', 'guessed'];

/** Domain case 6: an estimate is accepted and credited; the actual value comes after the close. */
describe('an estimate, and the actual value after the close', () => {
  let ledger: LedgerOfATest;
  let refused: { status: number; body: unknown };

  async function close(period: typeof AUGUST): Promise<void> {
    const closed = await ledger.closeMonth(period);
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  }

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    const heat = new HeatInHands(ledger);
    await ledger.given(...resident('guessed'));
    await heat.installed('silent', 21);
    await heat.installed('guessed', 22, { holder: { kind: 'occupant' }, dwelling: 'guessed' });
    for (const heater of HEATERS) await ledger.told(heater, 0, { readings: [[fromMs, 0, 0]] });
    refused = await ledger.closeMonth(AUGUST);
    const estimate = { mainWh: 120_000, auxWh: 0, method: 'the month before', acceptedBy: 'C. Duval' };
    for (const heater of HEATERS)
      await ledger.given(['accept-estimate', { heater, from: fromMs, to: toMs, ...estimate }]);
    await close(AUGUST);
    for (const heater of HEATERS)
      await ledger.told(heater, 1, {
        readings: [
          [toMs, 97_350, 0],
          [SEPTEMBER.toMs - 24 * HOUR_MS, 197_350, 0],
          [SEPTEMBER.toMs + HOUR_MS, 197_350, 0],
        ],
      });
    await close(SEPTEMBER);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  const of = (party: string, period = month): Promise<readonly DocumentRow[]> =>
    ledger.documents(period, party);

  test('without the estimate the close is refused, and says whose reading is missing', () => {
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).toContain('READING_MISSING');
  });

  test('the closed statement stays as it was', async () => {
    expect(await ledger.lines(month, OWNER)).toMatchObject([{ amountCents: 2_401 }]);
  });

  test('an owner outside VAT is credited 4.53 less, by a correction that cites it', async () => {
    const [statement] = await of(OWNER);
    const correction = (await of(OWNER, SEPTEMBER.month)).find(({ kind }) => kind === 'repayment-correction');
    expect(correction).toMatchObject({ gross: { amount: '4.53' } });
    const { cites } = await ledger.get<{ cites: readonly { number: string }[] }>(
      `/v1/documents/${correction!.series}/${correction!.number}`,
    );
    expect(cites.map(({ number }) => number)).toEqual([statement!.number]);
  });

  test('a resident is asked for nothing: it is taken from the next credit', async () => {
    expect(await of('guessed')).toMatchObject([{ gross: { amount: '24.01' } }]);
    expect(await of('guessed', SEPTEMBER.month)).toMatchObject([
      { kind: 'repayment-statement', gross: { amount: '15.48' } },
    ]);
  });
});
