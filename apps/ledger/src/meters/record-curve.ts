import type { MeterMonth } from '#domain/load-curves';
import { invariant } from '#domain/decision';
import { derivedId, makeEvent, readEvent, type MeterCurveRecorded, type NewEvent } from '#events';
import { NO_STREAM, type AppendOutcome, type EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { Keys } from '#ports/keys';
import { Problem } from '../http/index.js';
import { curveEvents, type CurveSource } from './curve-events.js';

const BATCH_EVENTS = 100;
const ATTEMPTS_MAX = 20;
const NONCE_BYTES = 12;

export interface RecordParts {
  readonly store: EventStore;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly randomness: (count: number) => Uint8Array;
}

/** Which import a month stood by before this one. */
export interface Replaced {
  readonly file: string;
  readonly source: string;
}

export interface RecordedCurve {
  readonly events: readonly { readonly type: string; readonly stream: string; readonly revision: number }[];
  readonly position: number | null;
  /** By month: the import that stood for it until this one. */
  readonly replaced: ReadonlyMap<string, Replaced>;
}

interface Past {
  readonly revision: number;
  readonly index: number;
  readonly data: MeterCurveRecorded['data'];
}

async function pastOf(store: EventStore, stream: string): Promise<Past[]> {
  const past: Past[] = [];
  for (;;) {
    const batch = await store.readStream(stream, past.length, BATCH_EVENTS);
    for (const recorded of batch) {
      const event = readEvent(recorded);
      invariant(event.type === 'MeterCurveRecorded', `${event.type} in ${stream}`);
      past.push({ revision: recorded.revision, index: recorded.index, data: event.data });
    }
    if (batch.length < BATCH_EVENTS) return past;
  }
}

function standingBefore(past: readonly Past[], revision: number): Map<string, Replaced> {
  const standing = new Map<string, Replaced>();
  for (const { revision: at, data } of past)
    if (at < revision)
      for (const { month } of data.months) standing.set(month, { file: data.file, source: data.source });
  return standing;
}

const placeAt = (stream: string) => (revision: number) => ({ type: 'MeterCurveRecorded', stream, revision });

/** The answer to a file that was imported already: the same as then. */
function repeated(past: readonly Past[], file: string, stream: string): RecordedCurve | null {
  const mine = past.filter(({ data }) => data.file === file);
  const [first, last] = [mine[0], mine.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    events: mine.map(({ revision }) => placeAt(stream)(revision)),
    position: last.index,
    replaced: standingBefore(past, first.revision),
  };
}

async function eventsOf(
  source: CurveSource,
  months: readonly MeterMonth[],
  actor: string,
  { keys, clock, randomness }: RecordParts,
): Promise<NewEvent[]> {
  const recordedAt = clock.now();
  const commandId = derivedId(`meter-curve/${source.supplyPoint}/${source.file}`);
  const events: NewEvent[] = [];
  for (const month of months) {
    const key = await keys.obtain(`meter:${source.supplyPoint}:${month.month}`);
    for (const event of curveEvents(source, month, key, () => randomness(NONCE_BYTES)))
      events.push(
        makeEvent(event, {
          id: derivedId(`meter-curve/${source.supplyPoint}/${source.file}/${events.length}`),
          recordedAt,
          actor,
          commandId,
          causation: null,
        }),
      );
  }
  return events;
}

/** A log that gave no answer may have written it all the same. */
const problemOf = ({ code }: Extract<AppendOutcome, { kind: 'failed' }>): Problem =>
  new Problem(code === 'EVENT_TOO_LARGE' ? 413 : code === 'OVERLOADED' ? 429 : 503, {
    code,
    field: '',
    remedy: `${code === 'STORE_AWAY' ? 'It may have been recorded' : 'Nothing was recorded'}: send the same file again later, it is recorded once.`,
  });

/**
 * Records the months of one file in one append to `meter-<prm>`. The same file again records nothing and answers as
 * the first time; another file for the same month stands from then on. Problems: 413, 429, 503.
 */
export async function recordCurve(
  source: CurveSource,
  months: readonly MeterMonth[],
  actor: string,
  parts: RecordParts,
): Promise<RecordedCurve> {
  const stream = `meter-${source.supplyPoint}`;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const past = await pastOf(parts.store, stream);
    const known = repeated(past, source.file, stream);
    if (known !== null) return known;
    const events = await eventsOf(source, months, actor, parts);
    const expectedRevision = past.length === 0 ? NO_STREAM : past.length - 1;
    const [outcome] = await parts.store.append([{ stream, expectedRevision, events }]);
    invariant(outcome !== undefined, 'the store left an append unanswered');
    if (outcome.kind === 'failed') throw problemOf(outcome);
    if (outcome.kind === 'appended')
      return {
        events: events.map((_, i) => placeAt(stream)(outcome.firstRevision + i)),
        position: await parts.store.indexOf(outcome.position),
        replaced: standingBefore(past, Infinity),
      };
  }
  throw new Problem(409, {
    code: 'STREAM_CONTENDED',
    field: '',
    remedy: 'Others keep importing for this supply point; send the file again.',
  });
}
