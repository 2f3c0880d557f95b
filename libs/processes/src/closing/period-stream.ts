import { invariant } from '#domain/decision';
import type { Month } from '#domain/calendar';
import {
  derivedId,
  makeEvent,
  readEvent,
  type Actor,
  type DocumentSetAside,
  type DocumentsPlanned,
  type DomainEvent,
  type PeriodClosed,
  type PeriodClosing,
  type RecordedEvent,
} from '#events';
import type { EventStore } from '#event-store';

const READ_EVENTS = 500;
/** Few: those before the plan are large. */
const USAGE_AT_LAST = 20;
/** Events of one append: some hundred kilobytes. */
const APPEND_EVENTS = 8;

export const periodStream = (period: Month): string => `period-${period}`;

/** Where a close stands, from its stream alone. */
export interface PeriodState {
  readonly revision: number;
  readonly closing: {
    readonly index: number;
    readonly id: string;
    readonly data: PeriodClosing['data'];
  } | null;
  readonly planned: DocumentsPlanned['data']['documents'];
  readonly setAside: readonly DocumentSetAside['data'][];
  readonly closed: { readonly index: number; readonly data: PeriodClosed['data'] } | null;
  readonly events: readonly RecordedEvent[];
}

export async function readPeriod(store: Pick<EventStore, 'readStream'>, period: Month): Promise<PeriodState> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const batch = await store.readStream(periodStream(period), events.length, READ_EVENTS);
    events.push(...batch);
    if (batch.length < READ_EVENTS) return stateOf(events);
  }
}

/** The same without its usage, which is most of the stream: `events` holds the others alone. */
export async function readPeriodWithoutUsage(
  store: Pick<EventStore, 'readStream' | 'readStreamBackwards'>,
  period: Month,
): Promise<PeriodState> {
  const stream = periodStream(period);
  const later: RecordedEvent[] = [];
  for (let before: number | null = null; ;) {
    const events = await store.readStreamBackwards(stream, before, USAGE_AT_LAST);
    const usage = events.findIndex(({ type }) => type === 'UsageSealed');
    later.push(...(usage < 0 ? events : events.slice(0, usage)));
    const last: RecordedEvent | undefined = events.at(-1);
    if (usage >= 0) return stateOf([...(await store.readStream(stream, 0, 1)), ...later.reverse()]);
    if (last === undefined || last.revision === 0) return stateOf(later.reverse());
    before = last.revision;
  }
}

function stateOf(events: readonly RecordedEvent[]): PeriodState {
  let closing: PeriodState['closing'] = null;
  let closed: PeriodState['closed'] = null;
  const planned: DocumentsPlanned['data']['documents'] = [];
  const setAside: DocumentSetAside['data'][] = [];
  for (const recorded of events) {
    if (recorded.type === 'UsageSealed') continue;
    const event = readEvent(recorded);
    if (event.type === 'PeriodClosing')
      closing = { index: recorded.index, id: recorded.id, data: event.data };
    if (event.type === 'DocumentsPlanned') planned.push(...event.data.documents);
    if (event.type === 'DocumentSetAside') setAside.push(event.data);
    if (event.type === 'PeriodClosed') closed = { index: recorded.index, data: event.data };
  }
  return { revision: events.length - 1, closing, planned, setAside, closed, events };
}

/** Under which names the events of a close are written. */
export interface Writer {
  readonly store: EventStore;
  readonly period: Month;
  readonly recordedAt: () => number;
  readonly actor: Actor;
  readonly commandId: string;
  /** Event that led to the others: PeriodClosing. */
  readonly causation: string | null;
}

/** An event of the period and what makes it the same one again, whoever writes it. */
export interface PeriodEvent {
  readonly event: DomainEvent;
  readonly identity: string;
}

/**
 * Appends what a close says next, in its order, and passes over what the stream holds already: written by this
 * close before a crash, or by another one at the same time. Fails where the stream says something else there.
 */
export async function say(writer: Writer, from: number, events: readonly PeriodEvent[]): Promise<number> {
  for (let at = 0; at < events.length; at += APPEND_EVENTS) {
    const batch = events
      .slice(at, at + APPEND_EVENTS)
      .map(({ event, identity }) => newEvent(writer, event, identity));
    await appendOnce(writer, from + at, batch);
  }
  return from + events.length;
}

const newEvent = (writer: Writer, event: DomainEvent, identity: string) =>
  makeEvent(event, {
    id: derivedId(`period/${writer.period}/${identity}`),
    recordedAt: writer.recordedAt(),
    actor: writer.actor,
    commandId: writer.commandId,
    causation: writer.causation,
  });

async function appendOnce(
  { store, period }: Writer,
  revision: number,
  events: readonly ReturnType<typeof newEvent>[],
): Promise<void> {
  const stream = periodStream(period);
  const there = await store.readStream(stream, revision, events.length);
  const foreign = there.findIndex((event, i) => event.id !== events[i]?.id);
  invariant(foreign < 0, `${stream} says something else at revision ${revision + foreign}`);
  const missing = events.slice(there.length);
  if (missing.length === 0) return;
  const expectedRevision = revision + there.length - 1;
  const [outcome] = await store.append([{ stream, expectedRevision, events: missing }]);
  invariant(outcome !== undefined, 'the store left an append unanswered');
  if (outcome.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
  // Another close of the same month wrote first: it says the same, so look again.
  if (outcome.kind === 'conflict') await appendOnce({ store, period } as Writer, revision, events);
}

/** The store did not take an append; the close goes on from there when it is started again. */
export class StoreRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'StoreRefused';
  }
}
