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

/** Last day of the latest locked year; null: none is locked. */
const lockedUntil = (years: readonly Year[]): LocalDate | null =>
  years.reduce<LocalDate | null>((last, { to }) => (last === null || to > last ? to : last), null);

/** The books are final up to the end of the latest locked year: no date up to it takes an entry. Refuses with YEAR_LOCKED. */
export function checkYearOpen(years: readonly Year[], field: string, date: LocalDate): Check {
  const until = lockedUntil(years);
  return refuseIf(
    until !== null && date <= until,
    'YEAR_LOCKED',
    field,
    `The books are locked up to ${until}: give a later date.`,
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

function monthsFrom(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** Months up to the end of the year that still owe their entries: from the first month that this ledger closed on. */
function monthsOpen({ from, to }: Year, { months }: FiscalYearContext): Month[] {
  const first = months[0]?.period ?? monthOf(from);
  const closed = new Set(months.flatMap(({ period, closed: done }) => (done ? [period] : [])));
  return monthsFrom(first, monthOf(to)).filter((month) => !closed.has(month));
}

/** Years are locked one after the other, each once. */
function checkOrder({ from, to }: Year, locked: readonly Year[]): Check {
  const over = locked.find((one) => one.from <= to && from <= one.to);
  const until = lockedUntil(locked);
  const next = until === null ? null : addDays(until, 1);
  return firstRefused(
    refuseIf(
      over !== undefined,
      'YEAR_OVERLAPS',
      'from',
      `The books from ${over?.from} to ${over?.to} are locked already.`,
    ),
    // A shorter gap is what a changed first month of the year leaves.
    refuseIf(
      next !== null && (from < next || yearAfter(next) <= from),
      'YEAR_OUT_OF_ORDER',
      'from',
      `The books are locked up to ${until}: lock the year that begins on ${next} next.`,
    ),
  );
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
    if (locked.some(({ from, to }) => from === year.from && to === year.to)) return accept();
    return (
      checkYear(year, context) ??
      checkOrder(year, locked) ??
      accept({ type: 'FiscalYearLocked' as const, data: year })
    );
  },

  evolve: (locked, { data }) => [...locked, data],
};
