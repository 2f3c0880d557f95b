/** A row of `/v1/proofs`: one residency of a dwelling in the month. */
export interface ProofAnswer {
  readonly dwelling: string;
  readonly resident: string | null;
  /** Status now: what was credited may have been paid since the close. */
  readonly liveStatus: string;
  readonly reasons: readonly string[];
  readonly mainWh: number;
  readonly auxWh: number;
  readonly credited: { readonly amount: string };
}

export interface DwellingCounts {
  /** Dwellings whose residents paid nothing, of those that are occupied, opted in and drew energy. */
  readonly free: number;
  readonly of: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Reasons given for the counted ones that are not free. */
  readonly shortReasons: Readonly<Record<string, number>>;
  /** Dwellings not counted, by reason. */
  readonly others: Readonly<Record<string, number>>;
}

/** Who opted in or out in the course of the month was credited for a part of it. */
const neverOptedIn = ({ reasons, credited }: ProofAnswer): boolean =>
  reasons.includes('NOT_OPTED_IN') && credited.amount === '0.00';

/** Worst first: a dwelling's month is the worst of its residencies. */
const WORST_FIRST = ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'];

export function dwellingCounts(proofs: readonly ProofAnswer[], dwellings: number): DwellingCounts {
  const byDwelling = new Map<string, ProofAnswer[]>();
  for (const proof of proofs) {
    if (proof.resident === null) continue;
    byDwelling.set(proof.dwelling, [...(byDwelling.get(proof.dwelling) ?? []), proof]);
  }
  const byStatus: Record<string, number> = {};
  const shortReasons: Record<string, number> = {};
  const others: Record<string, number> = {};
  let of = 0;
  let free = 0;
  const count = (record: Record<string, number>, key: string): void => {
    record[key] = (record[key] ?? 0) + 1;
  };
  if (byDwelling.size < dwellings) others['EMPTY'] = dwellings - byDwelling.size;
  for (const [, residencies] of [...byDwelling].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const reasons = new Set(residencies.flatMap((proof) => proof.reasons));
    if (residencies.every((proof) => proof.mainWh + proof.auxWh === 0)) count(others, 'NO_ENERGY');
    else if (residencies.every(neverOptedIn)) count(others, 'NOT_OPTED_IN');
    else {
      of++;
      const status =
        WORST_FIRST.find((each) => residencies.some(({ liveStatus }) => liveStatus === each)) ?? 'UNPROVEN';
      count(byStatus, status);
      if (status.startsWith('FREE')) free++;
      else for (const reason of reasons) count(shortReasons, reason);
    }
  }
  return { free, of, byStatus, shortReasons, others };
}
