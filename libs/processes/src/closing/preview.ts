import { sealHeater } from '#domain/attribution';
import type { Month } from '#domain/calendar';
import type { Refusal } from '#domain/decision';
import { checkUsage, energyTotals, planDocuments, type EnergyTotals } from '#domain/periods';
import { proveDwellings } from '#domain/resident-proof';
import type { DocumentKind, ProofStatus } from '#events';
import type { ClosingDeps } from './deps.js';

/** A month as it would close now. Nothing is written, numbered or promised. */
export interface PeriodPreview {
  readonly period: Month;
  /** Index before which everything is counted. */
  readonly beforeIndex: number;
  readonly documents: readonly {
    readonly planned: string;
    readonly kind: DocumentKind;
    readonly party: string;
    readonly netCents: number;
    readonly vatCents: number;
    readonly grossCents: number;
    readonly obstacles: readonly string[];
  }[];
  readonly proofs: Readonly<Record<ProofStatus, number>>;
  readonly energy: EnergyTotals;
  /** What would keep the month from being closed. */
  readonly missing: readonly Refusal[];
}

/** Usage and prices as known now; adjustments of earlier months are made at the cut and not previewed. */
export async function previewPeriod(
  { store, reads, waitUntilProjected }: Pick<ClosingDeps, 'store' | 'reads' | 'waitUntilProjected'>,
  period: Month,
): Promise<PeriodPreview> {
  const beforeIndex = await store.nextIndex();
  if (beforeIndex > 0) await waitUntilProjected(beforeIndex - 1);
  const facts = await reads.factsBefore(beforeIndex);
  const usage = (await reads.metered(period, facts)).map((metered) => ({
    metered,
    sealed: sealHeater(metered, facts, period),
  }));
  const sealed = usage.map((one) => one.sealed);
  const { drafts } = planDocuments({
    facts,
    period,
    sealed,
    earlier: [],
    issued: [],
    waiting: [],
  });
  const proofs: Record<ProofStatus, number> = { SHORT: 0, UNPROVEN: 0, FREE_DUE: 0, FREE_PAID: 0 };
  for (const { status } of proveDwellings(facts, period, sealed, drafts)) proofs[status] += 1;
  return {
    period,
    beforeIndex,
    documents: drafts.map(({ planned, kind, party, netCents, vatCents, grossCents, obstacles }) => ({
      planned,
      kind,
      party: party.id,
      netCents,
      vatCents,
      grossCents,
      obstacles,
    })),
    proofs,
    energy: energyTotals(sealed),
    missing: checkUsage(facts, period, usage),
  };
}
