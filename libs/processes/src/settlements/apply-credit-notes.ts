import type { Kysely } from 'kysely';
import { invariant, isRefused } from '#domain/decision';
import type { Facts } from '#domain/facts';
import { reissueBeside } from '#domain/credits';
import {
  applyCreditNote,
  booksOf,
  documentKey,
  settlements,
  useCredit,
  type SettledDocument,
  type SettlementContext,
  type SettlementsState,
} from '#domain/settlements';
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

interface CreditRef extends DocumentRef {
  readonly planned: string;
}

/** Credit notes of which the stream does not say yet what they take from the documents they cite, as projected. */
function unapplied({ models }: SettlementDeps): Promise<CreditRef[]> {
  return models
    .selectFrom('document')
    .select(['series', 'number', 'planned'])
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
 * break, or by two at once, it says the same. What a cancellation leaves owed is used up for the document that is
 * issued anew beside it in the same append: nobody finds the one without the other. Read models must have passed the credit notes. Answers how many.
 */
export async function applyCreditNotes(deps: SettlementDeps): Promise<number> {
  const refs = await unapplied(deps);
  for (let left: readonly CreditRef[] = refs; left.length > 0;) left = await applySome(deps, left);
  return refs.length;
}

/** A credit note and what it concerns. */
interface Applied {
  readonly credit: DocumentRef;
  /** Issued anew in the same moment as the credit note. */
  readonly reissued: DocumentRef | null;
  readonly cited: string;
  readonly documents: ReadonlyMap<string, SettledDocument>;
}

/** The next ones that cite a document each of its own: none depends on another. Answers what is left. */
async function applySome(deps: SettlementDeps, refs: readonly CreditRef[]): Promise<CreditRef[]> {
  const some: Applied[] = [];
  const rest: CreditRef[] = [];
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

async function concernedBy({ store, models }: SettlementDeps, ref: CreditRef): Promise<Applied> {
  const [credit] = (await settledDocuments(models, store, [ref])).values();
  const [number] = credit?.cites ?? [];
  invariant(credit !== undefined && number !== undefined, `credit note ${ref.number} cites nothing`);
  const original = { series: ref.series, number };
  const reissued = await besideOf(models, ref);
  const named = [ref, original, ...(reissued === null ? [] : [reissued])];
  const documents = await settledDocuments(models, store, named);
  const owed = documents.get(documentKey(original));
  invariant(owed !== undefined, `credit note ${ref.number} cites ${number}, which was never issued`);
  return { credit: ref, reissued, cited: documentKey(owed), documents };
}

async function besideOf(
  models: SettlementDeps['models'],
  { planned }: CreditRef,
): Promise<DocumentRef | null> {
  const anew = reissueBeside(planned);
  if (anew === null) return null;
  const row = await models
    .selectFrom('document')
    .select(['series', 'number'])
    .where('planned', '=', anew)
    .executeTakeFirst();
  return row ?? null;
}

async function appended(deps: SettlementDeps, some: readonly Applied[]): Promise<boolean> {
  const { store, clock } = deps;
  const now = await settlementsNow(store);
  const facts = await deps.facts();
  const events: NewEvent[] = [];
  let { state } = now;
  for (const applied of some) {
    const said = eventsOf(applied, state, { facts, nowMs: clock.now(), documents: applied.documents });
    state = said.state;
    events.push(...said.events);
  }
  if (events.length === 0) return true;
  const [outcome] = await store.append([{ stream: SETTLEMENTS, expectedRevision: now.revision, events }]);
  invariant(outcome !== undefined, 'the store left an append unanswered');
  if (outcome.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
  return outcome.kind === 'appended';
}

/** What is said of one credit note, and the state after it; nothing where it was applied before. */
function eventsOf(
  { credit, reissued }: Applied,
  before: SettlementsState,
  context: SettlementContext,
): { readonly events: readonly NewEvent[]; readonly state: SettlementsState } {
  const { series, number } = credit;
  const creditNote = { series, number };
  const applied = applyCreditNote({ type: 'ApplyCreditNote', creditNote }, booksOf(before), context);
  invariant(!isRefused(applied), 'a credit note is always applied');
  if (applied.accepted.length === 0) return { events: [], state: before };
  let state = applied.accepted.reduce<SettlementsState>(settlements.evolve, before);
  const meta = (id: string) => ({
    id,
    recordedAt: context.nowMs,
    actor: ACTOR,
    commandId: id,
    causation: null,
  });
  const appliedAs = meta(derivedId(`credit-applied/${series}/${number}`));
  const events = applied.accepted.map((event) => makeEvent(event, appliedAs));
  if (reissued === null) return { events, state };
  const used = useCredit({ creditNote, reissued }, booksOf(state), context);
  invariant(!isRefused(used), 'a credit note is always used up');
  state = used.accepted.reduce<SettlementsState>(settlements.evolve, state);
  const usedAs = meta(derivedId(`credit-used/${series}/${number}`));
  return { events: [...events, ...used.accepted.map((event) => makeEvent(event, usedAs))], state };
}
