import {
  accept,
  firstRefused,
  payloadOf,
  refuse,
  refuseIf,
  type Check,
  type Decider,
  type Refusal,
} from '#domain/decision';
import {
  addDays,
  addMonths,
  checkDaySpan,
  firstDay,
  monthOf,
  type LocalDate,
  type Month,
} from '#domain/calendar';
import type { FiscalYearLocked } from '#events';

type Year = FiscalYearLocked['data'];
export type LockFiscalYear = { readonly type: 'LockFiscalYear' } & Year;

export interface FiscalYearContext {
  /** Null while no company is registered. */
  readonly fiscalYearStartMonth: number | null;
  /** Today in the zone of the company. */
  readonly today: LocalDate | null;
  /** Months with a cut, ascending, and whether each is closed. */
  readonly months: readonly { readonly period: Month; readonly closed: boolean }[];
}

/** The locked year that a date lies in, if any. */
export const lockedYearOn = (years: readonly Year[], date: LocalDate): Year | undefined =>
  years.find(({ from, to }) => from <= date && date <= to);

/** A date in a locked year takes no entry. Refuses with YEAR_LOCKED. */
export function checkYearOpen(years: readonly Year[], field: string, date: LocalDate): Check {
  const year = lockedYearOn(years, date);
  return refuseIf(
    year !== undefined,
    'YEAR_LOCKED',
    field,
    `The books from ${year?.from} to ${year?.to} are locked: give a date after them.`,
  );
}

/** Dates at which a close writes entries: of its documents, and of its accruals and their reversal. */
export function lockedDatesOfClose(years: readonly Year[], period: Month, issueDate: LocalDate): Refusal[] {
  const next = firstDay(addMonths(period, 1));
  const dates: readonly (readonly [string, LocalDate])[] = [
    ['issueDate', issueDate],
    ['period', addDays(next, -1)],
    ['period', next],
  ];
  for (const [field, date] of dates) {
    const check = checkYearOpen(years, field, date);
    if (check !== null) return [check.refused];
  }
  return [];
}

/** First day after twelve months. */
const yearAfter = (from: LocalDate): LocalDate => firstDay(addMonths(monthOf(from), 12));

function monthsOf({ from, to }: Year): Month[] {
  const months: Month[] = [];
  for (let month = monthOf(from); month <= monthOf(to); month = addMonths(month, 1)) months.push(month);
  return months;
}

/** Months of the year that still owe their entries: from the first month that this ledger closed on. */
function monthsOpen(year: Year, { months }: FiscalYearContext): Month[] {
  const first = months[0]?.period ?? monthOf(year.from);
  const closed = new Set(months.flatMap(({ period, closed: done }) => (done ? [period] : [])));
  return monthsOf(year).filter((month) => month >= first && !closed.has(month));
}

function checkYear(year: Year, context: FiscalYearContext): Check {
  const { fiscalYearStartMonth, today } = context;
  if (fiscalYearStartMonth === null || today === null)
    return refuse('COMPANY_UNKNOWN', 'company', 'Register the company (RegisterCompany) first.');
  const startsOn = `-${String(fiscalYearStartMonth).padStart(2, '0')}-01`;
  const span = checkDaySpan({ from: 'from', to: 'to' }, year.from, year.to);
  if (span !== null) return span;
  const open = monthsOpen(year, context);
  return firstRefused(
    refuseIf(
      !year.from.endsWith(startsOn) || addDays(year.to, 1) !== yearAfter(year.from),
      'NOT_A_FISCAL_YEAR',
      'from',
      `A fiscal year of the company begins on ..${startsOn} and lasts twelve months.`,
    ),
    refuseIf(year.to >= today, 'YEAR_NOT_OVER', 'to', `${year.to} is not past.`),
    refuseIf(
      open.length > 0,
      'MONTHS_NOT_CLOSED',
      'to',
      `Close ${open.join(', ')} first: their documents and accruals belong to this year.`,
    ),
  );
}

/** The one stream `journal-years`. */
export const fiscalYears: Decider<LockFiscalYear, readonly Year[], FiscalYearLocked, FiscalYearContext> = {
  initialState: [],

  decide(command, locked, context) {
    const year = payloadOf(command);
    const known = locked.find(({ from, to }) => from <= year.to && year.from <= to);
    if (known?.from === year.from && known.to === year.to) return accept();
    return (
      checkYear(year, context) ??
      refuseIf(
        known !== undefined,
        'YEAR_OVERLAPS',
        'from',
        `The books from ${known?.from} to ${known?.to} are locked already.`,
      ) ??
      accept({ type: 'FiscalYearLocked' as const, data: year })
    );
  },

  evolve: (locked, { data }) => [...locked, data],
};
