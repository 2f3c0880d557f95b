import { invariant } from '#domain/decision';
import { documentOf, issuedEventType, numberAt, seriesStream, type DocumentDraft } from '#domain/documents';
import type { Facts } from '#domain/facts';
import { derivedId, makeEvent, type EventMeta } from '#events';
import type { ClosingDeps } from './deps.js';
import { withLinesApart } from './long-document.js';
import { mentionFacts, partyAtIssue } from './party-at-issue.js';
import { StoreRefused } from './period-stream.js';
import { readSeries, type SeriesState } from './series.js';

/** The close that issues. */
export interface IssuingClose {
  readonly period: string;
  readonly cutIndex: number;
  readonly issueDate: string;
  readonly meta: Omit<EventMeta, 'id'>;
}

/** Issues drafts one by one into their series. Numbers are revisions: a crash or another close leaves no gap. */
export class Issuer {
  private readonly series = new Map<string, SeriesState>();

  constructor(
    private readonly deps: ClosingDeps,
    /** Accounts and mandates, like usage and prices, are those of the cut; names are those of now. */
    private readonly atCut: Facts,
    private readonly names: Facts,
    private readonly close: IssuingClose,
  ) {}

  /** Number of the document, issued now or before. */
  async issue(draft: DocumentDraft): Promise<string> {
    for (;;) {
      const series = await this.seriesOf(draft);
      const known = series.issued.get(draft.planned);
      if (known !== undefined) return known;
      const number = await this.append(draft, series);
      if (number !== null) return number;
      // Someone else wrote to the series: read it again and see what it holds now.
      this.series.delete(series.stream);
    }
  }

  private async append(draft: DocumentDraft, series: SeriesState): Promise<string | null> {
    const { period, cutIndex, issueDate, meta } = this.close;
    const { chart } = this.atCut;
    invariant(chart !== null, 'a document without a chart of accounts');
    // A series runs in order of its dates.
    const date = issueDate > series.lastDate ? issueDate : series.lastDate;
    const number = numberAt(series.opened, series.revision + 1);
    const document = documentOf(draft, {
      number,
      issueDate: date,
      period,
      cutIndex,
      chart,
      mentions: mentionFacts(this.atCut, this.names, draft, issueDate),
      party: await partyAtIssue(this.deps, this.names, draft),
    });
    const id = derivedId(`issued/${draft.planned}`);
    const fitted = await withLinesApart(this.deps.store, document, { ...meta, id });
    const event = makeEvent({ type: issuedEventType(draft.kind), data: fitted }, { ...meta, id });
    const [outcome] = await this.deps.store.append([
      { stream: series.stream, expectedRevision: series.revision, events: [event] },
    ]);
    invariant(outcome !== undefined, 'the store left an append unanswered');
    if (outcome.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
    if (outcome.kind === 'conflict') return null;
    series.revision += 1;
    series.lastDate = date;
    series.issued.set(draft.planned, number);
    return number;
  }

  private async seriesOf(draft: DocumentDraft): Promise<SeriesState> {
    const stream = seriesStream(draft.kind, draft.series);
    const known = this.series.get(stream);
    if (known !== undefined) return known;
    const meta = { ...this.close.meta, id: '' };
    const read = await readSeries(this.deps.store, draft, this.close.cutIndex, meta);
    this.series.set(stream, read);
    return read;
  }
}
