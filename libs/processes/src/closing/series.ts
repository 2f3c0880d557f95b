import { invariant } from '#domain/decision';
import { freePrefix, seriesStream, type DocumentDraft } from '#domain/documents';
import {
  derivedId,
  makeEvent,
  readEvent,
  type EventMeta,
  type RecordedEvent,
  type SeriesOpened,
} from '#events';
import { NO_STREAM, type EventStore } from '#event-store';
import type { ClosingDeps } from './deps.js';
import { StoreRefused } from './period-stream.js';

const TAIL_EVENTS = 200;

/** A series as its stream stands: what it was opened with, its end, and what was issued since an index. */
export interface SeriesState {
  readonly stream: string;
  readonly opened: SeriesOpened['data'];
  revision: number;
  lastDate: string;
  /** Planned documents issued after the cut. */
  readonly issued: Map<string, string>;
}

/** Opens the series where nobody has, and reads it back to the cut. */
export async function readSeries(
  store: EventStore,
  draft: Pick<DocumentDraft, 'kind' | 'series'>,
  cutIndex: number,
  /** Opens it beside no other, with the facts as they stand then: which prefixes are given away. */
  openAlone: NonNullable<ClosingDeps['openAlone']>,
  meta: EventMeta,
): Promise<SeriesState> {
  const stream = seriesStream(draft.kind, draft.series);
  const [first] = await store.readStream(stream, 0, 1);
  const opening =
    first ??
    (await openAlone((facts, log) =>
      open(log, stream, freePrefix(draft.kind, draft.series, facts), draft.series, meta),
    ));
  const event = readEvent(opening);
  invariant(event.type === 'SeriesOpened', `${stream} does not begin with SeriesOpened`);
  const state: SeriesState = { stream, opened: event.data, revision: 0, lastDate: '', issued: new Map() };
  await readTail(store, state, cutIndex);
  return state;
}

async function readTail(store: EventStore, state: SeriesState, cutIndex: number): Promise<void> {
  let before: number | null = null;
  for (;;) {
    const events: readonly RecordedEvent[] = await store.readStreamBackwards(
      state.stream,
      before,
      TAIL_EVENTS,
    );
    if (before === null) state.revision = events[0]?.revision ?? 0;
    for (const recorded of events) {
      if (recorded.revision === 0) return;
      const { planned, issueDate, number } = dataOf(recorded);
      if (state.lastDate === '') state.lastDate = issueDate;
      if (recorded.index < cutIndex) return;
      state.issued.set(planned, number);
    }
    const last = events.at(-1);
    if (last === undefined) return;
    before = last.revision;
  }
}

function dataOf(recorded: RecordedEvent): { planned: string; issueDate: string; number: string } {
  const { data } = readEvent(recorded);
  invariant(
    'planned' in data && 'issueDate' in data && 'number' in data,
    `${recorded.stream} holds no document`,
  );
  return data;
}

async function open(
  store: EventStore,
  stream: string,
  prefix: string,
  series: string,
  meta: EventMeta,
): Promise<RecordedEvent> {
  const event = makeEvent(
    { type: 'SeriesOpened', data: { series, prefix, first: 1 } },
    { ...meta, id: derivedId(`${stream}/opened`) },
  );
  const [outcome] = await store.append([{ stream, expectedRevision: NO_STREAM, events: [event] }]);
  if (outcome?.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
  // In a conflict someone else opened it: theirs stands.
  const [first] = await store.readStream(stream, 0, 1);
  invariant(first !== undefined, `${stream} was not opened`);
  return first;
}
