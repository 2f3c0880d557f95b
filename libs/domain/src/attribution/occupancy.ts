import { addDays, type LocalDate } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { holds } from './in-force.js';

interface Residency {
  readonly resident: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** Who lives where, looked up by dwelling. */
export interface Occupancy {
  on(site: string | null, dwelling: string | null, day: LocalDate): string | null;
  /** Residencies of a dwelling, as recorded. */
  of(site: string | null, dwelling: string | null): readonly Residency[];
  /** Days from which who lives there, or whether they opted in, may differ from the day before. */
  changes(site: string | null, dwelling: string | null): readonly LocalDate[];
  dayAfter(day: LocalDate): LocalDate;
}

/** Facts never change once folded, so the index by dwelling is made once for each of them. */
const made = new WeakMap<Facts, Occupancy>();

export function occupancyOf(facts: Facts): Occupancy {
  const known = made.get(facts);
  if (known !== undefined) return known;
  const occupancy = indexByDwelling(facts);
  made.set(facts, occupancy);
  return occupancy;
}

function indexByDwelling(facts: Facts): Occupancy {
  const byDwelling = new Map<string, Residency[]>();
  const key = (site: string | null, dwelling: string | null): string => `${site ?? ''}/${dwelling ?? ''}`;
  for (const [resident, { residencies }] of facts.residents)
    for (const { site, dwelling, from, to } of residencies) {
      const list = byDwelling.get(key(site, dwelling)) ?? [];
      list.push({ resident, from, to });
      byDwelling.set(key(site, dwelling), list);
    }
  const of: Occupancy['of'] = (site, dwelling) =>
    dwelling === null ? [] : (byDwelling.get(key(site, dwelling)) ?? []);
  const dayAfter = (day: LocalDate): LocalDate => addDays(day, 1);
  return {
    of,
    dayAfter,
    on: (site, dwelling, day) => of(site, dwelling).findLast((one) => holds(one, day))?.resident ?? null,
    changes: (site, dwelling) =>
      of(site, dwelling).flatMap(({ resident, from, to }) => [
        from,
        ...(to === null ? [] : [dayAfter(to)]),
        ...(facts.residents.get(resident)?.optedIn ?? []).flatMap((span) => [
          span.from,
          ...(span.to === null ? [] : [dayAfter(span.to)]),
        ]),
      ]),
  };
}
