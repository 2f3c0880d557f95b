import { addDays, instantAt } from '#domain/calendar';
import { zoneOfSite, type Facts } from '#domain/facts';

/** A heater that stood in a dwelling for [fromMs, toMs), and the epochs in which it sent uploads. */
export interface HeaterSpan {
  readonly heater: string;
  readonly epochs: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
}

interface Days {
  readonly site: string;
  readonly dwelling: string;
  /** First and last local day. */
  readonly from: string;
  readonly to: string;
}

/** Heaters that stood in the dwelling on these days, by heater and time. */
export function heatersOf(facts: Facts, { site, dwelling, from, to }: Days): HeaterSpan[] {
  const zone = zoneOfSite(facts, site);
  const [firstMs, endMs] = [instantAt(zone, from), instantAt(zone, addDays(to, 1))];
  const spans: HeaterSpan[] = [];
  for (const [heater, { placements, epochs }] of facts.heaters)
    placements.forEach((place, i) => {
      if (place.site !== site || place.dwelling !== dwelling) return;
      const fromMs = Math.max(place.from, firstMs);
      const toMs = Math.min(placements[i + 1]?.from ?? Number.POSITIVE_INFINITY, endMs);
      if (fromMs < toMs) spans.push({ heater, epochs: epochs.map(({ epoch }) => epoch), fromMs, toMs });
    });
  return spans.sort((a, b) => (a.heater === b.heater ? a.fromMs - b.fromMs : a.heater < b.heater ? -1 : 1));
}
