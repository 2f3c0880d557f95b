import { invariant } from '#domain/decision';
import { CLAIMS, type ClaimDefinition, type ClaimId } from './definitions.js';

export type ClaimVerdict = 'holds' | 'fails' | 'not provable';

/** Where to look it up: events by index, documents by number, benchmarks by id. At most `REFERENCES_MAX` of a kind. */
export interface ClaimReferences {
  readonly events: readonly number[];
  readonly documents: readonly string[];
  readonly benchmarks: readonly string[];
}

export const REFERENCES_MAX = 100;

/** One public claim of one month, proved or refuted, or what is missing to do so. */
export interface Claim extends ClaimDefinition {
  readonly claim: ClaimId;
  /** Decimal text; null where it cannot be proved: never a default. */
  readonly figure: string | null;
  readonly verdict: ClaimVerdict;
  /** What the figure is compared with, and where that was published; null: with nothing outside. */
  readonly comparator: string | null;
  readonly references: ClaimReferences;
  /** What the figure was computed from: decimal texts and counts, units in their names. */
  readonly inputs: Readonly<Record<string, string | number>>;
  readonly missing: readonly string[];
}

/** What the computation of a claim found. `holds` null: not provable, and `missing` says why. */
export interface Found {
  readonly figure: string | null;
  readonly holds: boolean | null;
  readonly inputs?: Claim['inputs'];
  readonly comparator?: string | null;
  readonly references?: Partial<ClaimReferences>;
  readonly missing?: readonly string[];
}

/** The row of the report. */
export function claimOf(claim: ClaimId, found: Found): Claim {
  const { figure, holds, inputs = {}, comparator = null, references = {}, missing = [] } = found;
  invariant(holds !== null || missing.length > 0, `${claim} is not provable, and does not say why`);
  return {
    claim,
    ...CLAIMS[claim],
    figure: holds === null ? null : figure,
    verdict: holds === null ? 'not provable' : holds ? 'holds' : 'fails',
    comparator,
    references: {
      events: (references.events ?? []).slice(0, REFERENCES_MAX),
      documents: (references.documents ?? []).slice(0, REFERENCES_MAX),
      benchmarks: (references.benchmarks ?? []).slice(0, REFERENCES_MAX),
    },
    inputs,
    missing,
  };
}

/** A claim that cannot be proved, and what would have to be there. */
export const notProvable = (claim: ClaimId, ...missing: readonly string[]): Claim =>
  claimOf(claim, { figure: null, holds: null, missing });
