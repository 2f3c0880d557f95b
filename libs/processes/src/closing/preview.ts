import { addMonths, firstDay, localDateAt, type LocalDate, type Month } from '#domain/calendar';
import type { Refusal } from '#domain/decision';
import { faultsAgainst, reasonsOf, type DocumentDraft } from '#domain/documents';
import type { Facts } from '#domain/facts';
import { energyTotals, type EnergyTotals } from '#domain/periods';
import type { ProofStatus } from '#events';
import { faultsOfRequest, isClosable } from './check.js';
import { computeClose, type ComputedClose } from './compute.js';
import type { ClosingDeps } from './deps.js';
import { plannedNow } from './planned-now.js';
import { sealedNow } from './sealed-now.js';

/** A month as it would close now, or as it was computed at its cut. Nothing is written, numbered or promised. */
export interface PeriodPreview {
  readonly period: Month;
  /** `open`: computed from what is known now; else from what stood before its cut. */
  readonly status: 'open' | 'closing' | 'closed';
  /** Index before which everything is counted. */
  readonly beforeIndex: number;
  /** In the order in which they would be issued; those that waited from earlier months come last. */
  readonly documents: readonly PreviewedDocument[];
  readonly proofs: Readonly<Record<ProofStatus, number>>;
  readonly energy: EnergyTotals;
  /** Over-credits of residents that the credits of this month do not cover. */
  readonly carries: ComputedClose['carries'];
  /** Differences below zero that no document can bear. */
  readonly uncredited: ComputedClose['uncredited'];
  /** What would keep the month from being closed; nothing once its cut was made. */
  readonly missing: readonly Refusal[];
}

export interface PreviewedDocument {
  readonly draft: DocumentDraft;
  /** Its number, where it is issued. */
  readonly number: string | null;
  /** Why it would be set aside; empty where it can be issued. */
  readonly reasons: readonly string[];
  /** What to mend before it can be. */
  readonly mend: readonly Refusal[];
}

export interface PreviewDeps extends Pick<ClosingDeps, 'reads' | 'waitUntilProjected' | 'clock'> {
  readonly store: Pick<ClosingDeps['store'], 'nextIndex'>;
}

/**
 * The documents of a month with all their lines: its own usage, adjustments of earlier months as they would come now,
 * and documents that were set aside and would be issued. An open month before it is not counted: it closes first.
 */
export async function previewPeriod(deps: PreviewDeps, period: Month): Promise<PeriodPreview> {
  const { reads } = deps;
  const beforeIndex = await deps.store.nextIndex();
  if (beforeIndex > 0) await deps.waitUntilProjected(beforeIndex - 1);
  const cut = (await reads.cuts()).find((one) => one.period === period);
  if (cut !== undefined) {
    const computed = await computeClose(reads, { period, index: cut.index });
    const status = cut.closed ? 'closed' : 'closing';
    return previewOf(
      computed,
      { period, status, beforeIndex: cut.index, missing: [] },
      cut.issueDate,
      await reads.numbersOf(period),
    );
  }
  const facts = await reads.factsBefore(beforeIndex);
  const issueDate = issueDateOf(deps, facts, period);
  const wrong = await faultsOfRequest(deps, { period, issueDate }, facts);
  const { sealed, missing } = await sealedNow(reads, facts, period);
  const month = { period, index: beforeIndex, facts, sealed };
  const { computed, fails } = await plannedNow(reads, month);
  // That the readings of a month that still runs do not reach its end says nothing.
  const told = isClosable(wrong) ? missing : missing.filter(({ code }) => code !== 'READING_MISSING');
  return previewOf(
    computed,
    { period, status: 'open', beforeIndex, missing: [...wrong, ...told, ...fails] },
    issueDate,
  );
}

/** Today, or the first day on which the month can be closed. */
function issueDateOf({ clock }: PreviewDeps, facts: Facts, period: Month): LocalDate {
  const first = firstDay(addMonths(period, 1));
  const zone = facts.zones.get(facts.company?.zone ?? '');
  const today = zone === undefined ? first : localDateAt(zone, clock.now());
  return today > first ? today : first;
}

function previewOf(
  { facts, drafts, proofs: proved, sealed, carries, uncredited }: ComputedClose,
  about: Pick<PeriodPreview, 'period' | 'status' | 'beforeIndex' | 'missing'>,
  issueDate: LocalDate,
  numbers: ReadonlyMap<string, string> = new Map(),
): PeriodPreview {
  const proofs: Record<ProofStatus, number> = { SHORT: 0, UNPROVEN: 0, FREE_DUE: 0, FREE_PAID: 0 };
  for (const { status } of proved) proofs[status] += 1;
  const documents = drafts.map((draft) => {
    const number = numbers.get(draft.planned) ?? null;
    // What is issued was judged by the rules of its day.
    const mend = number === null ? faultsAgainst(facts, draft, issueDate) : [];
    return { draft, number, reasons: reasonsOf(mend), mend };
  });
  return { ...about, documents, proofs, energy: energyTotals(sealed), carries, uncredited };
}
