import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { DocumentDraft } from '#domain/documents';
import { planDocuments, type Difference } from '#domain/periods';
import { proveDwellings } from '#domain/resident-proof';
import type { DwellingProof, SealedHeater } from '#events';
import { latest } from './earlier-months.js';
import { planInput } from './plan-input.js';
import type { ClosingReads } from './reads.js';
import { StaleDocuments } from './stale-documents.js';

/** Everything a close says, computed at its cut: the same whenever and by whomever it is computed. */
export interface ComputedClose {
  readonly facts: Facts;
  readonly sealed: readonly SealedHeater[];
  readonly drafts: readonly DocumentDraft[];
  readonly carries: readonly { readonly resident: string; readonly carryCents: number }[];
  /** Differences that no document can bear: what counts now is below zero. */
  readonly uncredited: readonly Difference[];
  readonly proofs: readonly DwellingProof[];
}

export async function computeClose(
  reads: ClosingReads,
  cut: { readonly period: Month; readonly index: number },
): Promise<ComputedClose> {
  const facts = await reads.factsBefore(cut.index);
  const sealed = latest(await reads.sealings(cut.period, cut.period));
  const unissued = await new StaleDocuments(reads, facts).before(cut);
  const input = await planInput(reads, cut, facts, sealed, unissued);
  const plan = planDocuments(input);
  return {
    facts,
    sealed,
    drafts: [...plan.drafts, ...unissued.waiting],
    carries: plan.carries,
    uncredited: plan.uncredited,
    proofs: proveDwellings(facts, cut.period, sealed, plan.drafts),
  };
}
