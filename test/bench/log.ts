import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { AppendRequest } from '#event-store';
import { openSqliteEventStore, type SqliteEventStore, SqliteLogReader } from '#event-store/sqlite';

import { heaterName, uploadOf } from './uploads.js';

/** Appends one after the other, each of so many events in one durable commit. */
export interface AppendFigure {
  readonly perCommit: number;
  readonly events: number;
  readonly eventsPerSecond: number;
}

export interface ScanFigures {
  readonly events: number;
  readonly bytes: number;
  /** Rows as a fold takes them. */
  readonly rowsPerSecond: number;
  /** Rows, and `JSON.parse` of each event's data: the bare scan that a replay is measured against. */
  readonly parsedRowsPerSecond: number;
  /** Whole recorded events. */
  readonly recordedPerSecond: number;
}

export interface LogFigures {
  /** Mean length of an event's data, characters. */
  readonly dataCharacters: number;
  readonly appends: readonly AppendFigure[];
  /** 256 callers at once, one event each: they share commits. */
  readonly sharedCommitsEventsPerSecond: number;
  readonly scan: ScanFigures;
}

export interface LogBenchOptions {
  /** A folder on the disk to be measured. */
  readonly folder: string;
  readonly heaters?: number;
  readonly rounds?: number;
  readonly eventsPerRound?: number;
}

const SCAN_BATCH_EVENTS = 1_000;
const CALLERS = 256;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

/** Durable appends and bare scans of one log of uploads, time-major: medians of the rounds. */
export async function benchLog(options: LogBenchOptions): Promise<LogFigures> {
  const { heaters = 10_000, rounds = 5, eventsPerRound = 40_000 } = options;
  const folder = await mkdtemp(join(options.folder, 'bench-log-'));
  const path = join(folder, 'log.db');
  const uploads = new UploadSource(heaters);
  const store = await openSqliteEventStore({ path });
  // Every stream is begun before the clock runs: a fleet of heaters is registered once.
  await benchAppends(store, uploads, 1_000, heaters);
  const appends: AppendFigure[] = [];
  for (const perCommit of [1, 100, 5_000]) {
    const events = perCommit === 1 ? Math.ceil(eventsPerRound / 20) : eventsPerRound;
    const rates = await repeat(rounds, () => benchAppends(store, uploads, perCommit, events));
    appends.push({ perCommit, events: events * rounds, eventsPerSecond: median(rates) });
  }
  const shared = await repeat(rounds, () => benchSharedCommits(store, uploads, eventsPerRound));
  await store.close();
  const scan = await benchScan(path, rounds);
  await rm(folder, { recursive: true });
  return {
    dataCharacters: uploads.meanCharacters(),
    appends,
    sharedCommitsEventsPerSecond: median(shared),
    scan,
  };
}

/** Scans a log from its beginning, three ways; medians. Also for a log that something else has written. */
export async function benchScan(path: string, rounds = 3): Promise<ScanFigures> {
  const reader = new SqliteLogReader(path);
  const events = reader.nextIndex();
  const rows = (parse: boolean) => (from: number) => {
    const batch = reader.readRows(from, SCAN_BATCH_EVENTS);
    if (parse) for (const row of batch) JSON.parse(row[6]);
    return from + batch.length;
  };
  const rate = (next: (from: number) => number) =>
    median(Array.from({ length: rounds }, () => rateOfScan(events, next)));
  const figures = {
    events,
    bytes: (await stat(path)).size,
    rowsPerSecond: rate(rows(false)),
    parsedRowsPerSecond: rate(rows(true)),
    recordedPerSecond: rate((from) => reader.readAll(from, SCAN_BATCH_EVENTS).next),
  };
  reader.close();
  return figures;
}

function rateOfScan(events: number, next: (from: number) => number): number {
  const since = performance.now();
  for (let at = 0; at < events;) at = next(at);
  return perSecond(events, performance.now() - since);
}

/** Only the append itself is timed, not the making of the uploads. */
async function benchAppends(
  store: SqliteEventStore,
  uploads: UploadSource,
  perCommit: number,
  events: number,
): Promise<number> {
  let elapsedMs = 0;
  for (let done = 0; done < events; done += perCommit) {
    const requests = Array.from({ length: Math.min(perCommit, events - done) }, () => uploads.next());
    const since = performance.now();
    await append(store, requests);
    elapsedMs += performance.now() - since;
  }
  return perSecond(events, elapsedMs);
}

async function benchSharedCommits(
  store: SqliteEventStore,
  uploads: UploadSource,
  events: number,
): Promise<number> {
  const requests = Array.from({ length: events }, () => uploads.next());
  const since = performance.now();
  const caller = async (first: number) => {
    for (let at = first; at < events; at += CALLERS) await append(store, requests.slice(at, at + 1));
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, first) => caller(first)));
  return perSecond(events, performance.now() - since);
}

async function append(store: SqliteEventStore, requests: readonly AppendRequest[]): Promise<void> {
  const outcomes = await store.append(requests);
  const failed = outcomes.find(({ kind }) => kind !== 'appended');
  if (failed !== undefined) throw new Error(`not appended: ${JSON.stringify(failed)}`);
}

async function repeat(rounds: number, measure: () => Promise<number>): Promise<number[]> {
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) rates.push(await measure());
  return rates;
}

const perSecond = (count: number, elapsedMs: number): number => (count / elapsedMs) * 1_000;

/** One upload of every heater, then the next of every heater: the order in which a fleet reports. */
class UploadSource {
  private made = 0;
  private characters = 0;

  constructor(private readonly heaters: number) {}

  next(): AppendRequest {
    const heater = this.made % this.heaters;
    const step = Math.floor(this.made / this.heaters);
    const data = JSON.stringify(uploadOf(heater, step, null));
    this.made += 1;
    this.characters += data.length;
    const id = `0192f0c4-0000-7000-8000-${String(this.made).padStart(12, '0')}`;
    return {
      stream: `telemetry-${heaterName(heater)}-0`,
      expectedRevision: step - 1,
      events: [
        {
          id,
          type: 'TelemetryRecorded',
          version: 1,
          recordedAt: Date.UTC(2026, 8, 1) + this.made,
          actor: `heater:${heaterName(heater)}`,
          commandId: id,
          causation: null,
          data,
        },
      ],
    };
  }

  meanCharacters(): number {
    return Math.round(this.characters / Math.max(1, this.made));
  }
}
