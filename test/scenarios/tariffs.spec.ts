import { addDays } from '#domain/calendar';
import { ConstantHeat } from '../cases/constant-heat.js';
import { GRID, electricityList, givenHeaterAt, givenMeter } from '../cases/electricity-of-a-case.js';
import { AUGUST, LedgerOfATest, PATIENCE_MS, SEPTEMBER } from './ledger-of-a-test.js';
import { OWNER, givenCompany, supplyPoint } from './world-of-a-test.js';

const { fromMs, toMs, month } = AUGUST;

interface Problem {
  readonly code: string;
  readonly field: string;
  readonly errors?: readonly { readonly code: string; readonly field: string }[];
}

const days = (from: string, to: string, colour: string) => {
  const all: { day: string; colour: string }[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) all.push({ day, colour });
  return ['publish-tempo-colours', { days: all, source: 'grid operator' }] as const;
};
const hourly = (day: string, inclTaxEurPerKwh: string, hours = 24) => ({
  priceList: 'spot',
  day,
  acciseEurPerKwh: '0.03085',
  vatRate: '20',
  hours: Array.from({ length: hours }, () => ({ inclTaxEurPerKwh, energyEurPerKwh: '0.04' })),
  source: 'auction',
});

/**
 * August with a Tempo meter at 500 W and an hourly one at 1 000 W: a colour and a day of prices are missing. Both are
 * mended after the close, one late and one corrected.
 */
describe('a month whose prices and colours come late', () => {
  let ledger: LedgerOfATest;
  const heaters: ConstantHeat[] = [];

  const refusal = async (name: string, data: object): Promise<string> => {
    const { body } = await ledger.post(`/v1/commands/${name}`, data);
    return `${(body as Problem).code} ${(body as Problem).field}`;
  };
  /** Amounts of the owner's lines in a month, by what its labels say of the hours. */
  async function cents(of: string): Promise<readonly (readonly [string, number])[]> {
    const documents = await ledger.documents(of, OWNER);
    const lines = await Promise.all(
      documents.map(({ series, number }) =>
        ledger.get<{ lines: readonly { label: string; amountCents: number }[] }>(
          `/v1/documents/${series}/${number}`,
        ),
      ),
    );
    return lines
      .flatMap((document) => document.lines)
      .map(({ label, amountCents }) => [/\(([^)]*)\)/.exec(label)?.[1] ?? label, amountCents] as const);
  }

  beforeAll(async () => {
    ledger = await LedgerOfATest.open();
    await givenCompany(ledger);
    await ledger.given(electricityList('tempo', GRID['tempo']!), [
      'publish-spot-prices',
      hourly('2026-08-01', '0.10'),
    ]);
    for (const [number, option] of ['tempo', 'spot'].entries()) {
      const prm = await givenMeter(ledger, number + 1, {
        option,
        tariff: option,
        agreement: { from: '2026-08-01' },
      });
      await givenHeaterAt(ledger, `heater-${option}`, prm, fromMs);
      heaters.push(new ConstantHeat(ledger, `heater-${option}`));
    }
    await ledger.given(
      days('2026-07-31', '2026-08-10', 'blue'),
      days('2026-08-12', '2026-08-31', 'blue'),
      ...Array.from(
        { length: 29 },
        (_, n) => ['publish-spot-prices', hourly(addDays('2026-08-02', n), '0.10')] as const,
      ),
    );
    for (const [n, heater] of heaters.entries()) await heater.draws(500 * (n + 1), fromMs, toMs);
  }, PATIENCE_MS);
  afterAll(() => ledger.close());

  test('what cannot be is refused, with its field', async () => {
    const prm = supplyPoint(1);
    expect(
      await refusal('set-supply-point-tariff', { supplyPoint: prm, from: '2026-08-01', priceList: 'spot' }),
    ).toBe('PRICE_CELLS_DO_NOT_FIT priceList');
    const windows = { supplyPoint: prm, from: '2026-08-01', summer: ['22:00-06:00'], peak: [] };
    expect(
      await refusal('set-off-peak-windows', { ...windows, winter: ['22:00-06:00', '05:00-07:00'] }),
    ).toBe('WINDOWS_OVERLAP winter.1');
    expect(await refusal('publish-spot-prices', hourly('2026-10-25', '0.10'))).toBe('SPOT_HOURS_WRONG hours');
    expect(await refusal('correct-spot-prices', { ...hourly('2026-09-09', '0.10'), reason: 'none' })).toBe(
      'NOTHING_TO_CORRECT day',
    );
  });

  test(
    'the close names what is missing; with the colour set aside and the prices published it issues the rest',
    async () => {
      const refused = await ledger.closeMonth(AUGUST);
      expect(JSON.stringify(refused.body)).toContain('COLOUR_MISSING');
      expect(JSON.stringify(refused.body)).toContain('electricity/spot/2026-08-31');
      await ledger.given(
        ['publish-spot-prices', hourly('2026-08-31', '0.10')],
        [
          'set-missing-price-aside',
          { priceList: 'tempo-calendar', from: '2026-08-11', to: '2026-08-11', reason: 'late' },
        ],
      );
      expect(await ledger.closeMonth(AUGUST)).toMatchObject({ status: 200 });
      // 30 of 31 Tempo days: 120 kWh off-peak at 0.1356, 240 kWh peak at 0.1654; 744 kWh at 0.10.
      expect(await cents(month)).toEqual([
        ['jours bleus, heures creuses', 1627],
        ['jours bleus, heures pleines', 3970],
        ['prix horaires', 7440],
      ]);
    },
    PATIENCE_MS,
  );

  test(
    'the colour comes and hourly prices are corrected: a late line and an adjustment in the next close',
    async () => {
      for (const heater of heaters) await heater.draws(0, toMs, SEPTEMBER.toMs, 24 * 60);
      await ledger.given(
        days('2026-08-11', '2026-08-11', 'white'),
        days('2026-09-01', '2026-09-30', 'blue'),
        ['correct-spot-prices', { ...hourly('2026-08-20', '0.15'), reason: 'published anew' }],
      );
      expect(await ledger.closeMonth(SEPTEMBER)).toMatchObject({ status: 200 });
      // 4 kWh at 0.1536 and 8 at 0.1921; 24 kWh at 0.05 more.
      const [whiteOffPeak, whitePeak, adjustment, ...others] = await cents(SEPTEMBER.month);
      expect([whiteOffPeak, whitePeak]).toEqual([
        ['jours blancs, heures creuses', 61],
        ['jours blancs, heures pleines', 154],
      ]);
      expect(adjustment?.[1]).toBe(120);
      expect(others).toEqual([]);
    },
    PATIENCE_MS,
  );
});
