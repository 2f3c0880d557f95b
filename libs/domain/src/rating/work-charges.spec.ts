import type { FactEvent } from '#domain/facts';
import type { SealedWork } from '#events';
import { client, contract, factsOf, grant } from '../../../../test/samples/heated-block.js';
import { component, packagesOf, priced, sealedWork, workOn } from '../../../../test/samples/priced-work.js';
import { forgoneOf } from './forgone.js';
import { rateUsage } from './rate-usage.js';

type Terms = NonNullable<Parameters<typeof contract>[2]>;
const perUnit = (eur: number, changes = {}) => component('per-unit', [[null, eur]], changes);
const rated = (prices: FactEvent[], terms: Terms, work: readonly SealedWork[], period = '2026-06') =>
  rateUsage(
    factsOf(client('lab'), ...prices, contract('lab', 'lab-1', { priceList: 'list', ...terms })),
    period,
    [sealedWork(...work)],
  ).charges;
const list = (components: Parameters<typeof priced>[2], day = '2026-01-01', unit?: 'ghz-hour') =>
  priced('list', day, components, unit);
const shown = (...of: Parameters<typeof rated>) =>
  rated(...of).map(({ quantityText, unit, priceEur, amountCents }) => [
    quantityText,
    unit,
    priceEur,
    amountCents,
  ]);
const june = (coreHours: number, changes: Partial<SealedWork> = {}) =>
  workOn('2026-06-10', coreHours, changes);

describe('components', () => {
  const prices = [
    list([
      perUnit(1),
      perUnit(2, { model: 'epyc' }),
      perUnit(3, { plan: 'express' }),
      perUnit(4, { plan: 'express', model: 'epyc' }),
    ]),
  ];

  test('the most specific prices work: plan and model, then plan, then model, then any', () => {
    const work = [
      june(1),
      june(1, { model: 'epyc' }),
      june(1, { plan: 'express' }),
      june(1, { plan: 'express', model: 'epyc' }),
    ];
    const lines = rated(prices, {}, work).map(({ key, amountCents }) => [key, amountCents]);
    expect(lines).toEqual([
      ['2026-06|work|lab-1|usage|list@2026-01-01', 100],
      ['2026-06|work|lab-1|usage|list@2026-01-01|express|epyc|t01', 400],
      ['2026-06|work|lab-1|usage|list@2026-01-01|express||t01', 300],
      ['2026-06|work|lab-1|usage|list@2026-01-01||epyc|t01', 200],
    ]);
  });

  test('each component counts its own tiers', () => {
    const tiers: Parameters<typeof component>[1] = [
      [10, 2],
      [null, 1],
    ];
    const two = [list([component('graduated', tiers), component('graduated', tiers, { plan: 'express' })])];
    const amounts = rated(two, {}, [june(15), june(12, { plan: 'express' })]).map((line) => line.amountCents);
    expect(amounts).toEqual([2000, 200, 2000, 500]);
  });

  test('GHz-hours are counted in GHz-seconds', () => {
    const ghz = [list([perUnit(0.01)], '2026-01-01', 'ghz-hour')];
    expect(shown(ghz, { unit: 'ghz-hour' }, [june(10)])).toEqual([['108000.000', 'GHz-second', '0.01', 30]]);
  });
});

describe('a new price inside the month', () => {
  test('volume: the tier of the whole month, each part at its own price', () => {
    const volume = (low: number, high: number): ReturnType<typeof component> =>
      component('volume', [
        [100, low, 5],
        [null, high, 7],
      ]);
    const prices = [list([volume(3, 2)]), list([volume(2, 1)], '2026-06-15')];
    expect(rated(prices, {}, [june(80), workOn('2026-06-20', 40)]).map((line) => line.amountCents)).toEqual([
      16000, 4000, 700,
    ]);
  });

  test('a package begun before holds what comes after; the next costs the new price', () => {
    const prices = [list([packagesOf(100, 2)]), list([packagesOf(100, 3)], '2026-06-15')];
    expect(shown(prices, {}, [june(150), workOn('2026-06-20', 60)])).toEqual([
      ['2', 'package', '2', 400],
      ['1', 'package', '3', 300],
    ]);
  });

  test('the fee of a tier is due once, at the price under which it is entered', () => {
    const fee = (eur: number): ReturnType<typeof component> => component('graduated', [[null, 1, eur]]);
    const prices = [list([fee(50)]), list([fee(60)], '2026-06-15')];
    expect(rated(prices, {}, [june(1), workOn('2026-06-20', 1)]).map((line) => line.amountCents)).toEqual([
      100, 100, 5000,
    ]);
    expect(rated(prices, {}, [workOn('2026-06-20', 1)]).map((line) => line.amountCents)).toEqual([100, 6000]);
  });
});

describe('terms', () => {
  const prices = [list([perUnit(0.05)]), list([perUnit(0.06)], '2026-06-15')];

  test('an allowance is deducted first, the earliest days first', () => {
    const work = [june(8), workOn('2026-06-20', 10)];
    expect(shown(prices, { allowanceUnits: '10' }, work)).toEqual([['28800.000', 'core-second', '0.06', 48]]);
  });

  test('a discount makes the price, rounded to six decimals half away from zero', () => {
    const odd = [list([perUnit(0.045455)])];
    expect(shown(odd, { discountPercent: '10' }, [june(1000)])).toEqual([
      ['3600000.000', 'core-second', '0.04091', 4091],
    ]);
    const tie = [list([perUnit(0.000005)])];
    expect(rated(tie, { discountPercent: '10' }, [june(1)])[0]?.priceEur).toBe('0.000005');
  });

  test('a discount is on fees, packages and reserved capacity too; a minimum is compared after it', () => {
    const fees = [list([component('package', [[null, 10, 20]], { packageUnits: '100' })])];
    const terms = {
      discountPercent: '50',
      minimumEurPerMonth: '100',
      reserved: { units: '10', eurPerUnit: '2' },
    };
    expect(shown(fees, terms, [june(1)])).toEqual([
      ['1', 'package', '5', 500],
      ['1', 'one', '10', 1000],
      ['36000.000', 'core-second', '1', 1000],
      ['1', 'one', '75.00', 7500],
    ]);
  });

  const reserved = { units: '100', eurPerUnit: '0.03' };
  test('reserved capacity is paid whether used or not, and includes work of plan reserved only', () => {
    expect(shown(prices, { reserved }, [])).toEqual([['360000.000', 'core-second', '0.03', 300]]);
    const work = [june(120, { plan: 'reserved' }), june(10)];
    expect(shown(prices, { reserved }, work)).toEqual([
      ['108000.000', 'core-second', '0.05', 150],
      ['360000.000', 'core-second', '0.03', 300],
    ]);
  });

  test('beyond it, a component of plan reserved prices it, if there is one', () => {
    const own = [list([perUnit(0.05), perUnit(0.04, { plan: 'reserved' })])];
    expect(shown(own, { reserved }, [june(120, { plan: 'reserved' })])).toEqual([
      ['72000.000', 'core-second', '0.04', 80],
      ['360000.000', 'core-second', '0.03', 300],
    ]);
  });

  test.each([
    ['begun on the 16th', { from: '2026-06-16' }, '180000.000', 150],
    ['ended on the 10th', { to: '2026-06-10' }, '120000.000', 100],
    ['renewed since', { to: '2026-03-31', renewalMonths: 1 }, '360000.000', 300],
  ])('reserved capacity of a contract %s is pro-rated by calendar days', (_what, span, quantity, cents) => {
    expect(shown(prices, { reserved, ...span }, [])).toEqual([[quantity, 'core-second', '0.03', cents]]);
  });

  test('a contract that is over owes neither minimum nor reserved capacity; work that counts late is priced', () => {
    const terms = { reserved, minimumEurPerMonth: '10', to: '2026-05-31' };
    expect(shown(prices, terms, [])).toEqual([]);
    expect(shown(prices, terms, [workOn('2026-05-30', 100)])).toEqual([
      ['360000.000', 'core-second', '0.05', 500],
    ]);
  });

  test('a client who cannot be invoiced is named also where nothing was computed', () => {
    const facts = factsOf(
      client('lab', { country: 'DE', vatNumber: null }),
      contract('lab', 'lab-1', { minimumEurPerMonth: '10' }),
    );
    expect(rateUsage(facts, '2026-06', []).obstacles).toEqual([
      { party: 'lab', reason: 'EU_BUYER_WITHOUT_VAT_NUMBER' },
    ]);
  });
});

describe('what a grant gives away', () => {
  const free = (coreHours: number, changes: Partial<SealedWork> = {}) =>
    june(coreHours, { contract: 'gift', status: 'free', reason: 'GRANT', ...changes });
  const forgone = (prices: FactEvent[], work: SealedWork[]) =>
    forgoneOf(factsOf(client('lab'), grant('lab', 'gift'), ...prices), work).map(
      ({ contract: id, coreMs, valueCents, unpricedCoreMs }) => [id, coreMs, valueCents, unpricedCoreMs],
    );

  test('is worth what a contract on its list would pay; other work is none of it', () => {
    expect(forgone([], [free(100), free(50), june(10)])).toEqual([['gift', 540_000_000, 750, 0]]);
    const tiers = priced('core', '2026-01-01', [
      component('graduated', [
        [100, 2, 5],
        [null, 1],
      ]),
    ]);
    expect(forgone([tiers], [free(100), free(50)])).toEqual([['gift', 540_000_000, 25_500, 0]]);
  });

  test('work that the list does not price is told apart', () => {
    const gpus = priced('core', '2026-01-01', [perUnit(1, { plan: 'gpu' })]);
    expect(forgone([gpus], [free(1), free(2, { plan: 'gpu' })])).toEqual([
      ['gift', 10_800_000, 200, 3_600_000],
    ]);
  });
});
