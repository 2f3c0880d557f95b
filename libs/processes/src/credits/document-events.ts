import { invariant, type Refusal } from '#domain/decision';
import {
  assertExact,
  documentOf,
  guardDocument,
  isCredit,
  issuedEventType,
  mentionFacts,
  numberAt,
  type DocumentDraft,
  type MentionFacts,
} from '#domain/documents';
import type { Facts } from '#domain/facts';
import { derivedId, makeEvent, type DocumentIssuedData, type EventMeta, type NewEvent } from '#events';
import { fittingTogether } from '#event-store';
import { withLinesApart } from '../closing/long-document.js';
import { partyAtIssue } from '../closing/party-at-issue.js';
import type { SeriesState } from '../closing/series.js';
import type { CreditDeps } from './deps.js';

interface AtOnce {
  readonly facts: Facts;
  readonly series: SeriesState;
  readonly issueDate: string;
  readonly meta: Omit<EventMeta, 'id'>;
  /** The document that is credited, cancelled or corrected. */
  readonly original: DocumentIssuedData;
  readonly cutIndexOf: (draft: DocumentDraft) => number;
}

/** A credit note bears the references that were printed; what takes the place of a document shows the same usage. */
function mentionsOf(
  facts: Facts,
  draft: DocumentDraft,
  { purchaseOrder, buyerReference, daily }: DocumentIssuedData,
  issueDate: string,
): MentionFacts {
  const now = mentionFacts(facts, facts, draft, issueDate);
  return isCredit(draft.kind) ? { ...now, references: { purchaseOrder, buyerReference } } : { ...now, daily };
}

/** A document that is issued anew names the credit note before it. */
const withCreditNote = (draft: DocumentDraft, creditNote: string | undefined): DocumentDraft =>
  draft.replaces === undefined || creditNote === undefined
    ? draft
    : { ...draft, replaces: { ...draft.replaces, creditNote } };

/** The events that issue drafts with the next numbers of their series, or what the guard says against one of them. */
export async function documentEvents(
  deps: CreditDeps,
  drafts: readonly DocumentDraft[],
  { facts, series, issueDate, meta, original, cutIndexOf }: AtOnce,
): Promise<{ readonly events: readonly NewEvent[] } | { readonly refusal: Refusal }> {
  const { chart } = facts;
  invariant(chart !== null, 'a document without a chart of accounts');
  const documents: DocumentIssuedData[] = [];
  for (const [i, planned] of drafts.entries()) {
    const draft = withCreditNote(planned, documents.at(-1)?.number);
    const document = documentOf(draft, {
      number: numberAt(series.opened, series.revision + 1 + i),
      issueDate,
      period: draft.period,
      cutIndex: cutIndexOf(draft),
      chart,
      mentions: mentionsOf(facts, draft, original, issueDate),
      party: await partyAtIssue(deps, facts, draft),
    });
    const guarded = draft.held === undefined ? {} : { held: draft.held };
    const [fault] = guardDocument(document, guarded);
    if (fault !== undefined) return { refusal: fault };
    documents.push(assertExact(document, guarded));
  }
  const events: NewEvent[] = [];
  // Lines of long documents are written before anything is issued: only once nothing speaks against any of them.
  for (const [i, document] of documents.entries()) {
    const id = derivedId(`issued/${document.planned}`);
    const fitted = await withLinesApart(deps.store, document, { ...meta, id });
    events.push(makeEvent({ type: issuedEventType(drafts[i]!.kind), data: fitted }, { ...meta, id }));
  }
  invariant(fittingTogether(events) === events.length, 'a credit note and its new document in one append');
  return { events };
}
