import { papersOf, type Subject, type SubjectMoney } from '#domain/credits';
import { isCredit, lessPrepaidIn, partyOfDocument, type DocumentDraft } from '#domain/documents';
import type { IssuedDocument } from '#domain/periods';
import { allocationsOf, booksOf, documentKey, settledDocument, standingOf } from '#domain/settlements';
import type { DocumentKind } from '#events';
import { issuedDocumentAt } from '../closing/issued-document.js';
import { modelReads } from '../closing/model-reads.js';
import { StaleDocuments } from '../closing/stale-documents.js';
import { originalOf, type DocumentRef } from '../settlements/settled-documents.js';
import { settlementsNow } from '../settlements/settlement-events.js';
import type { CreditDeps } from './deps.js';

/** After every month: all that was ever set aside. */
const AFTER_ALL = '9999-12';
const LATER_KINDS: readonly DocumentKind[] = [
  'credit-note',
  'self-billed-credit-note',
  'repayment-correction',
  'corrected-invoice',
];

type Reading = Pick<CreditDeps, 'models' | 'store' | 'facts'>;

/**
 * A document, by its own number or that of a paper that replaced it, with all that was credited from it or waits to be,
 * as projected. Null where nothing has the number.
 */
export async function readSubject(deps: Reading, ref: DocumentRef): Promise<Subject | null> {
  const original = await originalOf(deps.models, deps.store, ref);
  if (original === null) return null;
  const later = await laterOn(deps, original);
  const { originalOf: numberOf } = papersOf(later);
  const concerns = ({ cites }: Pick<IssuedDocument, 'cites'>): boolean =>
    cites.some(({ number }) => numberOf(number) === original.number);
  const waiting = await waitingOf(deps, partyOfDocument(original).id);
  return {
    original,
    later: later.filter(concerns),
    waiting: waiting.filter((draft) => isCredit(draft.kind) && concerns(draft)),
    money: await moneyOn(deps.store, original),
    prepayment: await prepaymentOf(deps, original, waiting),
  };
}

/** What the stream of settlements says of a document. */
async function moneyOn(store: Reading['store'], original: IssuedDocument): Promise<SubjectMoney> {
  const { state } = await settlementsNow(store);
  const document = settledDocument(original);
  const key = documentKey(document);
  const steps = booksOf(state).steps.get(key) ?? [];
  const receivedCents = steps.reduce((sum, step) => (step.kind === 'money' ? sum + step.cents : sum), 0);
  let receivedOn: string | null = null;
  for (let at = state; at !== null; at = at.before) {
    const { on } = at.event.data;
    const settles = allocationsOf(at.event).some((one) => documentKey(one) === key);
    if (settles && (receivedOn === null || on > receivedOn)) receivedOn = on;
  }
  return { openCents: standingOf(document, steps).openCents, receivedCents, receivedOn };
}

/** Credit notes and corrected invoices of the party in the series, in the order of their issue. */
async function laterOn({ models, store }: Reading, original: IssuedDocument): Promise<IssuedDocument[]> {
  const rows = await models
    .selectFrom('document')
    .select('idx')
    .where('series', '=', original.series)
    .where('party', '=', partyOfDocument(original).id)
    .where('kind', 'in', [...LATER_KINDS])
    .orderBy('idx')
    .execute();
  const documents: IssuedDocument[] = [];
  for (const { idx } of rows) documents.push(await issuedDocumentAt(store, Number(idx)));
  return documents;
}

/** Documents of a party that closes set aside: what they will credit or deduct is taken already. */
async function waitingOf(
  { models, store, facts }: Reading,
  party: string,
): Promise<readonly DocumentDraft[]> {
  const reads = modelReads(models, store);
  const index = await store.nextIndex();
  const aside = await reads.setAsideBefore(index, AFTER_ALL);
  if (!aside.some((one) => one.party === party)) return [];
  const { waiting } = await new StaleDocuments(reads, await facts()).before({ index, period: AFTER_ALL });
  return waiting.filter((draft) => draft.party.id === party);
}

async function prepaymentOf(
  { models, store }: Reading,
  { kind, number }: IssuedDocument,
  waiting: readonly DocumentDraft[],
): Promise<Subject['prepayment']> {
  if (kind !== 'prepayment-invoice') return null;
  const held = await modelReads(models, store).prepaymentsBefore(await store.nextIndex());
  return lessPrepaidIn(waiting, held).find((one) => one.number === number) ?? null;
}
