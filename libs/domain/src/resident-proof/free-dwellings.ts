import type { ProofStatus } from '#events';
import { WORST_FIRST } from './status.js';

/** A residency as far as "free n of m" looks at it. */
export interface ProofOfDwelling {
  readonly site: string;
  readonly dwelling: string;
  /** `null`: nobody lived there. */
  readonly resident: string | null;
  readonly status: ProofStatus;
  readonly reasons: readonly string[];
  readonly energyWh: number;
  readonly creditedCents: number;
}

export type Counts = Readonly<Record<string, number>>;

/** "Free n of m": `free` of `counted`. */
export interface FreeDwellings {
  readonly free: number;
  /** Occupied, opted-in dwellings with energy. */
  readonly counted: number;
  /** Counted dwellings by the worst status of their residencies. */
  readonly byStatus: Counts;
  /** Why, where heat is not proved free. */
  readonly reasons: Counts;
  /** Dwellings not counted, by reason: EMPTY, NO_ENERGY, NOT_OPTED_IN. */
  readonly others: Counts;
}

const count = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

/** Who opted in or out in the course of the month was credited for a part of it, and counts. */
const neverOptedIn = ({ reasons, creditedCents }: ProofOfDwelling): boolean =>
  reasons.includes('NOT_OPTED_IN') && creditedCents === 0;

/** Why a dwelling is not counted, or `null`: counted are occupied, opted-in dwellings with energy. */
function leftOut(residencies: readonly ProofOfDwelling[]): string | null {
  const lived = residencies.filter((proof) => proof.resident !== null);
  if (lived.length === 0) return 'EMPTY';
  if (lived.every((proof) => proof.energyWh === 0)) return 'NO_ENERGY';
  return lived.every(neverOptedIn) ? 'NOT_OPTED_IN' : null;
}

function byDwelling(proofs: readonly ProofOfDwelling[]): Map<string, ProofOfDwelling[]> {
  const dwellings = new Map<string, ProofOfDwelling[]>();
  for (const proof of proofs) {
    const key = `${proof.site}/${proof.dwelling}`;
    const residencies = dwellings.get(key);
    if (residencies === undefined) dwellings.set(key, [proof]);
    else residencies.push(proof);
  }
  return dwellings;
}

/** "Free n of m": `known` dwellings are registered; one without any proof was empty. */
export function freeDwellings(proofs: readonly ProofOfDwelling[], known: number): FreeDwellings {
  const byStatus: Record<string, number> = Object.fromEntries(WORST_FIRST.map((status) => [status, 0]));
  const reasons: Record<string, number> = {};
  const others: Record<string, number> = {};
  const dwellings = byDwelling(proofs);
  if (known > dwellings.size) others['EMPTY'] = known - dwellings.size;
  let counted = 0;
  for (const residencies of dwellings.values()) {
    const why = leftOut(residencies);
    if (why !== null) {
      count(others, why);
      continue;
    }
    counted++;
    const lived = residencies.filter((proof) => proof.resident !== null);
    const status = WORST_FIRST.find((each) => lived.some((proof) => proof.status === each)) ?? 'UNPROVEN';
    count(byStatus, status);
    if (status === 'SHORT' || status === 'UNPROVEN')
      for (const reason of new Set(lived.flatMap((proof) => proof.reasons))) count(reasons, reason);
  }
  const free = (byStatus['FREE_DUE'] ?? 0) + (byStatus['FREE_PAID'] ?? 0);
  return { free, counted, byStatus, reasons, others };
}
