import { monthOf, type LocalDate, type Month } from '#domain/calendar';

/** Something for each of many days, month by month, so that one day more copies little. */
export type DayBook<T> = ReadonlyMap<Month, ReadonlyMap<LocalDate, T>>;

export const onDay = <T>(book: DayBook<T>, day: LocalDate): T | null =>
  book.get(monthOf(day))?.get(day) ?? null;

export const withDay = <T>(book: DayBook<T>, day: LocalDate, value: T): DayBook<T> =>
  new Map(book).set(monthOf(day), new Map(book.get(monthOf(day))).set(day, value));
