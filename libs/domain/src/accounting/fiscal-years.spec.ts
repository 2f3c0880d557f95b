import { scenario } from '../../../../test/samples/scenario.js';
import { checkYearOpen, fiscalYears, lockedDatesOfClose } from './fiscal-years.js';

const year = { from: '2026-01-01', to: '2026-12-31', reason: 'general meeting' };
const lock = { type: 'LockFiscalYear', ...year } as const;
const locked = { type: 'FiscalYearLocked', data: year } as const;
const months = ['2026-10', '2026-11', '2026-12'].map((period) => ({ period, closed: true }));
const { given } = scenario(fiscalYears, { fiscalYearStartMonth: 1, today: '2027-05-28', months });

describe('the lock of a fiscal year', () => {
  test('holds once every month that this ledger keeps is closed', () => {
    given().when(lock).then(locked);
    given(locked)
      .when({ ...lock, reason: 'again' })
      .thenNothing();
  });

  test.each([
    ['a span that is no year', { to: '2026-11-30' }, {}, 'NOT_A_FISCAL_YEAR'],
    ['a year of another company', {}, { fiscalYearStartMonth: 7 }, 'NOT_A_FISCAL_YEAR'],
    ['no company', {}, { fiscalYearStartMonth: null, today: null }, 'COMPANY_UNKNOWN'],
    ['days that are none', { from: '2026-01-32' }, {}, 'DATE_INVALID'],
    ['a year that goes on', {}, { today: '2026-12-31' }, 'YEAR_NOT_OVER'],
    ['a month that is open', {}, { months: months.slice(0, 2) }, 'MONTHS_NOT_CLOSED'],
    [
      'a month whose close broke off',
      {},
      { months: [{ period: '2026-12', closed: false }] },
      'MONTHS_NOT_CLOSED',
    ],
  ])('is refused for %s', (_, changes, told, code) => {
    given()
      .when({ ...lock, ...changes }, told)
      .thenRefused(code);
  });

  test('of another span over a locked one is refused', () => {
    const july = { ...lock, from: '2026-07-01', to: '2027-06-30' };
    given(locked)
      .when(july, {
        fiscalYearStartMonth: 7,
        today: '2028-01-01',
        months: [{ period: '2027-06', closed: true }],
      })
      .thenRefused('YEAR_OVERLAPS');
  });

  const closedUntil = (last: string) => ({
    today: '2029-01-01',
    months: ['2024', '2025', '2026', '2027', '2028']
      .flatMap((of) => Array.from({ length: 12 }, (_, n) => `${of}-${String(n + 1).padStart(2, '0')}`))
      .filter((period) => period <= last)
      .map((period) => ({ period, closed: true })),
  });
  const of = (name: string) => ({ ...year, from: `${name}-01-01`, to: `${name}-12-31` });

  test.each([
    ['before a locked one', '2025', 'YEAR_OUT_OF_ORDER'],
    ['that leaves one out', '2028', 'YEAR_OUT_OF_ORDER'],
  ])('of a year %s is refused', (_, name, code) => {
    given(locked)
      .when({ type: 'LockFiscalYear', ...of(name) }, closedUntil('2028-12'))
      .thenRefused(code, 'from');
  });

  test('goes on with the next year, also after a shorter one, and never over an open month before it', () => {
    given(locked)
      .when({ type: 'LockFiscalYear', ...of('2027') }, closedUntil('2027-12'))
      .then({ type: 'FiscalYearLocked', data: of('2027') });
    const july = { ...year, from: '2027-07-01', to: '2028-06-30' };
    given(locked)
      .when({ type: 'LockFiscalYear', ...july }, { ...closedUntil('2028-12'), fiscalYearStartMonth: 7 })
      .then({ type: 'FiscalYearLocked', data: july });
    const { months: all, today } = closedUntil('2026-12');
    given()
      .when(lock, { today, months: all.filter(({ period }) => period !== '2025-06') })
      .thenRefused('MONTHS_NOT_CLOSED', 'to');
  });

  test('holds for every day up to its end, however old', () => {
    expect(checkYearOpen([year], 'on', '2019-03-01')).toMatchObject({ refused: { code: 'YEAR_LOCKED' } });
    expect(checkYearOpen([year], 'on', '2027-01-01')).toBeNull();
    expect(checkYearOpen([], 'on', '2019-03-01')).toBeNull();
  });

  test('keeps closes out: their issue date, their accruals and the reversal', () => {
    expect(lockedDatesOfClose([year], '2026-11', '2027-01-02')).toMatchObject([{ code: 'YEAR_LOCKED' }]);
    expect(lockedDatesOfClose([year], '2027-01', '2027-02-02')).toEqual([]);
    expect(lockedDatesOfClose([year], '2025-12', '2027-01-02')).toMatchObject([
      { code: 'YEAR_LOCKED', field: 'period' },
    ]);
  });
});
