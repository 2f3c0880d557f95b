import { invariant, isRefused, isSame } from '#domain/decision';
import { commandEventId, makeEvent, readEvent, type DomainEvent, type RecordedEvent } from '#events';
import { NO_STREAM, type AppendOutcome, type EventStore } from '#event-store';
import { problemOf } from '../http/index.js';
import type { CommandDefinition, CommandMeta, CommandParts, PreparedCommand } from './definition.js';
import type { LedgerReads } from './ledger-reads.js';
import { problemOfRefusal, type CommandOutcome, type EventPlace } from './outcome.js';
import { readFrom } from './stream-states.js';

/** Others may write to the same stream first; after so many times the caller is told to try again. */
const ATTEMPTS_MAX = 20;

type Appended = Extract<AppendOutcome, { kind: 'appended' }>;
type Failed = Extract<AppendOutcome, { kind: 'failed' }>;

const placeOf = ({ type, stream, revision }: RecordedEvent): EventPlace => ({ type, stream, revision });

/**
 * Reads the stream, decides, appends at the revision that was read; decides anew where another writer came first.
 * A command whose id the stream already bears was done before: its answer is given again.
 */
export async function execute(
  definition: CommandDefinition,
  payload: object,
  meta: CommandMeta,
  parts: CommandParts,
): Promise<CommandOutcome> {
  if (definition.carryOut !== undefined) return definition.carryOut(payload, meta, parts);
  const { store, reads } = parts;
  const told = { command: definition.path, commandId: meta.commandId };
  const prepared = await definition.prepare(payload, reads);
  if ('refused' in prepared) {
    return { ...told, status: 'refused', problem: problemOfRefusal(prepared.refused) };
  }
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const history = await readFrom(store, prepared.stream, 0, definition.eventsNeeded ?? Infinity);
    const outcome = await decideAndAppend(definition, prepared, history, meta, parts);
    if (outcome !== 'conflict') return { ...told, ...outcome };
  }
  return { ...told, status: 'refused', problem: CONTENDED };
}

const CONTENDED = problemOf(409, {
  code: 'STREAM_CONTENDED',
  field: '',
  remedy: 'Others keep writing to the same subject; send the command again.',
});

type Answer =
  | { readonly status: 'done'; readonly events: readonly EventPlace[]; readonly position: number | null }
  | { readonly status: 'refused'; readonly problem: ReturnType<typeof problemOf> };

async function decideAndAppend(
  definition: CommandDefinition,
  prepared: PreparedCommand,
  history: readonly RecordedEvent[],
  { commandId, actor }: CommandMeta,
  { store, reads }: { readonly store: EventStore; readonly reads: LedgerReads },
): Promise<Answer | 'conflict'> {
  const done = history.filter((event) => event.commandId === commandId);
  if (done.length > 0) {
    return saysTheSame(prepared.payload, done[0]!)
      ? { status: 'done', events: done.map(placeOf), position: done.at(-1)!.index }
      : { status: 'refused', problem: REUSED };
  }
  const decision = await prepared.decide(history.map((event) => readEvent(event)));
  if (isRefused(decision)) return { status: 'refused', problem: problemOfRefusal(decision.refused) };
  const { accepted } = decision;
  if (accepted.length === 0) {
    return { status: 'done', events: [], position: history.at(-1)?.index ?? null };
  }
  invariant(
    definition.eventsNeeded === null || history.length < definition.eventsNeeded,
    `${definition.name} decided to write to a stream that it has not read to its end`,
  );
  const recordedAt = reads.now();
  const outcome = await appendTo(
    store,
    prepared.stream,
    history.length,
    accepted.map((event, ordinal) =>
      makeEvent(event, {
        id: commandEventId(commandId, ordinal),
        recordedAt,
        actor,
        commandId,
        causation: null,
      }),
    ),
  );
  if (outcome.kind === 'conflict') return 'conflict';
  if (outcome.kind === 'failed') return { status: 'refused', problem: problemOfFailure(outcome) };
  return {
    status: 'done',
    events: placesOf(accepted, prepared.stream, outcome),
    position: await store.indexOf(outcome.position),
  };
}

async function appendTo(
  store: EventStore,
  stream: string,
  known: number,
  events: Parameters<EventStore['append']>[0][number]['events'],
): Promise<AppendOutcome> {
  const expectedRevision = known === 0 ? NO_STREAM : known - 1;
  const [outcome] = await store.append([{ stream, expectedRevision, events }]);
  invariant(outcome !== undefined, 'the store left an append unanswered');
  return outcome;
}

const placesOf = (
  accepted: readonly DomainEvent[],
  stream: string,
  { firstRevision }: Appended,
): readonly EventPlace[] =>
  accepted.map(({ type }, ordinal) => ({ type, stream, revision: firstRevision + ordinal }));

export const REUSED = problemOf(422, {
  code: 'COMMAND_ID_REUSED',
  field: 'Idempotency-Key',
  remedy: 'This id was given to a command that said something else; a new command needs a new id.',
});

/** Whether the fields that command and event share are equal. What is sealed differs each time and is left out. */
function saysTheSame(payload: object, recorded: RecordedEvent): boolean {
  const data = readEvent(recorded).data as Readonly<Record<string, unknown>>;
  return Object.entries(payload).every(
    ([key, value]) =>
      !Object.hasOwn(data, key) || key === 'person' || key === 'identity' || isSame(data[key], value),
  );
}

const FAILURES: Readonly<Record<Failed['code'], { readonly status: number; readonly remedy: string }>> = {
  STORE_FULL: { status: 503, remedy: 'The disk is full; send the same command again once there is room.' },
  STORE_AWAY: {
    status: 503,
    remedy:
      'The log does not answer, so it may have been recorded. Send the same command again, with the same Idempotency-Key: it is done once.',
  },
  OVERLOADED: { status: 429, remedy: 'Wait as Retry-After says, then send the same command again.' },
  EVENT_TOO_LARGE: { status: 413, remedy: 'Say it in fewer characters, or in several commands.' },
  CLOSED: { status: 503, remedy: 'The ledger is stopping; send the same command again later.' },
};

export function problemOfFailure({ code }: Pick<Failed, 'code'>): ReturnType<typeof problemOf> {
  const { status, remedy } = FAILURES[code];
  return problemOf(status, { code, field: '', remedy });
}
