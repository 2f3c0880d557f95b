import fc from 'fast-check';
import { Decimal } from '#domain/quantity';
import { pricedQuantity } from './price.js';

test.each<[string, string, number, string, string, string]>([
  ['1382400.000', '0.05', 3600, '1382400.000', '0.05', '3600'],
  ['1', '-4.53', 1, '-1', '4.53', '1'],
  ['-2', '-4.53', 1, '2', '4.53', '1'],
  ['0.000', '-1', 1, '0.000', '1', '1'],
  ['5', '0.0000125', 1, '5', '0.000125', '10'],
  ['5', '0.00065', 1, '5', '0.00065', '1'],
  ['5', '12.34567891', 3600, '5', '1234.567891', '360000'],
  ['5', '0.1234560000', 1, '5', '0.123456', '1'],
  ['1.23450000', '1', 1, '1.2345', '1', '1'],
])('%s at %s per %i is said as %s at %s per %s', (quantity, price, base, ...said) => {
  const { quantity: saidQuantity, price: saidPrice, priceBase } = pricedQuantity(quantity, price, base);
  expect([saidQuantity, saidPrice, priceBase]).toEqual(said);
});

test('a quantity of more than four decimals is a fault', () => {
  expect(() => pricedQuantity('1.23456', '1', 1)).toThrow(/more than four decimals/);
});

test('price × quantity ÷ base stays the same to the last digit, at most six decimals, never a negative price', () => {
  const text = (digits: number, decimals: number) =>
    fc
      .integer({ min: -(10 ** digits), max: 10 ** digits })
      .map((n) => new Decimal(n).div(10 ** decimals).toFixed(decimals));
  fc.assert(
    fc.property(text(9, 4), text(14, 12), fc.constantFrom(1, 3600), (quantity, price, base) => {
      const said = pricedQuantity(quantity, price, base);
      const product = (q: string, p: string, b: string | number): Decimal => new Decimal(q).times(p).div(b);
      expect(product(said.quantity, said.price, said.priceBase).equals(product(quantity, price, base))).toBe(
        true,
      );
      expect(said.price).toMatch(/^\d+(\.\d{1,6})?$/);
      expect(said.priceBase).toMatch(/^\d+$/);
    }),
    { numRuns: 200 },
  );
});
