import { accrualEntries } from '#domain/accounting';
import { InvariantBroken, type Refusal } from '#domain/decision';
import { computeClose, type ComputedClose } from './compute.js';
import { previewReads, type PreviewedMonth } from './preview-reads.js';
import type { ClosingReads } from './reads.js';

/** What a close would plan if its cut were made now. */
export interface PlannedNow {
  /** Without documents where the plan fails. */
  readonly computed: ComputedClose;
  readonly fails: readonly Refusal[];
}

/**
 * The whole plan of a month that is still open. Where it breaks an invariant the cut must not be made: every later
 * close would have to go on from there, and break as well.
 */
export async function plannedNow(reads: ClosingReads, month: PreviewedMonth): Promise<PlannedNow> {
  const { period, index, facts, sealed } = month;
  try {
    const computed = await computeClose(await previewReads(reads, month), { period, index });
    if (facts.chart !== null) accrualEntries(period, computed.drafts, facts.chart);
    return { computed, fails: [] };
  } catch (error) {
    if (!(error instanceof InvariantBroken)) throw error;
    const nothing = { drafts: [], carries: [], uncredited: [], proofs: [] };
    return { computed: { facts, sealed, ...nothing }, fails: [planFails(month, error)] };
  }
}

const planFails = ({ period }: PreviewedMonth, { about, message }: InvariantBroken): Refusal => ({
  code: 'PLAN_FAILS',
  field: about ?? `periods/${period}`,
  remedy: `its documents cannot be computed (${message}): correct the price, agreement or quantity it comes from, or report it; nothing was written`,
});
