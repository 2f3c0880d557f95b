import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { DocumentDraft } from '#domain/documents';
import { partiesOf, planDocuments, type EarlierMonth, type PlanInput } from '#domain/periods';
import { proveDwellings } from '#domain/resident-proof';
import type { DwellingProof, SealedHeater } from '#events';
import type { ClosingReads, Sealing } from './reads.js';

/** Everything a close says, computed at its cut: the same whenever and by whomever it is computed. */
export interface ComputedClose {
  readonly facts: Facts;
  readonly sealed: readonly SealedHeater[];
  readonly drafts: readonly DocumentDraft[];
  readonly carries: readonly { readonly resident: string; readonly carryCents: number }[];
  readonly proofs: readonly DwellingProof[];
}

export async function computeClose(
  reads: ClosingReads,
  cut: { readonly period: Month; readonly index: number },
): Promise<ComputedClose> {
  const facts = await reads.factsBefore(cut.index);
  const sealed = latest(await reads.sealings(cut.period, cut.period));
  const stale = await draftsSetAside(reads, cut, facts);
  const input = await planInput(reads, cut, facts, sealed, stale);
  const plan = planDocuments(input);
  return {
    facts,
    sealed,
    drafts: [...plan.drafts, ...stale],
    carries: plan.carries,
    proofs: proveDwellings(facts, cut.period, sealed, plan.drafts),
  };
}

async function planInput(
  reads: ClosingReads,
  cut: { readonly period: Month; readonly index: number },
  facts: Facts,
  sealed: readonly SealedHeater[],
  stale: readonly DocumentDraft[],
): Promise<PlanInput> {
  const months = (await reads.resealedMonths(cut.period)).filter((month) => month < cut.period);
  const earlier: EarlierMonth[] = [];
  for (const period of months)
    earlier.push(earlierMonth(facts, period, await reads.sealings(period, cut.period)));
  const parties = new Set(earlier.flatMap((month) => [...month.parties].map(idOfParty)));
  const issued = months[0] === undefined ? [] : await reads.issuedBefore(cut.index, months[0], parties);
  const stillToIssue = new Set(stale.flatMap((draft) => draft.lines.map((line) => line.key)));
  return { facts, period: cut.period, sealed, earlier, issued, stillToIssue };
}

/** `owner:habitat` → `habitat` */
const idOfParty = (party: string): string => party.slice(party.indexOf(':') + 1);

/** All heaters of the month as last sealed; the parties of those that were sealed more than once. */
function earlierMonth(facts: Facts, period: Month, sealings: readonly Sealing[]): EarlierMonth {
  const anew = new Set(sealings.filter(({ cut }) => cut > period).map(({ heater }) => heater.heater));
  const versions = sealings.map(({ heater }) => heater).filter(({ heater }) => anew.has(heater));
  return { period, sealed: latest(sealings), parties: partiesOf(facts, versions) };
}

const latest = (sealings: readonly Sealing[]): SealedHeater[] =>
  [...new Map(sealings.map(({ heater }) => [heater.heater, heater])).values()].sort((a, b) =>
    a.heater < b.heater ? -1 : 1,
  );

/**
 * Documents that earlier closes set aside, computed again from what was sealed at their own cut;
 * who the parties are, and what they may receive, is read now: that is what was mended.
 */
async function draftsSetAside(
  reads: ClosingReads,
  cut: { readonly period: Month; readonly index: number },
  facts: Facts,
): Promise<DocumentDraft[]> {
  const waiting = await reads.setAsideBefore(cut.index, cut.period);
  if (waiting.length === 0) return [];
  const cuts = await reads.cuts();
  const drafts: DocumentDraft[] = [];
  for (const period of [...new Set(waiting.map(({ planned }) => planned.slice(0, 7)))].sort()) {
    const own = cuts.find((one) => one.period === period);
    if (own === undefined) continue;
    const then = await reads.factsBefore(own.index);
    const sealed = latest(await reads.sealings(period, period));
    const mended = { ...then, clients: facts.clients, owners: facts.owners };
    const plan = planDocuments(await planInput(reads, own, mended, sealed, []));
    drafts.push(...plan.drafts.filter((draft) => waiting.some(({ planned }) => planned === draft.planned)));
  }
  return drafts;
}
