import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import { credentials } from '@grpc/grpc-js';

import { NO_STREAM, type AppendRequest, type EventStore } from '#event-store';
import { MemoryMarks, openKurrentEventStore } from '#event-store/kurrentdb';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { NewEvent } from '#events';

import { startDoubleProcess } from '../doubles/kurrentdb/double-process.js';
import { median } from './log.js';
import { heaterName, uploadOf } from './uploads.js';

/** Events a second through the port of the event store. */
export interface StoreRates {
  readonly oneByOne: number;
  /** A hundred streams in one call of the port. */
  readonly hundredStreams: number;
  /** A hundred events of one stream in one append. */
  readonly hundredEvents: number;
  /** From index 0, in batches of 1 000; `readAll` alone. */
  readonly replay: number;
}

export interface KurrentFigures {
  /** Bare unary calls to the double's process, which does next to nothing for them. */
  readonly unary: { readonly oneByOne: number; readonly hundredAtOnce: number };
  readonly sqlite: StoreRates;
  readonly double: StoreRates;
  /** `null` where no TEST_EVENTSTORE_URL is given. */
  readonly server: StoreRates | null;
}

export interface KurrentBenchOptions {
  /** A folder for the SQLite log. */
  readonly folder: string;
  readonly rounds: number;
  /** A real server; its log must be empty or one of this program. */
  readonly serverUrl: string | undefined;
}

const ONE_BY_ONE = 500;
const HUNDREDS = 50;
const AT_ONCE = 100;
const REPLAY_BATCH_EVENTS = 1_000;

export async function benchKurrent({
  folder,
  rounds,
  serverUrl,
}: KurrentBenchOptions): Promise<KurrentFigures> {
  const place = await mkdtemp(join(folder, 'bench-kurrentdb-'));
  const sqlite = await openSqliteEventStore({ path: join(place, 'log.db') });
  const process = await startDoubleProcess();
  try {
    const unary = await unaryRates(new URL(process.url.replace(/^esdb/, 'http')).host, rounds);
    return {
      unary,
      sqlite: await ratesOf(sqlite, rounds),
      double: await kurrentRates(process.url, rounds),
      server: serverUrl === undefined ? null : await kurrentRates(serverUrl, rounds),
    };
  } finally {
    await sqlite.close();
    await process.end();
    await rm(place, { recursive: true });
  }
}

async function kurrentRates(url: string, rounds: number): Promise<StoreRates> {
  const store = await openKurrentEventStore({ url, marks: new MemoryMarks() });
  try {
    return await ratesOf(store, rounds);
  } finally {
    await store.close();
  }
}

async function ratesOf(store: EventStore, rounds: number): Promise<StoreRates> {
  if ((await store.nextIndex()) === 0)
    await append(store, [request('installation', [eventOf(0, 'InstallationNamed')])]);
  const first = await store.nextIndex();
  const single = () => [request(`telemetry-${randomUUID()}`, [eventOf(0)])];
  const streams = () =>
    Array.from({ length: AT_ONCE }, (_, at) => request(`telemetry-${randomUUID()}`, [eventOf(at)]));
  const events = () => [
    request(
      `telemetry-${randomUUID()}`,
      Array.from({ length: AT_ONCE }, (_, at) => eventOf(at)),
    ),
  ];
  await appendRate(store, ONE_BY_ONE, single);
  const rates = {
    oneByOne: await medianOf(rounds, () => appendRate(store, ONE_BY_ONE, single)),
    hundredStreams: await medianOf(rounds, () => appendRate(store, HUNDREDS, streams)),
    hundredEvents: await medianOf(rounds, () => appendRate(store, HUNDREDS, events)),
  };
  return { ...rates, replay: await medianOf(rounds, () => replayRate(store, first)) };
}

/** Calls of the port one after the other; the making of the requests is not timed. */
async function appendRate(
  store: EventStore,
  calls: number,
  make: () => readonly AppendRequest[],
): Promise<number> {
  const all = Array.from({ length: calls }, make);
  const events = all.flat().reduce((sum, one) => sum + one.events.length, 0);
  const since = performance.now();
  for (const requests of all) await append(store, requests);
  return perSecond(events, performance.now() - since);
}

async function replayRate(store: EventStore, fromIndex: number): Promise<number> {
  let events = 0;
  const since = performance.now();
  for (let next = fromIndex; ;) {
    const batch = await store.readAll(next, REPLAY_BATCH_EVENTS);
    if (batch.events.length === 0) return perSecond(events, performance.now() - since);
    events += batch.events.length;
    next = batch.next;
  }
}

async function unaryRates(host: string, rounds: number): Promise<KurrentFigures['unary']> {
  const client = new featureServices.ServerFeaturesClient(host, credentials.createInsecure());
  const call = (): Promise<void> =>
    new Promise((resolve, reject) => {
      client.getSupportedMethods(new sharedMessages.Empty(), (error) =>
        error === null ? resolve() : reject(error),
      );
    });
  const rate = async (calls: number, atOnce: number): Promise<number> => {
    const since = performance.now();
    for (let done = 0; done < calls; done += atOnce) await Promise.all(Array.from({ length: atOnce }, call));
    return perSecond(calls, performance.now() - since);
  };
  await rate(ONE_BY_ONE, 1);
  const rates = {
    oneByOne: await medianOf(rounds, () => rate(ONE_BY_ONE, 1)),
    hundredAtOnce: await medianOf(rounds, () => rate(HUNDREDS * AT_ONCE, AT_ONCE)),
  };
  client.close();
  return rates;
}

const request = (stream: string, events: readonly NewEvent[]): AppendRequest => ({
  stream,
  expectedRevision: NO_STREAM,
  events,
});

function eventOf(heater: number, type = 'TelemetryRecorded'): NewEvent {
  const id = randomUUID();
  return {
    id,
    type,
    version: 1,
    recordedAt: Date.UTC(2026, 8, 1),
    actor: `heater:${heaterName(heater)}`,
    commandId: id,
    causation: null,
    data: JSON.stringify(uploadOf(heater, 0, null)),
  };
}

async function append(store: EventStore, requests: readonly AppendRequest[]): Promise<void> {
  const outcomes = await store.append(requests);
  const failed = outcomes.find(({ kind }) => kind !== 'appended');
  if (failed !== undefined) throw new Error(`not appended: ${JSON.stringify(failed)}`);
}

async function medianOf(rounds: number, measure: () => Promise<number>): Promise<number> {
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) rates.push(await measure());
  return median(rates);
}

const perSecond = (count: number, elapsedMs: number): number => (count / elapsedMs) * 1_000;
