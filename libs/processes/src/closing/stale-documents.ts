import type { Month } from '#domain/calendar';
import { invariant } from '#domain/decision';
import type { DocumentDraft } from '#domain/documents';
import type { Facts } from '#domain/facts';
import { planDocuments } from '#domain/periods';
import { latest, type CutOf } from './earlier-months.js';
import { planInput } from './plan-input.js';
import type { ClosingReads, UnissuedDocument } from './reads.js';

/** What earlier closes planned and did not issue. */
export interface Unissued {
  /** To be issued as soon as they can be: what they say waits for nothing else. */
  readonly waiting: readonly DocumentDraft[];
  /**
   * Never issued as they are: below zero, or of another kind by now, since their owner deducts VAT or no longer does.
   * Each later close compares what they said with what it is worth then, and its own documents bear what is due.
   */
  readonly released: readonly DocumentDraft[];
}

/**
 * Documents that closes set aside, computed again from what was sealed at their own cut, and with what
 * waited at that cut; who the parties are, and what they may receive, is read now: that is what was mended.
 */
export class StaleDocuments {
  private readonly drafted = new Map<Month, readonly DocumentDraft[]>();
  private cuts: readonly CutOf[] | null = null;

  constructor(
    private readonly reads: ClosingReads,
    /** As known at the cut of the close that asks. */
    private readonly now: Facts,
  ) {}

  /** What was not issued at a cut, oldest month first. */
  async before(cut: CutOf): Promise<Unissued> {
    const unissued = await this.reads.setAsideBefore(cut.index, cut.period);
    const byMonth = new Map<Month, UnissuedDocument[]>();
    for (const one of unissued) {
      const month = one.planned.slice(0, 7);
      byMonth.set(month, [...(byMonth.get(month) ?? []), one]);
    }
    const [waiting, released]: [DocumentDraft[], DocumentDraft[]] = [[], []];
    for (const [month, of] of [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const drafts = await this.draftsOf(month);
      const wait = new Set(of.flatMap(({ planned, negative }) => (negative ? [] : [planned])));
      const again = drafts.filter(({ planned }) => wait.has(planned));
      for (const { planned } of again) wait.delete(planned);
      const parties = new Set(
        of.flatMap(({ planned, party, negative }) => (negative || wait.has(planned) ? [party] : [])),
      );
      waiting.push(...again);
      released.push(...drafts.filter((draft) => parties.has(draft.party.id) && !again.includes(draft)));
    }
    return { waiting, released };
  }

  /** All documents of a month as its own close planned them: none of an adjustment that waited then. */
  private async draftsOf(period: Month): Promise<readonly DocumentDraft[]> {
    const known = this.drafted.get(period);
    if (known !== undefined) return known;
    this.cuts ??= await this.reads.cuts();
    const own = this.cuts.find((one) => one.period === period);
    invariant(own !== undefined, `documents of ${period} were planned without a cut`);
    const then = await this.reads.factsBefore(own.index);
    const sealed = latest(await this.reads.sealings(period, period));
    const mended = {
      ...then,
      clients: this.now.clients,
      owners: this.now.owners,
      company: withRateOf(this.now.company, then.company),
    };
    const before = await this.before(own);
    const { drafts } = planDocuments(await planInput(this.reads, own, mended, sealed, before));
    this.drafted.set(period, drafts);
    return drafts;
  }
}

/** The company as it was, at the standard rate that it charges now: a wrong one is what may have been mended. */
const withRateOf = (now: Facts['company'], then: Facts['company']): Facts['company'] =>
  now === null || then === null ? then : { ...then, standardVatRate: now.standardVatRate };
