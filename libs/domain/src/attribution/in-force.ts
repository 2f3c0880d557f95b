import type { LocalDate } from '#domain/calendar';

/** The last of a list ascending by `from` that has begun on a day. */
export function inForce<Item extends { readonly from: LocalDate }>(
  ascending: readonly Item[] | undefined,
  day: LocalDate,
): Item | null {
  let found: Item | null = null;
  for (const item of ascending ?? []) {
    if (item.from > day) break;
    found = item;
  }
  return found;
}

/** Whether a span of days, both ends included, holds a day; `to` null: it goes on. */
export const holds = (
  span: { readonly from: LocalDate; readonly to: LocalDate | null },
  day: LocalDate,
): boolean => span.from <= day && (span.to === null || day <= span.to);
