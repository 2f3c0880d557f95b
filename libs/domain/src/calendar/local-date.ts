import { invariant } from '#domain/decision';

/** `yyyy-mm-dd` and `yyyy-mm`: texts that sort by time. */
export type LocalDate = string;
export type Month = string;

export const DAY_MS = 86_400_000;
export const HALF_HOUR_MS = 1_800_000;

const utc = (date: LocalDate): number =>
  Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10));
const text = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10);

/** Whether the text names a real day. */
export const isLocalDate = (date: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) && text(utc(date)) === date;

export const addDays = (date: LocalDate, days: number): LocalDate => text(utc(date) + days * DAY_MS);
export const daysBetween = (from: LocalDate, to: LocalDate): number => (utc(to) - utc(from)) / DAY_MS;
export const epochDay = (date: LocalDate): number => utc(date) / DAY_MS;

/** Days named so far: every half-hour of a fleet's month asks for one of the same thirty. */
const named = new Map<number, LocalDate>();
const NAMED_MAX = 20_000;

export function dateOfEpochDay(day: number): LocalDate {
  let name = named.get(day);
  if (name === undefined) {
    if (named.size >= NAMED_MAX) named.clear();
    named.set(day, (name = text(day * DAY_MS)));
  }
  return name;
}

export const monthOf = (date: LocalDate): Month => date.slice(0, 7);
export const firstDay = (month: Month): LocalDate => `${month}-01`;

export function addMonths(month: Month, months: number): Month {
  const at = +month.slice(0, 4) * 12 + (+month.slice(5, 7) - 1) + months;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

export const lastDay = (month: Month): LocalDate => addDays(firstDay(addMonths(month, 1)), -1);

export function assertLocalDate(date: string): LocalDate {
  invariant(isLocalDate(date), `${date} is no date`);
  return date;
}
