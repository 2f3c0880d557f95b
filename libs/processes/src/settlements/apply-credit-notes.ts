import type { Kysely } from 'kysely';
import { invariant, isRefused } from '#domain/decision';
import type { Facts } from '#domain/facts';
import { applyCreditNote, booksOf, documentKey, type SettledDocument } from '#domain/settlements';
import { derivedId, makeEvent, type NewEvent } from '#events';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { Tables } from '#read-models';
import { StoreRefused } from '../closing/period-stream.js';
import { settledDocuments, type DocumentRef } from './settled-documents.js';
import { SETTLEMENTS, settlementsNow } from './settlement-events.js';

export interface SettlementDeps {
  readonly store: EventStore;
  readonly models: Kysely<Tables>;
  readonly clock: Clock;
  /** As they stand now. */
  readonly facts: () => Promise<Facts>;
}

/** Decided and appended at once. */
const AT_ONCE = 100;
const ACTOR = 'process:settlements';
const CREDIT_KINDS = ['credit-note', 'self-billed-credit-note', 'repayment-correction'];

/** Credit notes of which the stream does not say yet what they take from the documents they cite, as projected. */
function unapplied({ models }: SettlementDeps): Promise<DocumentRef[]> {
  return models
    .selectFrom('document')
    .select(['series', 'number'])
    .where('kind', 'in', CREDIT_KINDS)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('settlement')
            .select('settlement.idx')
            .whereRef('settlement.series', '=', 'document.series')
            .whereRef('settlement.number', '=', 'document.number')
            .where('settlement.kind', '=', 'credited'),
        ),
      ),
    )
    .orderBy('idx')
    .execute();
}

/**
 * Says of every credit note issued so far what it takes from the document it cites, once, in the one stream of
 * settlements: so receipts and credit notes that come at the same time never count VAT twice. Started again after a
 * break, or by two at once, it says the same. Read models must have passed the credit notes. Answers how many.
 */
export async function applyCreditNotes(deps: SettlementDeps): Promise<number> {
  const refs = await unapplied(deps);
  for (let left: readonly DocumentRef[] = refs; left.length > 0;) left = await applySome(deps, left);
  return refs.length;
}

/** A credit note and what it concerns. */
interface Applied {
  readonly credit: DocumentRef;
  readonly cited: string;
  readonly documents: ReadonlyMap<string, SettledDocument>;
}

/** The next ones that cite a document each of its own: none depends on another. Answers what is left. */
async function applySome(deps: SettlementDeps, refs: readonly DocumentRef[]): Promise<DocumentRef[]> {
  const some: Applied[] = [];
  const rest: DocumentRef[] = [];
  const cited = new Set<string>();
  for (const credit of refs) {
    const applied = some.length < AT_ONCE ? await concernedBy(deps, credit) : null;
    if (applied === null || cited.has(applied.cited)) rest.push(credit);
    else {
      cited.add(applied.cited);
      some.push(applied);
    }
  }
  while (!(await appended(deps, some))) {
    // Someone else wrote to the stream first: decided anew from what it says then.
  }
  return rest;
}

async function concernedBy({ store, models }: SettlementDeps, ref: DocumentRef): Promise<Applied> {
  const [credit] = (await settledDocuments(models, store, [ref])).values();
  const [number] = credit?.cites ?? [];
  invariant(credit !== undefined && number !== undefined, `credit note ${ref.number} cites nothing`);
  const original = { series: ref.series, number };
  const documents = await settledDocuments(models, store, [ref, original]);
  const owed = documents.get(documentKey(original));
  invariant(owed !== undefined, `credit note ${ref.number} cites ${number}, which was never issued`);
  return { credit: ref, cited: documentKey(owed), documents };
}

async function appended(deps: SettlementDeps, some: readonly Applied[]): Promise<boolean> {
  const { store, clock } = deps;
  const { state, revision } = await settlementsNow(store);
  const books = booksOf(state);
  const facts = await deps.facts();
  const events: NewEvent[] = [];
  for (const { credit, documents } of some) {
    const context = { facts, nowMs: clock.now(), documents };
    const decision = applyCreditNote({ type: 'ApplyCreditNote', creditNote: credit }, books, context);
    invariant(!isRefused(decision), 'a credit note is always applied');
    const id = derivedId(`credit-applied/${credit.series}/${credit.number}`);
    const meta = { id, recordedAt: clock.now(), actor: ACTOR, commandId: id, causation: null };
    events.push(...decision.accepted.map((event) => makeEvent(event, meta)));
  }
  if (events.length === 0) return true;
  const [outcome] = await store.append([{ stream: SETTLEMENTS, expectedRevision: revision, events }]);
  invariant(outcome !== undefined, 'the store left an append unanswered');
  if (outcome.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
  return outcome.kind === 'appended';
}
