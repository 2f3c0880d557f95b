import { sealedWork, workOn } from '../../../../test/samples/priced-work.js';
import { BilledDays } from '#domain/attribution';
import type { DocumentLine } from '#events';
import { WorkOfMonth, billedContracts, dailyUsage } from './daily-usage.js';

const HOUR_MS = 3_600_000;
const line = (key: string, adjusts: DocumentLine['adjusts'] = null) => ({ key, adjusts }) as DocumentLine;
const LINES = [
  line('2026-02|work|lab-1|usage|core@2026-01-01'),
  line('2026-02|work|lab-2|usage|core@2026-01-01||gpu|t01'),
  line('2026-02|work|lab-3|minimum'),
];
const invoiceOf = (lines: readonly DocumentLine[]) => billedContracts({ kind: 'invoice', lines });

/** Core-hours by contract and day, as heaters did them and as they were sealed. */
function work(...done: readonly (readonly [contract: string, day: string, coreHours: number])[]) {
  const days = new BilledDays('2026-02');
  for (const [contract, day, hours] of done) days.add(contract, 'core-hour', day, hours * HOUR_MS);
  const sealed = done.map(([contract, day, hours]) => sealedWork(workOn(day, hours, { contract })));
  return { billed: days.gathered(), sealed };
}

describe('usage of each day behind an invoice', () => {
  test('is that of the contracts whose usage it bills, of its own month', () => {
    expect(invoiceOf(LINES)).toEqual({ month: '2026-02', contracts: new Set(['lab-1', 'lab-2']) });
  });

  test.each([
    ['reserved capacity, fees and minimums', [line('2026-02|work|lab-3|reserved')]],
    ['electricity', [line('2026-02|energy|owner:habitat|14500000000001|base')]],
    ['adjustments', [line('2026-01|work|lab-1|usage|core@2026-01-01', {} as DocumentLine['adjusts'])]],
  ])('of %s there is none', (_what, lines) => {
    expect(invoiceOf(lines)).toBeNull();
  });

  test('only an invoice has a chart: a credit note and an owner have none', () => {
    for (const kind of ['credit-note', 'self-billed-invoice', 'repayment-statement'] as const)
      expect(billedContracts({ kind, lines: LINES })).toBeNull();
  });

  test('days add up to what was billed, to the hundredth; late work stands on the first day', () => {
    const { billed, sealed } = work(
      ['lab-1', '2026-02-03', 10 / 3],
      ['lab-2', '2026-02-03', 10 / 3],
      ['lab-1', '2026-02-28', 10 / 3],
      ['lab-1', '2026-01-31', 1],
      ['lab-9', '2026-02-05', 7],
    );
    const daily = dailyUsage(invoiceOf(LINES)!, new WorkOfMonth(billed, sealed))!;
    expect(daily).toMatchObject({ unit: 'core-hour', from: '2026-02-01' });
    expect(daily.perDay).toHaveLength(28);
    expect([daily.perDay[0], daily.perDay[2], daily.perDay[27]]).toEqual(['1.00', '6.67', '3.33']);
    expect(daily.perDay.reduce((sum, day) => sum + Number(day), 0)).toBeCloseTo(11, 9);
  });

  test('where more than a tenth is late work of earlier days, none are stated: the first day would look false', () => {
    const { billed, sealed } = work(['lab-1', '2026-02-03', 8], ['lab-1', '2026-01-31', 1]);
    // As heaters are gathered, one after the other.
    const all = new BilledDays('2026-02');
    all.addAll(billed);
    expect(dailyUsage(invoiceOf(LINES)!, new WorkOfMonth(all.gathered(), sealed))).toBeNull();
  });

  test('where days no longer add up to what was sealed, as after an erasure, none are stated', () => {
    const { billed } = work(['lab-1', '2026-02-03', 1]);
    const { sealed } = work(['lab-1', '2026-02-03', 1], ['lab-1', '2026-02-04', 1]);
    expect(dailyUsage(invoiceOf(LINES)!, new WorkOfMonth(billed, sealed))).toBeNull();
  });

  test('work in core-hours and in GHz-hours is not added up', () => {
    const days = new BilledDays('2026-02');
    days.add('lab-1', 'core-hour', '2026-02-03', HOUR_MS);
    days.add('lab-2', 'ghz-hour', '2026-02-03', HOUR_MS);
    expect(dailyUsage(invoiceOf(LINES)!, new WorkOfMonth(days.gathered(), []))).toBeNull();
  });
});
