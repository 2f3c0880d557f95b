import type { Kysely } from 'kysely';
import { DAY_MS, type Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { addExact } from '#domain/quantity';
import { readEvent, type Outcome, type RecordedEvent, type UploadBody } from '#events';
import type { EventStore } from '#event-store';
import type { Keys } from '#ports/keys';
import type { Tables } from '#read-models';
import { BodyOpener, shelfOf, type RecordedUpload } from '#read-models/projection';
import { Problem } from '../../../http/index.js';
import { endsIn, monthOfHeater, type MonthSpan } from './month-of-heater.js';

const EVENTS_TOGETHER = 100;
/** Read again within one request: minutes, not hours. */
const UPLOADS_MAX = 500_000;

/** A job as the heaters told it, in one month. */
export interface ToldJob {
  readonly job: string;
  readonly contract: string;
  coreMs: number;
  /** Of its last attempt; completed once one was. Null: no end was told in the month or the day after. */
  outcome: Outcome | null;
}

export interface ToldJobs {
  readonly jobs: readonly ToldJob[];
  /** Heaters with telemetry of the month that can no longer be opened. */
  readonly erased: readonly string[];
}

export interface ToldParts {
  readonly models: Kysely<Tables>;
  readonly store: EventStore;
  readonly keys: Keys;
  readonly facts: Facts;
}

/** First revision recorded at or after an instant: our clock orders the uploads of a stream. */
async function firstRecorded(store: EventStore, stream: string, end: number, atMs: number): Promise<number> {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [event] = await store.readStream(stream, middle, 1);
    if (event !== undefined && event.recordedAt < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Telling {
  readonly jobs = new Map<string, ToldJob>();
  readonly outcomes = new Map<string, Outcome>();
  readonly erased = new Set<string>();
  uploads = 0;

  constructor(readonly contracts: ReadonlySet<string>) {}

  take(body: UploadBody, month: MonthSpan): void {
    for (const { job, contract, to, coreMs } of body.slices) {
      if (!this.contracts.has(contract) || !endsIn(month, to)) continue;
      const key = `${contract}/${job}`;
      const known = this.jobs.get(key);
      if (known === undefined) this.jobs.set(key, { job, contract, coreMs, outcome: null });
      else known.coreMs = addExact(known.coreMs, coreMs);
    }
    for (const { job, outcome } of body.attemptEnds)
      if (this.outcomes.get(job) !== 'completed') this.outcomes.set(job, outcome);
  }
}

const uploadOf = (recorded: RecordedEvent): RecordedUpload => readEvent(recorded).data as RecordedUpload;

/** Uploads of one stream that can tell of the month: from those recorded in it until one begins a day after it. */
async function readStream(
  telling: Telling,
  { store }: ToldParts,
  opener: BodyOpener,
  stream: { readonly name: string; readonly heater: string; readonly end: number },
  month: MonthSpan,
): Promise<void> {
  let next = await firstRecorded(store, stream.name, stream.end, month.fromMs - DAY_MS);
  for (;;) {
    const events = await store.readStream(stream.name, next, EVENTS_TOGETHER);
    for (const recorded of events) {
      const upload = uploadOf(recorded);
      if (upload.head.from > month.toMs + DAY_MS) return;
      if (++telling.uploads > UPLOADS_MAX) throw tooMany();
      const body = await opener.open(upload, recorded.data);
      if (body === 'erased') telling.erased.add(stream.heater);
      else telling.take(body, month);
    }
    next += events.length;
    if (events.length < EVENTS_TOGETHER) return;
  }
}

const tooMany = (): Problem =>
  new Problem(409, {
    code: 'RECONCILIATION_TOO_LARGE',
    field: 'contract',
    remedy: `More than ${UPLOADS_MAX} uploads tell of these contracts in the month: name fewer contracts.`,
  });

/**
 * Work per job of a month, read again from the telemetry of the heaters that did it: the read models keep no jobs.
 * Problem: RECONCILIATION_TOO_LARGE.
 */
export async function toldJobs(
  parts: ToldParts,
  period: Month,
  contracts: ReadonlySet<string>,
  heaters: ReadonlySet<string>,
): Promise<ToldJobs> {
  const telling = new Telling(contracts);
  const opener = new BodyOpener(parts.keys);
  for (const heater of [...heaters].sort()) {
    const month = monthOfHeater(parts.facts, heater, period);
    const state = await parts.models
      .selectFrom('heater_state')
      .selectAll()
      .where('heater', '=', heater)
      .executeTakeFirst();
    if (month === null || state === undefined) continue;
    for (const [epoch, { nextRevision }] of shelfOf(state).epochs)
      await readStream(
        telling,
        parts,
        opener,
        { name: `telemetry-${heater}-${epoch}`, heater, end: nextRevision },
        month,
      );
  }
  for (const job of telling.jobs.values()) job.outcome = telling.outcomes.get(job.job) ?? null;
  return { jobs: [...telling.jobs.values()], erased: [...telling.erased].sort() };
}
