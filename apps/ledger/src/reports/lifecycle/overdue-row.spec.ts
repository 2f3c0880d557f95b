import { overdueRow, type Late, type Lateness } from './overdue-row.js';

const late: Late = {
  series: 'main',
  number: 'F-1',
  party: 'lumen',
  dueDate: '2026-10-02',
  days: 10,
  openCents: 120_000,
  disputed: false,
};

test.each<[string, Lateness, string | null, string, boolean]>([
  [
    'a business, at the rate of the company',
    { owedBy: 'business', ratePercent: '12' },
    '3.95',
    '40.00',
    false,
  ],
  ['an individual, nothing', { owedBy: 'individual' }, '0.00', '0.00', false],
  ['a public body, at a rate of its own', { owedBy: 'public-body' }, null, '40.00', true],
])('what lateness costs %s', (_what, lateness, interest, indemnity, saysWhy) => {
  const row = overdueRow('lumen', [late], lateness);
  expect([row.interest?.amount ?? null, row.overdue[0]!.interest?.amount ?? null]).toEqual([
    interest,
    interest,
  ]);
  expect(row.indemnity.amount).toBe(indemnity);
  expect(row.why?.includes('CCP R2192-31') ?? false).toBe(saysWhy);
});
