import { energyInSpan } from '#domain/attribution';
import type { FactEvent } from '#domain/facts';
import {
  POINT_A,
  agreement,
  at,
  commissioned,
  contract,
  client,
  electricity,
  factsOf,
  heldByOwner,
  installed,
  owner,
  tariff,
} from '../../../../test/samples/heated-block.js';
import { cellsOf, metered, workAt } from '../../../../test/samples/metered-block.js';
import { spanCost } from './span-cost.js';
import { workCost } from './work-cost.js';

const cell = (name: string, inclTaxEurPerKwh: string) => ({
  cell: name,
  inclTaxEurPerKwh,
  energyEurPerKwh: '0.1',
  acciseEurPerKwh: '0.03085',
  vatRate: '20',
});
const list = (priceList: string, ...cells: ReturnType<typeof cell>[]): FactEvent => ({
  type: 'ElectricityPriceSet',
  data: { priceList, from: '2026-01-01', cells, source: 'a published grid' },
});
const option = (name: 'hphc' | 'tempo'): FactEvent => ({
  type: 'SupplyPointOptionSet',
  data: { supplyPoint: POINT_A, from: '2026-01-01', option: name, subscribedKva: 6 },
});
const NIGHT = ['22:00-06:00'];
const windows: FactEvent = {
  type: 'OffPeakWindowsSet',
  data: { supplyPoint: POINT_A, from: '2026-01-01', winter: NIGHT, summer: NIGHT, peak: [] },
};

const place = [
  owner('habitat'),
  heldByOwner(POINT_A, 'habitat'),
  agreement(POINT_A),
  commissioned('h1'),
  installed('h1', POINT_A, 'a1'),
];
/** 500 W throughout. */
const constant = (from: string, to: string) =>
  metered('h1', { cells: cellsOf('h1', [{ fromMs: at(from), toMs: at(to), mainWhPerHalfHour: 250 }]) });

const costOf = (from: string, to: string, ...events: FactEvent[]) => {
  const facts = factsOf(...place, ...events);
  const usage = constant('2026-01-01', '2026-12-01');
  return spanCost(facts, energyInSpan(usage, facts, { from, to }));
};

describe('the cost of any days', () => {
  test('over a change of price is exact per version, and a figure rounded once (case 3)', () => {
    const { own, credit, pending } = costOf('2026-07-16', '2026-08-14');
    expect(own.rows.map((row) => [row.version, row.energyWh, row.exactEur.toFixed(), row.cents])).toEqual([
      ['base6@2026-02-01', 192_000, '37.248', 3725],
      ['base6@2026-08-01', 168_000, '33.6168', 3362],
    ]);
    expect([own.total.exactEur.toFixed(), own.total.cents]).toEqual(['70.8648', 7086]);
    // Rounded line by line, as documents do, it would be a cent more.
    expect(own.rows.reduce((sum, row) => sum + row.cents, 0)).toBe(7087);
    expect(credit.total.cents).toBe(7086);
    expect(pending).toEqual([]);
  });

  const hphc = [list('hphc', cell('hp', '0.2142'), cell('hc', '0.1589')), option('hphc'), windows];
  test.each([
    ['2026-10-25', '2026-10-25', 4_500, 8_000],
    ['2026-03-29', '2026-03-29', 3_500, 8_000],
    ['2026-10-24', '2026-10-26', 12_500, 24_000],
  ])('days of 25 and 23 hours, %s to %s: %i Wh off-peak, %i Wh peak (case 1)', (from, to, hcWh, hpWh) => {
    const { own } = costOf(from, to, ...hphc, tariff(POINT_A, 'hphc'));
    expect(own.rows.map((row) => [row.priceCell, row.energyWh])).toEqual([
      ['hc', hcWh],
      ['hp', hpWh],
    ]);
  });

  test('a Tempo day is no civil day: the hours before 06:00 bear the colour of the day before (case 2)', () => {
    const colours: FactEvent = {
      type: 'TempoColoursPublished',
      data: {
        days: [
          { day: '2026-01-14', colour: 'blue' },
          { day: '2026-01-15', colour: 'red' },
        ],
        source: 'the calendar',
      },
    };
    const prices = list(
      'tempo',
      ...['blue', 'white', 'red'].flatMap((one) => [cell(`${one}-hp`, '0.7'), cell(`${one}-hc`, '0.1')]),
    );
    const ask = (...events: FactEvent[]) =>
      costOf('2026-01-15', '2026-01-15', prices, option('tempo'), tariff(POINT_A, 'tempo'), ...events);
    expect(ask(colours).own.rows.map((row) => [row.priceCell, row.energyWh])).toEqual([
      ['blue-hc', 3_000],
      ['red-hc', 1_000],
      ['red-hp', 8_000],
    ]);
    expect(ask().pending).toEqual([{ reason: 'NO_COLOUR', energyWh: 12_000 }]);
  });

  test('energy that is not credited costs nevertheless; the reason is told', () => {
    const { own, credit, uncredited } = costOf(
      '2026-08-10',
      '2026-08-10',
      agreement(POINT_A, { agreement: 'ag-2', from: '2026-02-01', registers: { main: false, aux: false } }),
    );
    expect([own.total.energyWh, credit.total.energyWh]).toEqual([12_000, 0]);
    expect(uncredited).toEqual([{ reason: 'MAIN_NOT_AGREED', energyWh: 12_000 }]);
  });

  test('a list that has no price before a day leaves the days before without cost, and says so', () => {
    const { own, pending } = costOf(
      '2026-04-30',
      '2026-05-01',
      electricity('late', '2026-05-01', '0.2'),
      tariff(POINT_A, 'late'),
    );
    expect(own.total.energyWh).toBe(12_000);
    expect(pending).toEqual([{ reason: 'NO_PRICE', energyWh: 12_000 }]);
  });
});

describe('the worth of work over any days', () => {
  const facts = factsOf(...place, client('lab'), contract('lab', 'lab-1'));
  const usage = metered('h1', {
    work: [
      workAt('h1', at('2026-08-10', 600), 'lab-1', 3_600_000 * 384),
      workAt('h1', at('2026-08-12', 600), 'lab-1', 3_600_000, 'failed'),
      workAt('h1', at('2026-08-20', 600), 'lab-1', 3_600_000),
    ],
  });

  test('is that of the days themselves: 384 core-hours at 0.05 (case 9)', () => {
    const cost = workCost(facts, 'lab-1', [usage], { from: '2026-08-10', to: '2026-08-15' });
    expect(cost.charges.map((charge) => [charge.quantityText, charge.amountCents])).toEqual([
      ['1382400.000', 1920],
    ]);
    expect(cost.unbilled).toEqual([{ reason: 'NOT_COMPLETED', coreMs: 3_600_000 }]);
    expect(cost.cents).toBe(1920);
  });
});
