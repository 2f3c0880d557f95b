import { addDays, type LocalDate } from '#domain/calendar';
import type { Facts } from '#domain/facts';

/** Whether undertakings of an owner for a site, one or several together, cover every day of a span. */
export function undertakingCovers(
  facts: Facts,
  owner: string,
  site: string,
  from: LocalDate,
  to: LocalDate,
): boolean {
  const spans = (facts.owners.get(owner)?.undertakings ?? [])
    .filter((undertaking) => undertaking.site === site)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  let open = from;
  for (const span of spans) {
    if (span.from > open || open > to) break;
    if (span.to === null) return true;
    if (span.to >= open) open = addDays(span.to, 1);
  }
  return open > to;
}
