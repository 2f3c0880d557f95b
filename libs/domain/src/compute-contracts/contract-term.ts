import { addDays, addMonths, firstDay, isLocalDate, monthOf, type LocalDate } from '#domain/calendar';

/** The same day some months later, or the first of the month after where that month has no such day. */
function monthsLater(date: LocalDate, months: number): LocalDate {
  const month = addMonths(monthOf(date), months);
  const same = `${month}${date.slice(7)}`;
  return isLocalDate(same) ? same : firstDay(addMonths(month, 1));
}

/**
 * The last day of the term that the day lies in: `to`, or so many renewals later. A term begins on the day after the
 * last one ended, so a term that ends with a month is renewed to the end of a month.
 */
export function termEndOn(to: LocalDate, renewalMonths: number, day: LocalDate): LocalDate {
  const begins = addDays(to, 1);
  let end = to;
  for (let renewals = 1; end < day; renewals++)
    end = addDays(monthsLater(begins, renewals * renewalMonths), -1);
  return end;
}
