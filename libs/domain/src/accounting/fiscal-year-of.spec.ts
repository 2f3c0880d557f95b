import { fiscalYearOf } from './index.js';

const locked = [
  { from: '2025-01-01', to: '2025-12-31' },
  { from: '2026-01-01', to: '2026-12-31' },
  { from: '2028-07-01', to: '2029-06-30' },
];

test.each([
  ['twelve months from the first', '2026-03-05', 1, [], ['2026-01-01', '2026-12-31']],
  ['begun in the year before', '2026-03-05', 9, [], ['2025-09-01', '2026-08-31']],
  ['from its first day', '2026-09-01', 9, [], ['2026-09-01', '2027-08-31']],
  ['to its last', '2026-08-31', 9, [], ['2025-09-01', '2026-08-31']],
  ['as it was locked', '2025-06-30', 7, locked, ['2025-01-01', '2025-12-31']],
  ['shorter after a locked one', '2027-02-01', 7, locked, ['2027-01-01', '2027-06-30']],
  ['whole again', '2027-07-01', 7, locked, ['2027-07-01', '2028-06-30']],
  ['shorter before a locked one', '2028-03-01', 1, locked, ['2028-01-01', '2028-06-30']],
])('a fiscal year is %s', (_, day, startMonth, years, [from, to]) => {
  expect(fiscalYearOf(day, { startMonth, locked: years })).toEqual({ from, to });
});
