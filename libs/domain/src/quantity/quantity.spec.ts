import fc from 'fast-check';
import {
  Decimal,
  eurText,
  lineCents,
  mulDivFloor,
  shareByLargestRemainder,
  toCents,
  vatCents,
} from './index.js';

describe('money', () => {
  test.each([
    ['0.005', 1],
    ['-0.005', -1],
    ['0.0049999', 0],
    ['-0.0001', 0],
    ['2.675', 268],
    ['33.335', 3334],
  ])('%s EUR is %d cents: half away from zero', (eur, cents) => {
    expect(Object.is(toCents(new Decimal(eur)), cents)).toBe(true);
  });

  test.each([
    ['7000.000', '0.05', 3600, 10],
    ['1382400.000', '0.05', 3600, 1920],
    ['100.000', '0.2001', 1, 2001],
    ['192.000', '0.1940', 1, 3725],
    ['168.000', '0.2001', 1, 3362],
  ])('%s at %s per %d is %d cents', (quantity, price, base, cents) => {
    expect(lineCents(price, quantity, base)).toBe(cents);
  });

  test.each([
    [9999, '20', 2000],
    [27916, '20', 5583],
    [10002, '20', 2000],
    [130, '20', 26],
    [120, '5.5', 7],
  ])('VAT on %d cents at %s %% is %d cents', (base, rate, vat) => {
    expect(vatCents(base, rate)).toBe(vat);
  });

  test('an amount on the wire has two decimals and a point', () => {
    expect([eurText(-453), eurText(0), eurText(5), eurText(123456)]).toEqual([
      '-4.53',
      '0.00',
      '0.05',
      '1234.56',
    ]);
  });

  test('an amount beyond exact integers is a fault, not a rounding', () => {
    expect(() => toCents(new Decimal('1e20'))).toThrow(/out of range/);
  });
});

describe('shares by largest remainder', () => {
  test.each([
    [5, [1, 1, 1], [2, 2, 1]],
    [600, [10, 5], [400, 200]],
    [-5, [1, 1, 1], [-2, -2, -1]],
    [0, [3, 4], [0, 0]],
    [1, [0, 1], [0, 1]],
  ])('%d by %j is %j; ties go to the earlier key', (total, weights, parts) => {
    expect(shareByLargestRemainder(total, weights)).toEqual(parts);
  });

  test('parts add up to the total and lie within one of the exact share', () => {
    const weights = fc
      .array(fc.nat(1e9), { minLength: 1, maxLength: 20 })
      .filter((all) => all.some((w) => w > 0));
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (total, shares) => {
        const parts = shareByLargestRemainder(total, shares);
        const sum = shares.reduce((a, b) => a + b, 0);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        parts.forEach((part, i) => {
          const exact = new Decimal(total).times(shares[i]!).div(sum);
          expect(exact.minus(part).abs().lt(1)).toBe(true);
        });
      }),
    );
  });
});

test('floor of a product over a divisor is exact beyond the safe integers', () => {
  const any = fc.maxSafeInteger();
  fc.assert(
    fc.property(any, fc.maxSafeNat(), fc.integer({ min: 1, max: 2 ** 40 }), (a, b, c) => {
      const product = BigInt(a) * BigInt(b);
      const exact = product / BigInt(c) - (product % BigInt(c) < 0n ? 1n : 0n);
      fc.pre(exact <= BigInt(Number.MAX_SAFE_INTEGER) && exact >= -BigInt(Number.MAX_SAFE_INTEGER));
      expect(BigInt(mulDivFloor(a, b, c))).toBe(exact);
    }),
  );
});
