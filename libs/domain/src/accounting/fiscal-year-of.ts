import { addDays, addMonths, firstDay, monthOf, type LocalDate, type Month } from '#domain/calendar';

/** Days of a fiscal year, both included. */
export interface FiscalYear {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What tells the fiscal years of a company. */
export interface FiscalCalendar {
  /** Month that a year begins with now. */
  readonly startMonth: number;
  /** Years that are locked: they stay what they were, whatever the first month is now. */
  readonly locked: readonly FiscalYear[];
}

/** Latest month of this number that begins on or before a day. */
function startBefore(day: LocalDate, startMonth: number): Month {
  const ofSameYear = `${day.slice(0, 4)}-${String(startMonth).padStart(2, '0')}`;
  return ofSameYear <= monthOf(day) ? ofSameYear : addMonths(ofSameYear, -12);
}

/** The fiscal year that a day lies in: twelve months, unless a locked year of another calendar leaves fewer. */
export function fiscalYearOf(day: LocalDate, { startMonth, locked }: FiscalCalendar): FiscalYear {
  const held = locked.find(({ from, to }) => from <= day && day <= to);
  if (held !== undefined) return { from: held.from, to: held.to };
  const start = startBefore(day, startMonth);
  return locked.reduce<FiscalYear>(
    (year, other) => {
      if (other.to < day && other.to >= year.from) return { ...year, from: addDays(other.to, 1) };
      if (other.from > day && other.from <= year.to) return { ...year, to: addDays(other.from, -1) };
      return year;
    },
    { from: firstDay(start), to: addDays(firstDay(addMonths(start, 12)), -1) },
  );
}
