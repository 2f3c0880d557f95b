import type { DwellingsSummary } from './summary.js';

/** Worst first: a dwelling's month is the worst of its residencies. */
const WORST_FIRST = ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'] as const;

export interface ProofOfDwelling {
  readonly site: string;
  readonly dwelling: string;
  /** `null`: nobody lived there. */
  readonly resident: string | null;
  readonly status: string;
  readonly reasons: readonly string[];
  readonly energyWh: number;
}

type Counts = Record<string, number>;

const count = (counts: Counts, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

/** Why a dwelling is not counted, or `null`: counted are occupied, opted-in dwellings with energy. */
function leftOut(residencies: readonly ProofOfDwelling[]): string | null {
  if (residencies.every((proof) => proof.resident === null)) return 'EMPTY';
  const lived = residencies.filter((proof) => proof.resident !== null);
  if (lived.every((proof) => proof.energyWh === 0)) return 'NO_ENERGY';
  return lived.every((proof) => proof.reasons.includes('NOT_OPTED_IN')) ? 'NOT_OPTED_IN' : null;
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
export function dwellingsOf(proofs: readonly ProofOfDwelling[], known: number): DwellingsSummary {
  const byStatus: Counts = Object.fromEntries(WORST_FIRST.map((status) => [status, 0]));
  const reasons: Counts = {};
  const others: Counts = {};
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
