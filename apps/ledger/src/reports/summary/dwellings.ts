import type { DwellingsSummary } from './summary.js';

/** Worst first: a dwelling takes the worst status of its residencies. */
const WORST_FIRST = ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'];

interface Proof {
  readonly site: string;
  readonly dwelling: string;
  readonly status: string;
  readonly reasons: string;
}

export function dwellingsOf(proofs: readonly Proof[]): DwellingsSummary {
  const worst = new Map<string, Proof>();
  for (const proof of proofs) {
    const key = `${proof.site}/${proof.dwelling}`;
    const known = worst.get(key);
    if (known === undefined || WORST_FIRST.indexOf(proof.status) < WORST_FIRST.indexOf(known.status))
      worst.set(key, proof);
  }
  const byStatus = Object.fromEntries(WORST_FIRST.map((status) => [status, 0]));
  const reasons: Record<string, number> = {};
  for (const proof of worst.values()) {
    byStatus[proof.status] = (byStatus[proof.status] ?? 0) + 1;
    for (const reason of JSON.parse(proof.reasons) as string[]) reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return { proved: worst.size, byStatus, reasons };
}
