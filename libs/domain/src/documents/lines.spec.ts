import { expressed } from '#domain/documents';
import { lineCents } from '#domain/quantity';

/** A price as e-invoices may say it: six decimals, none below zero; always the same amount. */
test.each([
  ['as it is', ['0.05', 3600, '7200.000'], ['0.05', 3600, '7200.000']],
  ['six decimals', ['0.000001', 1, '1'], ['0.000001', 1, '1']],
  ['eight decimals', ['0.00000123', 3600, '7200.000'], ['0.000123', 360_000, '7200.000']],
  ['zeros at its end', ['0.0500000', 3600, '7200.000'], ['0.05', 3600, '7200.000']],
  ['below zero', ['-4.53', 1, '1'], ['4.53', 1, '-1']],
  ['below zero, small', ['-0.0000005', 1, '3'], ['0.000005', 10, '-3']],
  ['nothing', ['0', 1, '3'], ['0', 1, '3']],
] as const)('a price of %s', (_, [priceEur, priceBase, quantity], [price, base, count]) => {
  const said = expressed({ priceEur, priceBase, quantity });
  expect(said).toEqual({ priceEur: price, priceBase: base, quantity: count });
  expect(lineCents(said.priceEur, said.quantity, said.priceBase)).toBe(
    lineCents(priceEur, quantity, priceBase),
  );
});
