import { localDateAt, monthSpan, type LocalDate, type Month } from '#domain/calendar';
import { zoneOfSite, type Facts } from '#domain/facts';
import { claimOf, type Claim } from './claim.js';

type SiteKind = 'housing' | 'school' | 'office' | 'other';

/** A heater that went from one site to another. */
export interface Relocation {
  readonly heater: string;
  readonly atMs: number;
  readonly on: LocalDate;
  readonly fromSite: string;
  readonly fromKind: SiteKind;
  readonly toSite: string;
  readonly toKind: SiteKind;
}

/** Heaters whose site changed in the month (in the zone of the new site), by heater and time. */
export function relocationsIn(facts: Facts, period: Month): Relocation[] {
  const found: Relocation[] = [];
  for (const [heater, { placements }] of facts.heaters) {
    let fromSite: string | null = null;
    for (const { site, from } of placements) {
      // A heater in store for a while went from where it last stood.
      if (site === null) continue;
      if (fromSite !== null && fromSite !== site) {
        const zone = zoneOfSite(facts, site);
        const month = monthSpan(zone, period);
        if (from >= month.fromMs && from < month.toMs)
          found.push({
            heater,
            atMs: from,
            on: localDateAt(zone, from),
            fromSite,
            fromKind: kindOf(facts, fromSite),
            toSite: site,
            toKind: kindOf(facts, site),
          });
      }
      fromSite = site;
    }
  }
  return found.sort((a, b) => (a.heater === b.heater ? a.atMs - b.atMs : a.heater < b.heater ? -1 : 1));
}

const kindOf = (facts: Facts, site: string): SiteKind => facts.sites.get(site)?.registered.kind ?? 'other';

const LISTED_MAX = 50;

/** The claim holds by example: a month without a move neither proves nor refutes it. */
export function relocationClaim(relocations: readonly Relocation[], moveEvents: readonly number[]): Claim {
  const kinds = new Map<string, number>();
  for (const { fromKind, toKind } of relocations)
    kinds.set(`${fromKind} to ${toKind}`, (kinds.get(`${fromKind} to ${toKind}`) ?? 0) + 1);
  const heaters = new Set(relocations.map(({ heater }) => heater)).size;
  const inputs = {
    moves: relocations.length,
    ...Object.fromEntries([...kinds].sort(([a], [b]) => (a < b ? -1 : 1))),
    ...Object.fromEntries(
      relocations
        .slice(0, LISTED_MAX)
        .map(({ heater, on, fromSite, toSite }) => [`${heater} on ${on}`, `${fromSite} to ${toSite}`]),
    ),
  };
  if (heaters === 0)
    return claimOf('relocations', {
      figure: null,
      holds: null,
      inputs,
      missing: ['a move of a heater from one site to another in the month'],
    });
  return claimOf('relocations', {
    figure: String(heaters),
    holds: true,
    inputs,
    references: { events: moveEvents },
  });
}
