import fc from 'fast-check';
import { client, contract, factsOf } from '../../../../test/samples/heated-block.js';
import { component, packagesOf, priced, sealedWork, workOn } from '../../../../test/samples/priced-work.js';
import type { PriceComponent } from '#domain/compute-contracts';
import { Decimal } from '#domain/quantity';
import { rateUsage } from '#domain/rating';
import type { DocumentLine, SealedHeater, SealedWork } from '#events';
import { lineOf } from './lines.js';
import { UsageBehind, type LineUsage } from './usage-behind.js';

const MAY = '2026-05';
const ONE_PRICE = [component('per-unit', [[null, 0.05]])];
const TIERS = [
  component('graduated', [
    [10, 10, 2],
    [20, 5],
    [null, 1],
  ]),
];
type Terms = Parameters<typeof contract>[2];
const work = (hours: number, changes: Partial<SealedWork> = {}): SealedWork =>
  workOn(`${MAY}-02`, hours, { priceList: 'cases', ...changes });
const heater = (name: string, ...rows: SealedWork[]): SealedHeater => ({
  ...sealedWork(...rows),
  heater: name,
});

/** The lines that May makes of these heaters, and what stands behind each. */
function behind(components: readonly PriceComponent[], terms: Terms, heaters: readonly SealedHeater[]) {
  const facts = factsOf(
    client('lab'),
    priced('cases', '2026-01-01', components),
    contract('lab', 'lab-1', { priceList: 'cases', ...terms }),
  );
  const lines = rateUsage(facts, MAY, heaters).charges.map((charge) => lineOf(charge, facts, 'en'));
  const usage = new UsageBehind(facts, MAY);
  for (const one of heaters) usage.add(one);
  return { lines, usage, rows: usage.rowsOf(lines) };
}
const told = ({ line, heater: name, quantity, amountCents }: LineUsage) => [
  line,
  name,
  quantity,
  amountCents,
];

/** Every row of a line adds up to it, quantity and amount. */
function expectWhole(lines: readonly DocumentLine[], rows: readonly LineUsage[]): void {
  lines.forEach(({ quantity, amountCents }, at) => {
    const own = rows.filter(({ line }) => line === at + 1);
    const sum = own.reduce((total, row) => total.plus(row.quantity), new Decimal(0));
    expect(sum.equals(quantity)).toBe(true);
    expect(own.reduce((total, row) => total + row.amountCents, 0)).toBe(amountCents);
  });
}

describe('the usage behind a line', () => {
  test('is what each heater did for it, in its unit', () => {
    const { rows } = behind(ONE_PRICE, {}, [heater('right', work(1)), heater('left', work(2))]);
    expect(rows.map(told)).toEqual([
      [1, 'left', '7200.000', 10],
      [1, 'right', '3600.000', 5],
    ]);
    expect(rows[0]).toMatchObject({ contract: 'lab-1', supplyPoint: null, unit: 'core-second' });
  });

  test('of a line of one plan is the work of that plan alone', () => {
    const plans = [
      component('per-unit', [[null, 1]], { plan: 'cpu' }),
      component('per-unit', [[null, 3]], { plan: 'gpu' }),
    ];
    const { rows } = behind(plans, {}, [heater('a', work(1)), heater('b', work(2, { plan: 'gpu' }))]);
    expect(rows.map(told)).toEqual([
      [1, 'a', '3600.000', 100],
      [2, 'b', '7200.000', 600],
    ]);
  });

  test('tiers share the same work; their fees, a minimum and what is reserved have no heater', () => {
    const terms = { minimumEurPerMonth: '1000' };
    const { lines, rows } = behind(TIERS, terms, [heater('a', work(10)), heater('b', work(10))]);
    expect(rows.map(({ line, heater: name }) => [line, name])).toEqual([
      [1, 'a'],
      [1, 'b'],
      [2, 'a'],
      [2, 'b'],
      [3, null],
      [4, null],
    ]);
    expectWhole(lines, rows);
  });

  test('of begun packages is a share of them', () => {
    const { lines, rows } = behind([packagesOf(10, 7)], {}, [heater('a', work(10)), heater('b', work(1))]);
    expect(lines[0]).toMatchObject({ quantity: '2', unit: 'package' });
    expect(rows.map(({ quantity }) => quantity)).toEqual(['1.818', '0.182']);
  });

  test('of an adjustment of an earlier month is none of this month', () => {
    const { lines, usage } = behind(ONE_PRICE, {}, [heater('a', work(1))]);
    const adjusts = {} as DocumentLine['adjusts'];
    expect(usage.rowsOf([{ ...lines[0]!, adjusts }]).map(told)).toEqual([[1, null, '3600.000', 5]]);
  });

  test('adds up to every line, whatever is priced how', () => {
    const hours = fc.integer({ min: 0, max: 50_000 }).map((milli) => milli / 1000);
    const prices = fc.constantFrom(ONE_PRICE, TIERS, [packagesOf(3, 2)]);
    const allowance = fc.constantFrom(null, '1', '7.5');
    fc.assert(
      fc.property(prices, allowance, fc.array(hours, { maxLength: 6 }), (components, allowanceUnits, all) => {
        const heaters = all.map((one, at) => heater(`h${at}`, work(one)));
        const { lines, rows } = behind(components, { allowanceUnits }, heaters);
        expectWhole(lines, rows);
      }),
      { numRuns: 60 },
    );
  });
});
