import { invariant } from '#domain/decision';
import {
  assertExact,
  documentOf,
  issuedEventType,
  mentionFacts,
  numberAt,
  seriesStream,
  type DocumentDraft,
} from '#domain/documents';
import type { Facts } from '#domain/facts';
import {
  derivedId,
  makeEvent,
  type DailyUsage,
  type DocumentParty,
  type EventMeta,
  type NewEvent,
} from '#events';
import { fittingTogether, type AppendRequest } from '#event-store';
import type { ClosingDeps } from './deps.js';
import { withLinesApart } from './long-document.js';
import { partyAtIssue } from './party-at-issue.js';
import { StoreRefused } from './period-stream.js';
import { readSeries, type SeriesState } from './series.js';

/** The close that issues. */
export interface IssuingClose {
  readonly period: string;
  readonly cutIndex: number;
  readonly issueDate: string;
  readonly meta: Omit<EventMeta, 'id'>;
  /** Usage of each day behind a draft, for its chart; absent: none is stated. */
  readonly dailyOf?: (draft: DocumentDraft) => Promise<DailyUsage | null>;
}

/** Drafts of one series, in the order of their numbers. */
interface SeriesBatch {
  readonly series: SeriesState;
  readonly drafts: readonly DocumentDraft[];
}

/**
 * Issues drafts into their series, many in one append: their numbers are the revisions at which they stand, so a
 * crash or another close leaves no gap.
 */
export class Issuer {
  private readonly series = new Map<string, SeriesState>();

  constructor(
    private readonly deps: Pick<ClosingDeps, 'store' | 'keys' | 'randomness' | 'openAlone'>,
    /** Accounts and mandates, like usage and prices, are those of the cut. */
    private readonly atCut: Facts,
    /** Names and addresses. A close takes those of its cut as well, so that it comes to the same whenever it goes on. */
    private readonly names: Facts,
    private readonly close: IssuingClose,
  ) {}

  /** Issues all of them, in their order within each series; what was issued before stays as it is. */
  async issue(drafts: readonly DocumentDraft[]): Promise<void> {
    for (let left = drafts; left.length > 0;) {
      const batches = (await this.batchesOf(left)).filter(({ drafts: missing }) => missing.length > 0);
      left = await this.append(batches);
    }
  }

  /** Appends the documents; answers those that one append could not take, or to whose series someone else wrote. */
  private async append(batches: readonly SeriesBatch[]): Promise<readonly DocumentDraft[]> {
    if (batches.length === 0) return [];
    const drafts = batches.flatMap((batch) => batch.drafts);
    const parties = await Promise.all(drafts.map((draft) => partyAtIssue(this.deps, this.names, draft)));
    const partyOf = new Map(drafts.map((draft, i) => [draft.planned, parties[i]!]));
    const requests: AppendRequest[] = [];
    for (const { series, drafts: of } of batches) {
      const events = await this.eventsOf(series, of, partyOf);
      requests.push({
        stream: series.stream,
        expectedRevision: series.revision,
        events: events.slice(0, fittingTogether(events)),
      });
    }
    const outcomes = await this.deps.store.append(requests);
    const again: DocumentDraft[] = [];
    for (const [i, { series, drafts: of }] of batches.entries()) {
      const outcome = outcomes[i];
      invariant(outcome !== undefined, 'the store left an append unanswered');
      if (outcome.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
      if (outcome.kind === 'appended') {
        const fitting = requests[i]!.events.length;
        this.note(series, of.slice(0, fitting));
        again.push(...of.slice(fitting));
      } else {
        // Someone else wrote to the series: it is read again, and what it holds now is not issued twice.
        this.series.delete(series.stream);
        again.push(...of);
      }
    }
    return again;
  }

  private async eventsOf(
    series: SeriesState,
    drafts: readonly DocumentDraft[],
    partyOf: ReadonlyMap<string, DocumentParty>,
  ): Promise<NewEvent[]> {
    const { period, cutIndex, issueDate, meta, dailyOf } = this.close;
    const { chart } = this.atCut;
    invariant(chart !== null, 'a document without a chart of accounts');
    const events: NewEvent[] = [];
    for (const [i, draft] of drafts.entries()) {
      const daily = (await dailyOf?.(draft)) ?? null;
      const made = documentOf(draft, {
        number: numberAt(series.opened, series.revision + 1 + i),
        issueDate: this.dateIn(series),
        period,
        cutIndex,
        chart,
        mentions: { ...mentionFacts(this.atCut, this.names, draft, issueDate), daily },
        party: partyOf.get(draft.planned)!,
      });
      const document = assertExact(made, draft.held === undefined ? {} : { held: draft.held });
      const id = derivedId(`issued/${draft.planned}`);
      const fitted = await withLinesApart(this.deps.store, document, { ...meta, id });
      events.push(makeEvent({ type: issuedEventType(draft.kind), data: fitted }, { ...meta, id }));
    }
    return events;
  }

  private note(series: SeriesState, drafts: readonly DocumentDraft[]): void {
    for (const draft of drafts) {
      series.revision += 1;
      series.issued.set(draft.planned, numberAt(series.opened, series.revision));
    }
    series.lastDate = this.dateIn(series);
  }

  /** A series runs in order of its dates. */
  private dateIn({ lastDate }: SeriesState): string {
    return this.close.issueDate > lastDate ? this.close.issueDate : lastDate;
  }

  /** The drafts by series, without those that their series holds already. */
  private async batchesOf(drafts: readonly DocumentDraft[]): Promise<SeriesBatch[]> {
    const byStream = new Map<string, DocumentDraft[]>();
    for (const draft of drafts) {
      const stream = seriesStream(draft.kind, draft.series);
      byStream.set(stream, [...(byStream.get(stream) ?? []), draft]);
    }
    return Promise.all(
      [...byStream.values()].map(async (of) => {
        const series = await this.seriesOf(of[0]!);
        return { series, drafts: of.filter(({ planned }) => !series.issued.has(planned)) };
      }),
    );
  }

  private async seriesOf(draft: DocumentDraft): Promise<SeriesState> {
    const stream = seriesStream(draft.kind, draft.series);
    const known = this.series.get(stream);
    if (known !== undefined) return known;
    const meta = { ...this.close.meta, id: '' };
    const { store, openAlone = (work) => work(this.names, this.deps.store) } = this.deps;
    const read = await readSeries(store, draft, this.close.cutIndex, openAlone, meta);
    this.series.set(stream, read);
    return read;
  }
}
