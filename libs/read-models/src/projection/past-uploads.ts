import { PastReadings, type PastReading } from '#domain/metering';
import type { FoldState } from './fold-state.js';
import { parseUpload } from './fold-telemetry.js';
import type { PastEvent } from './log-source.js';
import type { Shelf } from './shelf.js';

export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

const CHUNK = 16;
/** How many uploads before the span are read at first; more where they do not tell the last reading surely. */
const FIRST_STEP_BACK = 2;

/**
 * The readings accepted in a span of time, with the last one before it and the first one after it, read again from
 * the telemetry of the heater. Null where a key that is needed was destroyed: what it hid is final.
 *
 * Our clock orders the uploads of a stream, so the first one that can hold a reading of the span is found by binary
 * search over `recordedAt`; from a little before it the readings are judged again in log order.
 */
export async function readPast(
  state: FoldState,
  shelf: Shelf,
  span: TimeSpan,
  beforeIndex: number,
): Promise<readonly PastReading[] | null> {
  for (let stepBack = FIRST_STEP_BACK; ; stepBack *= 4) {
    const start = await startOf(state, shelf, span, stepBack);
    const { readings, erasedUntilMs } = await readFrom(state, shelf, start.revisions, span.toMs, beforeIndex);
    const last = readings.findLastIndex((one) => one.at <= span.fromMs);
    const inStep = readings.findIndex((one) => one.at > Math.max(start.unsureUntilMs, erasedUntilMs));
    if (inStep >= 0 && inStep <= last) return readings.slice(last);
    if (Number.isFinite(erasedUntilMs)) return null;
    if (start.fromTheBeginning) return readings.slice(Math.max(0, last));
  }
}

interface Start {
  /** Revision to read from, per epoch. */
  readonly revisions: ReadonlyMap<number, number>;
  readonly fromTheBeginning: boolean;
  /** A reading later than this cannot have been preceded by a later one before the start. */
  readonly unsureUntilMs: number;
}

async function startOf(state: FoldState, shelf: Shelf, span: TimeSpan, stepBack: number): Promise<Start> {
  const revisions = new Map<number, number>();
  let unsureUntilMs = Number.NEGATIVE_INFINITY;
  for (const [epoch, { nextRevision }] of shelf.epochs) {
    const stream = streamOf(shelf, epoch);
    let [low, high] = [0, nextRevision];
    while (low < high) {
      const middle = (low + high) >> 1;
      const event = await eventAt(state, stream, middle);
      if (event.recordedAt + state.rulesAt(event.index).futureToleranceMs < span.fromMs) low = middle + 1;
      else high = middle;
    }
    const from = Math.max(0, low - stepBack);
    revisions.set(epoch, from);
    if (from === 0) continue;
    const before = await eventAt(state, stream, from - 1);
    const latestMs = before.recordedAt + state.rulesAt(before.index).futureToleranceMs;
    unsureUntilMs = Math.max(unsureUntilMs, latestMs);
  }
  const fromTheBeginning = [...revisions.values()].every((revision) => revision === 0);
  return { revisions, fromTheBeginning, unsureUntilMs };
}

async function eventAt(state: FoldState, stream: string, revision: number): Promise<PastEvent> {
  const [event] = await state.log.readStream(stream, revision, 1);
  if (event === undefined) throw new Error(`${stream} has no revision ${revision}, which was folded already`);
  return event;
}

const streamOf = (shelf: Shelf, epoch: number): string => `telemetry-${shelf.heater}-${epoch}`;

interface Found {
  /** After the last upload that cannot be opened, where there is one. */
  readonly readings: readonly PastReading[];
  /** What cannot be opened holds no later reading. */
  readonly erasedUntilMs: number;
}

/** Uploads of all epochs in log order until a reading after `toMs` is met. */
async function readFrom(
  state: FoldState,
  shelf: Shelf,
  revisions: ReadonlyMap<number, number>,
  toMs: number,
  beforeIndex: number,
): Promise<Found> {
  let past = new PastReadings(shelf.meter);
  let erasedUntilMs = Number.NEGATIVE_INFINITY;
  for await (const event of inLogOrder(state, shelf, revisions)) {
    if (event.index >= beforeIndex) break;
    const body = await state.opener.open(parseUpload(event.version, event.data), event.data);
    const { index, recordedAt } = event;
    const rules = state.rulesAt(index);
    if (body === 'erased') {
      // The readings go on from what is not known: those from here on stand by themselves.
      past = new PastReadings(shelf.meter);
      erasedUntilMs = recordedAt + rules.futureToleranceMs;
      continue;
    }
    past.take({ index, recordedAt, rules, body });
    if ((past.readings.at(-1)?.at ?? toMs) > toMs) break;
  }
  return { readings: past.readings, erasedUntilMs };
}

/** The events of several streams by index. */
async function* inLogOrder(
  state: FoldState,
  shelf: Shelf,
  revisions: ReadonlyMap<number, number>,
): AsyncGenerator<PastEvent> {
  const queues = [...revisions].map(([epoch, from]) => ({
    stream: streamOf(shelf, epoch),
    next: from,
    events: [] as PastEvent[],
  }));
  for (;;) {
    let first: (typeof queues)[number] | null = null;
    for (const queue of queues) {
      if (queue.events.length === 0) {
        queue.events = [...(await state.log.readStream(queue.stream, queue.next, CHUNK))];
        queue.next += queue.events.length;
      }
      const head = queue.events[0];
      if (head !== undefined && (first === null || head.index < first.events[0]!.index)) first = queue;
    }
    if (first === null) return;
    yield first.events.shift()!;
  }
}
