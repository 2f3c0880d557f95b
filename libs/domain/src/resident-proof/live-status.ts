import { monthOf, monthSpan } from '#domain/calendar';
import { dwellingKey, zoneOfSite, type Facts } from '#domain/facts';
import type { ProofStatus } from '#events';
import { undertakingCovers } from './undertaking.js';

/** A document that credits a residency, as far as it has come. Amounts in cents of EUR. */
export interface CreditDocument {
  readonly planned: string;
  /** Null: planned at the cut, and not issued yet. */
  readonly number: string | null;
  readonly party: string;
  readonly grossCents: number;
  /** Money paid out and cash set off against it. */
  readonly paidCents: number;
}

/** What was sealed of a residency at the cut. */
export interface SealedStatus {
  readonly site: string;
  readonly dwelling: string;
  readonly from: string;
  readonly to: string;
  readonly status: ProofStatus;
  readonly reasons: readonly string[];
  readonly ownCostCents: number;
}

/** Issued, and all of it paid; a statement from which an over-credit took everything owes nothing more. */
export const isPaid = (document: CreditDocument): boolean =>
  document.number !== null && document.paidCents >= document.grossCents;

/**
 * The status of a residency now. What was due at the cut is paid once every document that credits a resident is
 * paid in full; what lacked an undertaking is proved once the owners' undertakings cover the span. Anything else stands
 * as it was sealed: corrected energy is credited, and proved, by later documents.
 */
export function liveStatus(
  facts: Facts,
  sealed: SealedStatus,
  documents: readonly CreditDocument[],
): ProofStatus {
  if (sealed.status === 'FREE_DUE') {
    const repayments = documents.filter(({ party }) => !facts.owners.has(party));
    return repayments.length > 0 && repayments.every(isPaid) ? 'FREE_PAID' : 'FREE_DUE';
  }
  const lacked = sealed.reasons.join(' ') === 'NO_UNDERTAKING' && sealed.ownCostCents === 0;
  if (sealed.status !== 'UNPROVEN' || !lacked) return sealed.status;
  const owners = ownersOf(facts, sealed);
  const covered = owners.every((owner) =>
    undertakingCovers(facts, owner, sealed.site, sealed.from, sealed.to),
  );
  return owners.length > 0 && covered ? 'FREE_PAID' : sealed.status;
}

/** Owners who held the contract behind a heater of the dwelling on any day of the span. */
function ownersOf(facts: Facts, { site, dwelling, from, to }: SealedStatus): string[] {
  const owners = new Set<string>();
  for (const point of supplyPointsOf(facts, site, dwelling, from)) {
    const holders = facts.supplyPoints.get(point)?.holders ?? [];
    holders.forEach((holder, i) => {
      const next = holders[i + 1]?.from ?? '9999-12-31';
      if (holder.from <= to && next > from && holder.holder.kind === 'owner') owners.add(holder.holder.owner);
    });
  }
  return [...owners].sort();
}

/** Where a heater of a dwelling was connected, [fromMs, toMs). */
interface Stay {
  readonly supplyPoint: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Facts that changed are another object, so an index by identity is never stale. */
const STAYS = new WeakMap<Facts, ReadonlyMap<string, readonly Stay[]>>();

/** Stays of all heaters by dwelling, key `<site>/<dwelling>`. */
function staysOf(facts: Facts): ReadonlyMap<string, readonly Stay[]> {
  const known = STAYS.get(facts);
  if (known !== undefined) return known;
  const stays = new Map<string, Stay[]>();
  for (const { placements } of facts.heaters.values())
    placements.forEach(({ site, dwelling, supplyPoint, from: fromMs }, i) => {
      if (site === null || dwelling === null || supplyPoint === null) return;
      const stay = { supplyPoint, fromMs, toMs: placements[i + 1]?.from ?? Number.POSITIVE_INFINITY };
      const key = dwellingKey(site, dwelling);
      const others = stays.get(key);
      if (others === undefined) stays.set(key, [stay]);
      else others.push(stay);
    });
  STAYS.set(facts, stays);
  return stays;
}

/** Supply points at which a heater of the dwelling was installed in the month. */
function supplyPointsOf(facts: Facts, site: string, dwelling: string, day: string): Set<string> {
  const month = monthSpan(zoneOfSite(facts, site), monthOf(day));
  const stays = staysOf(facts).get(dwellingKey(site, dwelling)) ?? [];
  return new Set(
    stays
      .filter(({ fromMs, toMs }) => fromMs < month.toMs && toMs > month.fromMs)
      .map(({ supplyPoint }) => supplyPoint),
  );
}
