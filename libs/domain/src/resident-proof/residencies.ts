import { addDays, firstDay, lastDay, monthSpan, type LocalDate, type Month } from '#domain/calendar';
import { occupanciesOf, zoneOfSite, type Facts } from '#domain/facts';

/** Someone, or nobody, living in a dwelling for some days of a month; both ends included. */
export interface DwellingSpan {
  readonly site: string;
  readonly dwelling: string;
  readonly resident: string | null;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Dwellings in which a heater stood in the month, by site and dwelling. */
export function heatedDwellings(facts: Facts, period: Month): { site: string; dwelling: string }[] {
  const heated = new Map<string, { site: string; dwelling: string }>();
  for (const { placements } of facts.heaters.values())
    placements.forEach(({ site, dwelling, from }, i) => {
      if (site === null || dwelling === null) return;
      const month = monthSpan(zoneOfSite(facts, site), period);
      const until = placements[i + 1]?.from ?? Number.POSITIVE_INFINITY;
      if (from < month.toMs && until > month.fromMs) heated.set(`${site}/${dwelling}`, { site, dwelling });
    });
  return [...heated.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The month of a dwelling, divided by who lived there; days without anyone have no resident. */
export function dwellingSpans(facts: Facts, site: string, dwelling: string, period: Month): DwellingSpan[] {
  const [first, last] = [firstDay(period), lastDay(period)];
  const spans: DwellingSpan[] = [];
  let day = first;
  for (const { resident, from, to } of occupanciesOf(facts, site, dwelling)) {
    const start = from > day ? from : day;
    const end = to === null || to > last ? last : to;
    if (start > end || end < day) continue;
    if (start > day) spans.push({ site, dwelling, resident: null, from: day, to: addDays(start, -1) });
    spans.push({ site, dwelling, resident, from: start, to: end });
    day = addDays(end, 1);
  }
  if (day <= last) spans.push({ site, dwelling, resident: null, from: day, to: last });
  return spans;
}
