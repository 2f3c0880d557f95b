import { LedgerOfATest, type Money, PATIENCE_MS } from '../scenarios/ledger-of-a-test.js';
import { OWNER, givenCompany, supplyPoint } from '../scenarios/world-of-a-test.js';
import { ConstantHeat } from './constant-heat.js';
import { GRID, electricityList, givenHeaterAt, givenMeter } from './electricity-of-a-case.js';
import { inParis, monthOfParis } from './months.js';

interface Cost {
  readonly own: {
    readonly rows: readonly {
      readonly priceCell: string;
      readonly energyWh: number;
      readonly figure: Money;
    }[];
    readonly energyWh: number;
    readonly figure: Money;
  };
  readonly pending: readonly { readonly reason: string; readonly energyWh: number }[];
}

/** Domain cases 1, 2, 3 and 13: what hours cost, over clock changes, Tempo days, price changes and odd windows. */
describe('what constant heat costs', () => {
  let ledger: LedgerOfATest;

  const costOf = (number: number, from: string, to = from): Promise<Cost> =>
    ledger.get<Cost>(`/v1/supply-points/${supplyPoint(number)}/cost?from=${from}&to=${to}`);
  const whOf = async (number: number, day: string): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries((await costOf(number, day)).own.rows.map((row) => [row.priceCell, row.energyWh]));

  async function installed(
    number: number,
    day: string,
    meter: Parameters<typeof givenMeter>[2],
  ): Promise<ConstantHeat> {
    const prm = await givenMeter(ledger, number, meter);
    await givenHeaterAt(ledger, `heater-${number}`, prm, inParis(day));
    return new ConstantHeat(ledger, `heater-${number}`);
  }

  async function close(month: string): Promise<void> {
    const closed = await ledger.closeMonth(monthOfParis(month));
    if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  }

  describe('on days of 23, 24 and 25 hours', () => {
    beforeAll(async () => {
      ledger = await LedgerOfATest.open(inParis('2026-03-20') + 60_000);
      await givenCompany(ledger);
      for (const option of ['hphc', 'tempo']) await ledger.given(electricityList(option, GRID[option]!));
      await ledger.given([
        'publish-tempo-colours',
        {
          days: [
            { day: '2026-03-23', colour: 'blue' },
            { day: '2026-03-24', colour: 'red' },
          ],
          source: 'calendar of the grid operator',
        },
      ]);
      const tempo = await installed(2, '2026-03-20', { option: 'tempo', tariff: 'tempo' });
      await tempo.draws(500, inParis('2026-03-23'), inParis('2026-03-26'));
      const odd = await installed(13, '2026-03-20', {
        option: 'hphc',
        tariff: 'hphc',
        windows: ['22:38-06:38'],
      });
      await odd.draws(600, inParis('2026-03-25', 12), inParis('2026-03-27', 12), 7);
      const night = await installed(1, '2026-03-20', {
        option: 'hphc',
        tariff: 'hphc',
        windows: ['22:00-06:00'],
      });
      await night.draws(500, inParis('2026-03-28', 12), inParis('2026-03-30', 12));
      await night.draws(500, inParis('2026-10-24', 12), inParis('2026-10-26', 12));
    }, PATIENCE_MS);
    afterAll(() => ledger.close());

    test('1: the day of 25 hours has nine off-peak hours: 2.43 EUR', async () => {
      expect(await whOf(1, '2026-10-25')).toEqual({ hp: 8_000, hc: 4_500 });
      expect((await costOf(1, '2026-10-25')).own.figure.amount).toBe('2.43');
    });

    test('1: the day of 23 hours has seven: 2.27 EUR', async () => {
      expect(await whOf(1, '2026-03-29')).toEqual({ hp: 8_000, hc: 3_500 });
      expect((await costOf(1, '2026-03-29')).own.figure.amount).toBe('2.27');
    });

    test('2: a red day begins at six in the morning: 6.40 EUR', async () => {
      expect(await whOf(2, '2026-03-24')).toEqual({ 'blue-hc': 3_000, 'red-hp': 8_000, 'red-hc': 1_000 });
      expect((await costOf(2, '2026-03-24')).own.figure.amount).toBe('6.40');
    });

    test('2: as lines it is 0.41 + 5.84 + 0.16', async () => {
      const { rows } = (await costOf(2, '2026-03-24')).own;
      expect(Object.fromEntries(rows.map((row) => [row.priceCell, row.figure.amount]))).toEqual({
        'blue-hc': '0.41',
        'red-hp': '5.84',
        'red-hc': '0.16',
      });
    });

    test('a day without a colour is pending, visibly, until the colour comes', async () => {
      const before = await costOf(2, '2026-03-25');
      expect(before.own.energyWh).toBe(3_000);
      expect(before.pending).toEqual([{ reason: 'NO_COLOUR', energyWh: 9_000 }]);
      await ledger.given([
        'publish-tempo-colours',
        { days: [{ day: '2026-03-25', colour: 'white' }], source: 'late' },
      ]);
      const after = await costOf(2, '2026-03-25');
      expect(after.pending).toEqual([]);
      expect(after.own.energyWh).toBe(12_000);
    });

    test('13: windows at odd minutes part a day to the Wh', async () => {
      expect(await whOf(13, '2026-03-26')).toEqual({ hp: 9_600, hc: 4_800 });
    });
  });

  describe('over a change of prices', () => {
    beforeAll(async () => {
      ledger = await LedgerOfATest.open(inParis('2026-07-01') + 60_000);
      await givenCompany(ledger);
      await ledger.given(
        electricityList('base-6', [['base', '0.1940']]),
        electricityList('base-6', GRID.base!, '2026-08-01'),
        electricityList('private', [['base', '0.1940']]),
        electricityList('private', [['base', '0.2500']], '2026-07-16'),
      );
      const span = [inParis('2026-07-16'), inParis('2026-08-15')] as const;
      const heat = await installed(3, '2026-07-01', { option: 'base', tariff: 'base-6' });
      await heat.draws(0, inParis('2026-07-01'), span[0], 24 * 60);
      await heat.draws(500, ...span);
      await heat.draws(0, span[1], inParis('2026-09-01', 1), 24 * 60);
      const other = await installed(4, '2026-07-01', { option: 'base', tariff: 'private' });
      await other.draws(500, inParis('2026-07-10'), inParis('2026-07-20'));
      await other.draws(0, inParis('2026-07-20'), inParis('2026-09-01', 1), 24 * 60);
      await close('2026-07');
      await close('2026-08');
    }, PATIENCE_MS);
    afterAll(() => ledger.close());

    test('3: as a span 192 and 168 kWh cost 70.86 EUR', async () => {
      const cost = await costOf(3, '2026-07-16', '2026-08-14');
      expect(cost.own.rows.map((row) => row.energyWh)).toEqual([192_000, 168_000]);
      expect(cost.own.figure.amount).toBe('70.86');
    });

    const linesAt = async (month: string, number: number): Promise<number[]> =>
      (await ledger.lines(month, OWNER))
        .filter((line) => line.label.includes(supplyPoint(number)))
        .map((line) => line.amountCents);

    test('3: as documents July is 37.25 and August 33.62', async () => {
      expect(await linesAt('2026-07', 3)).toEqual([3_725]);
      expect(await linesAt('2026-08', 3)).toEqual([3_362]);
    });

    test('3: a list that changes on the 16th makes two lines in one document', async () => {
      expect(await linesAt('2026-07', 4)).toEqual([13_97, 12_00]);
    });
  });
});
