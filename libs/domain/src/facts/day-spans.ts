import { addDays, spansMeet, type DaySpan, type LocalDate } from '#domain/calendar';

const withNextDay = (span: DaySpan): DaySpan =>
  span.to === null ? span : { from: span.from, to: addDays(span.to, 1) };
const touches = (a: DaySpan, b: DaySpan): boolean => spansMeet(withNextDay(a), withNextDay(b));
const later = (a: LocalDate | null, b: LocalDate | null): LocalDate | null =>
  a === null || b === null ? null : a > b ? a : b;

/** The days of the list and of the span. Disjoint, ascending, neighbours joined. */
export function includeSpan(spans: readonly DaySpan[], span: DaySpan): readonly DaySpan[] {
  const joined = spans
    .filter((other) => touches(other, span))
    .reduce(
      (all, other) => ({
        from: other.from < all.from ? other.from : all.from,
        to: later(other.to, all.to),
      }),
      span,
    );
  const apart = spans.filter((other) => !touches(other, span));
  return [...apart, joined].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The days of the list before this one. */
export function cutFrom(spans: readonly DaySpan[], from: LocalDate): readonly DaySpan[] {
  const last = addDays(from, -1);
  return spans
    .filter((span) => span.from < from)
    .map((span) => (span.to === null || span.to > last ? { from: span.from, to: last } : span));
}
