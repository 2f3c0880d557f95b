import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { isLocalDate, type LocalDate } from './local-date.js';

const EARLIEST = '2000-01-01';
const LATEST = '2200-12-31';

/** DATE_INVALID: no such day (30 February), or one that no ledger of ours can mean. */
export const checkDate = (field: string, date: LocalDate): Check =>
  refuseIf(
    !isLocalDate(date) || date < EARLIEST || date > LATEST,
    'DATE_INVALID',
    field,
    `Give a day of the calendar as yyyy-mm-dd, from ${EARLIEST} to ${LATEST}.`,
  );

/** DATE_INVALID, and SPAN_EMPTY where the last day lies before the first. Both ends included; `to` null: without end. */
export const checkDaySpan = (
  field: { readonly from: string; readonly to: string },
  from: LocalDate,
  to: LocalDate | null,
): Check =>
  firstRefused(
    checkDate(field.from, from),
    to === null ? null : checkDate(field.to, to),
    refuseIf(to !== null && to < from, 'SPAN_EMPTY', field.to, `Give a last day on or after ${from}.`),
  );
