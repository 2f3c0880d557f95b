import type { LocalDate } from './local-date.js';

/** Days, both ends included; `to` null: without end. */
export interface DaySpan {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** Whether two spans share a day. */
export const spansMeet = (a: DaySpan, b: DaySpan): boolean =>
  (a.to === null || a.to >= b.from) && (b.to === null || b.to >= a.from);
