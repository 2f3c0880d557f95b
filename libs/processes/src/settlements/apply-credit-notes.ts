import type { Kysely } from 'kysely';
import { invariant, isRefused } from '#domain/decision';
import type { Facts } from '#domain/facts';
import { settlements, type SettledDocument } from '#domain/settlements';
import { derivedId, makeEvent } from '#events';
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
  for (const ref of refs) await applyOne(deps, ref);
  return refs.length;
}

async function applyOne(deps: SettlementDeps, creditNote: DocumentRef): Promise<void> {
  const { store, models } = deps;
  const [credit] = (await settledDocuments(models, store, [creditNote])).values();
  invariant(credit !== undefined, `credit note ${creditNote.number} is not projected`);
  const refs = [creditNote, ...credit.cites.map((number) => ({ series: creditNote.series, number }))];
  const documents = await settledDocuments(models, store, refs);
  while (!(await appended(deps, creditNote, documents))) {
    // Someone else wrote to the stream first: decided anew from what it says then.
  }
}

async function appended(
  deps: SettlementDeps,
  creditNote: DocumentRef,
  documents: ReadonlyMap<string, SettledDocument>,
): Promise<boolean> {
  const { store, clock } = deps;
  const { state, revision } = await settlementsNow(store);
  const context = { facts: await deps.facts(), nowMs: clock.now(), documents };
  const decision = settlements.decide({ type: 'ApplyCreditNote', creditNote }, state, context);
  invariant(!isRefused(decision), 'a credit note is always applied');
  const [event] = decision.accepted;
  if (event === undefined) return true;
  const id = derivedId(`credit-applied/${creditNote.series}/${creditNote.number}`);
  const made = makeEvent(event, {
    id,
    recordedAt: clock.now(),
    actor: ACTOR,
    commandId: id,
    causation: null,
  });
  const [outcome] = await store.append([{ stream: SETTLEMENTS, expectedRevision: revision, events: [made] }]);
  invariant(outcome !== undefined, 'the store left an append unanswered');
  if (outcome.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
  return outcome.kind === 'appended';
}
