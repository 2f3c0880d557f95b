import { vatCents } from '#domain/quantity';
import type { FactEvent } from '#domain/facts';
import type { SealedWork } from '#events';
import { client, contract, factsOf } from '../../../../test/samples/heated-block.js';
import { component, packagesOf, priced, sealedWork, workOn } from '../../../../test/samples/priced-work.js';
import { rateUsage } from './rate-usage.js';

/** Prices of the list `cases`, on which the contract lab-1 is signed. */
const LIST = 'cases';
type Terms = Parameters<typeof contract>[2];
const charges = (prices: FactEvent[], terms: Terms, period: string, work: readonly SealedWork[]) => {
  const signed = contract('lab', 'lab-1', { priceList: LIST, ...terms });
  return rateUsage(factsOf(client('lab'), ...prices, signed), period, [sealedWork(...work)]).charges;
};
const eur = (cents: number): string => (cents / 100).toFixed(2);
const amounts = (...of: Parameters<typeof charges>): string[] =>
  charges(...of).map(({ amountCents }) => eur(amountCents));
const total = (...of: Parameters<typeof charges>): string =>
  eur(charges(...of).reduce((sum, { amountCents }) => sum + amountCents, 0));
const from = (components: Parameters<typeof priced>[2], day = '2026-01-01'): FactEvent =>
  priced(LIST, day, components);
const may = (units: number, day = '2026-05-02'): SealedWork => workOn(day, units);

const GRADUATED = component('graduated', [
  [10, 10, 2],
  [20, 5, 3],
  [null, 5, 3],
]);
const VOLUME = component('volume', [
  [100, 2, 10],
  [200, 1],
  [null, 0.5, 50],
]);
const FEES = component('graduated', [
  [5, 0, 100],
  [10, 0, 50],
  [15, 5],
  [null, 1],
]);

describe('billing cases', () => {
  test.each([
    [1, '12.00'],
    [10, '102.00'],
    [11, '110.00'],
    [12, '115.00'],
    [21, '163.00'],
    [10.5, '107.50'],
    [0, '0.00'],
  ])('1: graduated, %d units are %s: fractions have no gap, no usage no fee', (units, expected) => {
    expect(total([from([GRADUATED])], {}, '2026-05', [may(units)])).toBe(expected);
  });

  test.each([
    [100, '210.00'],
    [101, '101.00'],
    [300, '200.00'],
  ])('2: volume, %d units are %s', (units, expected) => {
    expect(total([from([VOLUME])], {}, '2026-05', [may(units)])).toBe(expected);
  });

  test.each([
    [null, '1300.00'],
    ['10', '1200.00'],
    ['200', '0.00'],
  ])('3: 121 units in packages of 10, %s free, are %s', (allowanceUnits, expected) => {
    expect(total([from([packagesOf(10, 100)])], { allowanceUnits }, '2026-05', [may(121)])).toBe(expected);
  });

  test('4: 22 units are 182; the last 10 of them add 22', () => {
    expect(total([from([FEES])], {}, '2026-05', [may(22)])).toBe('182.00');
    expect(total([from([FEES])], {}, '2026-05', [may(12)])).toBe('160.00');
  });

  test('5: a minimum of 1000 is topped up by 900 over usage worth 100, and by all of it over none', () => {
    const terms = { minimumEurPerMonth: '1000' };
    const prices = [from([component('per-unit', [[null, 10]])])];
    expect(amounts(prices, terms, '2026-05', [may(10)])).toEqual(['100.00', '900.00']);
    expect(amounts(prices, terms, '2026-05', [])).toEqual(['1000.00']);
    expect(amounts(prices, terms, '2026-05', [may(100)])).toEqual(['1000.00']);
  });

  test('7: packages of 100 count over the whole period', () => {
    expect(total([from([packagesOf(100, 2.95)])], {}, '2026-05', [may(99), may(100, '2026-05-20')])).toBe(
      '5.90',
    );
  });

  const OLD = from([
    component('graduated', [
      [1000, 1.5],
      [null, 2],
    ]),
  ]);
  const NEW = from(
    [
      component('graduated', [
        [1000, 2.5],
        [null, 3],
      ]),
    ],
    '2026-05-08',
  );

  test('8: a new list on 8 May makes two lines', () => {
    const april = [workOn('2026-04-03', 143), workOn('2026-04-20', 57)];
    expect(amounts([OLD, NEW], {}, '2026-04', april)).toEqual(['300.00']);
    expect(amounts([OLD, NEW], {}, '2026-05', [may(100), may(100, '2026-05-10')])).toEqual([
      '150.00',
      '250.00',
    ]);
  });

  test('8b: the counter runs on across the new list: three lines, each with a key of its own', () => {
    const lines = charges([OLD, NEW], {}, '2026-05', [may(950), may(100, '2026-05-10')]);
    expect(lines.map(({ amountCents }) => eur(amountCents))).toEqual(['1425.00', '125.00', '150.00']);
    expect(lines.map(({ key }) => key)).toEqual([
      '2026-05|work|lab-1|usage|cases@2026-01-01|||t01',
      '2026-05|work|lab-1|usage|cases@2026-05-08|||t01',
      '2026-05|work|lab-1|usage|cases@2026-05-08|||t02',
    ]);
  });

  test('11: ended on 25 February, the minimum is 25/28 of 10: 8 used, top-up 0.93, VAT 1.79, 10.72 in all', () => {
    const ended: FactEvent = {
      type: 'ContractEnded',
      data: { client: 'lab', contract: 'lab-1', on: '2026-02-25', notifiedOn: null },
    };
    const signed = contract('lab', 'lab-1', { priceList: LIST, minimumEurPerMonth: '10' });
    const facts = factsOf(client('lab'), from([component('per-unit', [[null, 1]])]), signed, ended);
    const { charges: lines } = rateUsage(facts, '2026-02', [sealedWork(workOn('2026-02-03', 8))]);
    expect(lines.map(({ amountCents, from: first, to }) => [amountCents, first, to])).toEqual([
      [800, '2026-02-03', '2026-02-03'],
      [93, '2026-02-01', '2026-02-25'],
    ]);
    expect([800 + 93, vatCents(893, '20'), 893 + vatCents(893, '20')]).toEqual([893, 179, 1072]);
  });

  test('12: VAT of 20 % on 99.99 is 20.00', () => {
    const prices = [from([component('per-unit', [[null, 99.99]])])];
    expect(
      charges(prices, {}, '2026-05', [may(1)]).map(({ amountCents, vat }) => vatCents(amountCents, vat.rate)),
    ).toEqual([2000]);
  });

  test('15: a month of nothing but granted work charges nothing', () => {
    const granted = workOn('2026-05-02', 100, { status: 'free', reason: 'GRANT' });
    expect(amounts([OLD], {}, '2026-05', [granted])).toEqual([]);
  });
});
