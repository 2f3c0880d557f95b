import fc from 'fast-check';
import { addDays } from '#domain/calendar';
import {
  ageOf,
  lateInterestCents,
  lifecycleOf,
  type Age,
  type DocumentState,
  type LifecycleStep,
  type StatedDocument,
} from './index.js';

const invoice: StatedDocument = {
  kind: 'invoice',
  issueDate: '2026-09-02',
  dueDate: '2026-10-02',
  grossCents: 120_000,
  prepaidCents: 0,
};
const rendered: LifecycleStep = { kind: 'rendered', on: '2026-09-02' };
const sent: LifecycleStep = { kind: 'sent', on: '2026-09-03' };
const money = (cents: number, on = '2026-09-20'): LifecycleStep => ({ kind: 'money', cents, on });
const disputed: LifecycleStep = { kind: 'disputed', dispute: 'd-1', on: '2026-09-10' };
const settled: LifecycleStep = { kind: 'dispute-settled', dispute: 'd-1', on: '2026-09-12' };
const credited = (grossCents: number, on = '2026-09-15'): LifecycleStep => ({
  kind: 'credited',
  by: 'F-2',
  grossCents,
  on,
});
const applied = (cents: number, on = '2026-09-15'): LifecycleStep => ({ kind: 'credit-applied', cents, on });
const replaced: LifecycleStep = { kind: 'replaced', by: 'F-3', on: '2026-09-16' };
const platform = (status: number, on = '2026-09-05'): LifecycleStep => ({ kind: 'status', status, on });
const DUE = '2026-10-02';
const LATE = '2026-10-12';

describe('what a document is', () => {
  test.each<[DocumentState, string, number, string, readonly LifecycleStep[]]>([
    ['issued', '2026-09-02', 120_000, DUE, []],
    ['rendered', '2026-09-02', 120_000, DUE, [rendered]],
    ['sent', '2026-09-03', 120_000, DUE, [rendered, sent]],
    ['replaced', '2026-09-16', 120_000, DUE, [sent, replaced]],
    ['paid-in-part', '2026-09-20', 80_000, DUE, [sent, money(40_000)]],
    ['overdue', DUE, 80_000, LATE, [sent, money(40_000), replaced]],
    ['disputed', '2026-09-10', 120_000, LATE, [sent, disputed]],
    ['overdue', DUE, 120_000, LATE, [sent, disputed, settled]],
    ['disputed', '2026-09-05', 120_000, DUE, [sent, platform(207)]],
    ['sent', '2026-09-03', 120_000, DUE, [sent, platform(207), platform(205, '2026-09-06')]],
    ['paid', '2026-10-05', 0, LATE, [sent, money(40_000), money(80_000, '2026-10-05')]],
    ['paid', '2026-09-20', 0, LATE, [credited(20_000), applied(20_000), money(100_000)]],
    ['paid', '2026-09-20', 0, LATE, [disputed, money(120_000)]],
    ['cancelled', '2026-09-15', 0, LATE, [disputed, credited(120_000), applied(120_000)]],
    [
      'cancelled',
      '2026-10-01',
      0,
      LATE,
      [money(120_000), credited(20_000), applied(0), credited(100_000, '2026-10-01')],
    ],
    // What happens after the day that is asked for does not count yet.
    ['sent', '2026-09-03', 120_000, '2026-09-19', [sent, money(120_000)]],
  ])('is %s since %s, %i open on %s', (state, since, openCents, today, steps) => {
    expect(lifecycleOf(invoice, steps, today)).toMatchObject({ state, since, openCents });
  });

  test('is overdue from the day after its due date', () => {
    const daysOn = (today: string) => lifecycleOf(invoice, [], today).overdueDays;
    expect([DUE, '2026-10-03', LATE].map(daysOn)).toEqual([0, 1, 10]);
    expect(lifecycleOf({ ...invoice, dueDate: null }, [], LATE).state).toBe('issued');
  });

  test.each<[string, Partial<StatedDocument>, DocumentState]>([
    ['a prepayment was paid before it', { kind: 'prepayment-invoice', dueDate: null }, 'paid'],
    ['an invoice that was prepaid whole', { prepaidCents: 120_000, dueDate: null }, 'paid'],
    ['a corrected invoice, whose original is owed', { kind: 'corrected-invoice' }, 'issued'],
    ['an invoice over nothing', { grossCents: 0 }, 'paid'],
  ])('%s', (_what, changes, state) => {
    expect(lifecycleOf({ ...invoice, ...changes }, [], LATE)).toMatchObject({ state, openCents: 0 });
  });
});

describe('what lateness costs', () => {
  test.each<[number, Age]>([
    [1, '1-30'],
    [30, '1-30'],
    [31, '31-60'],
    [60, '31-60'],
    [61, '61-90'],
    [90, '61-90'],
    [91, 'over-90'],
    [4000, 'over-90'],
  ])('%i days are of age %s', (days, age) => {
    expect(ageOf(days)).toBe(age);
  });

  test.each<[number, string, number, number]>([
    // 1 200.00 × 12 % × 10 ÷ 365 = 3.945…
    [120_000, '12', 10, 395],
    // 1 000.00 × 13.15 % × 365 ÷ 365 = 131.50
    [100_000, '13.15', 365, 13_150],
    [1, '12', 1, 0],
    // 36.50 × 10 % × 1 ÷ 365 = 0.01
    [3650, '10', 1, 1],
    // Half a cent goes away from zero: 18.25 × 10 % × 1 ÷ 365 = 0.005
    [1825, '10', 1, 1],
  ])('%i cents at %s %% for %i days: %i', (open, rate, days, cents) => {
    expect(lateInterestCents(open, rate, days)).toBe(cents);
  });
});

test('whatever settles an invoice, what is open is what is left, and it is paid or cancelled once nothing is', () => {
  const part = fc.record({ money: fc.boolean(), share: fc.integer({ min: 0, max: 100 }), late: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.nat(120), (parts, day) => {
      const today = addDays('2026-09-02', day);
      let left = invoice.grossCents;
      let open = left;
      const steps = parts.flatMap(({ money: isMoney, share, late }): LifecycleStep[] => {
        const cents = Math.floor((left * share) / 100);
        if (cents === 0) return [];
        left -= cents;
        const on = addDays('2026-09-02', late);
        if (on <= today) open -= cents;
        return isMoney ? [money(cents, on)] : [credited(cents, on), applied(cents, on)];
      });
      const found = lifecycleOf(invoice, steps, today);
      expect(found.openCents).toBe(open);
      expect(found.state === 'paid' || found.state === 'cancelled').toBe(open === 0);
      expect(found.state === 'overdue').toBe(open > 0 && today > '2026-10-02');
      expect(found.since <= today).toBe(true);
    }),
    { numRuns: 200 },
  );
});
