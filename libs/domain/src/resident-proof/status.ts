import type { ProofStatus } from '#events';

/** Worst first: a dwelling's month takes the worst status of its residencies. */
export const WORST_FIRST: readonly ProofStatus[] = ['SHORT', 'UNPROVEN', 'FREE_DUE', 'FREE_PAID'];

/** The worse of two statuses. */
export const worseStatus = (a: ProofStatus, b: ProofStatus): ProofStatus =>
  WORST_FIRST.indexOf(a) <= WORST_FIRST.indexOf(b) ? a : b;
