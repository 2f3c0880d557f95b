import { fiscalYearEndingIn } from './books.js';

test.each([
  [1, '2026-01-01', '2026-12-31'],
  [3, '2025-03-01', '2026-02-28'],
  [10, '2025-10-01', '2026-09-30'],
  [12, '2025-12-01', '2026-11-30'],
])('a fiscal year that begins in month %i and ends in 2026', (startMonth, from, to) => {
  expect(fiscalYearEndingIn(2026, startMonth)).toEqual({ from, to });
});
