import { scenario } from '../../../../test/samples/scenario.js';
import { fiscalYears, lockedDatesOfClose } from './fiscal-years.js';

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

  test('keeps closes out: their issue date, their accruals and the reversal', () => {
    expect(lockedDatesOfClose([year], '2026-11', '2027-01-02')).toMatchObject([{ code: 'YEAR_LOCKED' }]);
    expect(lockedDatesOfClose([year], '2027-01', '2027-02-02')).toEqual([]);
    expect(lockedDatesOfClose([year], '2025-12', '2027-01-02')).toMatchObject([
      { code: 'YEAR_LOCKED', field: 'period' },
    ]);
  });
});
