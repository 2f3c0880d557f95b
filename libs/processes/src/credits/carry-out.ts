import { localDateAt } from '#domain/calendar';
import {
  cancelDocument,
  correctInvoice,
  creditDocument,
  type CreditCommand,
  type CreditContext,
  type Subject,
} from '#domain/credits';
import { exhausted, invariant, isRefused, type Decision, type Refusal } from '#domain/decision';
import { isCredit, type DocumentDraft } from '#domain/documents';
import type { Facts } from '#domain/facts';
import type { EventMeta } from '#events';
import type { ClosingDeps } from '../closing/deps.js';
import { modelReads } from '../closing/model-reads.js';
import { readSeries, type SeriesState } from '../closing/series.js';
import { applyCreditNotes } from '../settlements/apply-credit-notes.js';
import { originalOf } from '../settlements/settled-documents.js';
import type { CreditDeps, CreditMeta, CreditOutcome } from './deps.js';
import { documentEvents } from './document-events.js';
import { issuedBefore } from './issued-before.js';
import { readSubject } from './read-subject.js';

/** Others may write to the series first; after so many times the caller is told to try again. */
const ATTEMPTS_MAX = 20;
/** Of a command id that was given before, as far as anybody sends one again. */
const TAIL_EVENTS = 200;

const refused = (code: string, field: string, remedy: string): CreditOutcome => ({
  kind: 'refused',
  refusal: { code, field, remedy },
});

/**
 * Issues what a decision about a document makes, at once and in one append to its series: the numbers are the revisions,
 * so a crash or another writer leaves no gap. The same command, or the same credit told again, is answered as before.
 * Nobody may cut a month or lock a year meanwhile: what the caller's locks are for. Refusals, besides those of the
 * domain and of the guard: DOCUMENT_UNKNOWN, MONTH_CLOSING, CREDIT_ID_TAKEN, DOCUMENT_CANCELLED, COMMAND_ID_REUSED,
 * STREAM_CONTENDED.
 */
export async function carryOut(
  deps: CreditDeps,
  command: CreditCommand,
  meta: CreditMeta,
): Promise<CreditOutcome> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    await deps.projected();
    const outcome = await attemptOnce(deps, command, meta);
    if (outcome !== 'conflict') return outcome;
  }
  return refused('STREAM_CONTENDED', '', 'Others keep writing to the same series; send the command again.');
}

async function attemptOnce(
  deps: CreditDeps,
  command: CreditCommand,
  { actor, commandId }: CreditMeta,
): Promise<CreditOutcome | 'conflict'> {
  const named = await originalOf(deps.models, deps.store, command);
  if (named === null) return unknown(command);
  const meta = { recordedAt: deps.clock.now(), actor, commandId, causation: null };
  const series = await seriesOf(deps, named, meta);
  // What is read from here on holds all that the series held at its revision: the append fails if more came.
  await deps.projected();
  const subject = await readSubject(deps, command);
  if (subject === null) return unknown(command);
  const before = await issuedBefore(deps, command, subject, commandId);
  if (before !== null) return before;
  // What is open, and what was received, once every credit note has taken its part.
  if (command.type !== 'CreditDocument' && (await applyCreditNotes(deps)) > 0)
    return attemptOnce(deps, command, { actor, commandId });
  const facts = await deps.facts();
  const now = await nowOf(deps, facts);
  if ('refusal' in now) return { kind: 'refused', refusal: now.refusal };
  if (await isReused(deps, series, commandId))
    return refused(
      'COMMAND_ID_REUSED',
      'Idempotency-Key',
      'This id was given to a command that said something else; a new command needs a new id.',
    );
  const issueDate = now.today > series.lastDate ? now.today : series.lastDate;
  const decision = decide(command, subject, { facts, issueDate });
  if (isRefused(decision)) return { kind: 'refused', refusal: decision.refused };
  return append(deps, decision.accepted, { facts, subject, series, issueDate, meta });
}

interface Issuing {
  readonly facts: Facts;
  readonly subject: Subject;
  readonly series: SeriesState;
  readonly issueDate: string;
  readonly meta: Omit<EventMeta, 'id'>;
}

async function append(
  deps: CreditDeps,
  drafts: readonly DocumentDraft[],
  { facts, subject, series, issueDate, meta }: Issuing,
): Promise<CreditOutcome | 'conflict'> {
  const cutIndex = await deps.store.nextIndex();
  const made = await documentEvents(deps, drafts, {
    facts,
    series,
    issueDate,
    meta,
    original: subject.original,
    // What takes the place of another document says what that one's cut knew.
    cutIndexOf: ({ kind }) => (isCredit(kind) ? cutIndex : subject.original.cutIndex),
  });
  if ('refusal' in made) return { kind: 'refused', refusal: made.refusal };
  const { stream, revision } = series;
  const [outcome] = await deps.store.append([{ stream, expectedRevision: revision, events: made.events }]);
  invariant(outcome !== undefined, 'the store left an append unanswered');
  if (outcome.kind === 'conflict') return 'conflict';
  if (outcome.kind === 'failed') return { kind: 'failed', code: outcome.code };
  const last = await deps.store.indexOf(outcome.position);
  return {
    kind: 'issued',
    events: made.events.map(({ type }, ordinal) => ({
      type,
      stream,
      revision: outcome.firstRevision + ordinal,
      index: last - (made.events.length - 1 - ordinal),
    })),
  };
}

function decide(command: CreditCommand, subject: Subject, context: CreditContext): Decision<DocumentDraft> {
  switch (command.type) {
    case 'CreditDocument':
      return creditDocument(command, subject, context);
    case 'CancelDocument':
      return cancelDocument(command, subject, context);
    case 'CorrectInvoice':
      return correctInvoice(command, subject, context);
    default:
      return exhausted(command);
  }
}

/** Today, where no month is being closed: what its close planned may credit the same documents. */
async function nowOf(
  { models, store, clock }: CreditDeps,
  { company, zones }: Facts,
): Promise<{ readonly today: string } | { readonly refusal: Refusal }> {
  const zone = zones.get(company?.zone ?? '');
  if (zone === undefined)
    return {
      refusal: {
        code: 'COMPANY_MISSING',
        field: 'company',
        remedy: 'Register the company (RegisterCompany) first.',
      },
    };
  const closing = (await modelReads(models, store).cuts()).find(({ closed }) => !closed);
  if (closing === undefined) return { today: localDateAt(zone, clock.now()) };
  const { period } = closing;
  const remedy = `The close of ${period} is under way and may credit the same: send the command again after it, and close-period of ${period} where it broke off.`;
  return { refusal: { code: 'MONTH_CLOSING', field: 'number', remedy } };
}

const unknown = ({ series, number }: CreditCommand): CreditOutcome =>
  refused('DOCUMENT_UNKNOWN', 'number', `No document ${series}/${number} was issued; see /v1/documents.`);

/** The series in which the document stands, and what follows from it: it was opened long ago. */
async function seriesOf(
  { store, facts }: CreditDeps,
  { kind, series }: Subject['original'],
  meta: Omit<EventMeta, 'id'>,
): Promise<SeriesState> {
  const alone: NonNullable<ClosingDeps['openAlone']> = async (work) => work(await facts(), store);
  return readSeries(store, { kind, series }, await store.nextIndex(), alone, { ...meta, id: '' });
}

async function isReused({ store }: CreditDeps, { stream }: SeriesState, commandId: string): Promise<boolean> {
  const tail = await store.readStreamBackwards(stream, null, TAIL_EVENTS);
  return tail.some((event) => event.commandId === commandId);
}
