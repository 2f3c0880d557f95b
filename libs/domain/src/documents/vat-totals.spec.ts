import fc from 'fast-check';
import { vatCents } from '#domain/quantity';
import type { DocumentLine, VatTotal } from '#events';
import { creditTotals, heldOf, vatTotals } from './vat-totals.js';

const line = (
  amountCents: number,
  vatRate = '20',
): Pick<DocumentLine, 'vatCategory' | 'vatRate' | 'amountCents'> => ({
  vatCategory: 'S',
  vatRate,
  amountCents,
});
/** Each line credited by itself, one credit note after the other: gross of each. */
function creditOneByOne(amounts: readonly number[]): number[] {
  const totals = vatTotals(amounts.map((amount) => line(amount)));
  const credits: VatTotal[][] = [];
  for (const amount of amounts) credits.push(creditTotals([line(amount)], heldOf(totals, credits)));
  return credits.map(([total]) => total!.baseCents + total!.vatCents);
}

describe('VAT of a document', () => {
  test.each([
    ['ten lines of 0.12', new Array<number>(10).fill(12), 120, 24],
    ['99.99', [9999], 9999, 2000],
    ['three lines of 33.34', [3334, 3334, 3334], 10002, 2000],
  ])('%s: once per rate, on the sum', (_what, amounts, base, vat) => {
    expect(vatTotals(amounts.map((amount) => line(amount)))).toEqual([
      { category: 'S', rate: '20', baseCents: base, vatCents: vat },
    ]);
  });

  test('each rate has its own total', () => {
    expect(vatTotals([line(100), line(100, '5.5'), line(50)])).toEqual([
      { category: 'S', rate: '20', baseCents: 150, vatCents: 30 },
      { category: 'S', rate: '5.5', baseCents: 100, vatCents: 6 },
    ]);
  });
});

describe('VAT of credits', () => {
  test.each([
    ['68.33, 68.33, 57.50, 85.00', [6833, 6833, 5750, 8500], [8200, 8200, 6900, 10199]],
    ['ten lines of 0.13', new Array<number>(10).fill(13), [16, 16, 16, 16, 16, 16, 16, 16, 15, 13]],
    ['two lines of 68.33', [6833, 6833], [8200, 8199]],
  ])('%s, each credited by itself', (_what, amounts, grosses) => {
    expect(creditOneByOne(amounts)).toEqual(grosses);
  });

  test('credits of a whole document add up to the document, never above', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(amounts, (cents) => {
        const net = cents.reduce((a, b) => a + b, 0);
        expect(creditOneByOne(cents).reduce((a, b) => a + b, 0)).toBe(net + vatCents(net, '20'));
      }),
    );
  });

  test('nothing is credited that a document does not hold', () => {
    const totals = vatTotals([line(100)]);
    expect(() => creditTotals([line(101)], heldOf(totals, []))).toThrow(/100 are left/);
  });
});
