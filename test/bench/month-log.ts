import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppendRequest } from '#event-store';
import { openSqliteEventStore, type SqliteEventStore } from '#event-store/sqlite';
import { derivedId, encodeUpload, makeEvent, sealPerson, type NewEvent, type Slice } from '#events';
import { FileKeys } from '#ports/keys/file';
import { startProjector } from '#read-models/open';
import {
  HEATERS_PER_CONTRACT,
  MONTH_FROM_MS,
  MONTH_TO_MS,
  contractName,
  monthFacts,
  residentsOf,
  type StreamedFact,
} from './month-facts.js';
import { heaterName } from './uploads.js';

/** Where the files of one ledger stand. */
export interface LedgerFiles {
  readonly folder: string;
  readonly log: string;
  readonly models: string;
  readonly keys: string;
}

export const filesIn = (folder: string): LedgerFiles => ({
  folder,
  log: join(folder, 'log.sqlite'),
  models: join(folder, 'read-models'),
  keys: join(folder, 'keys.jsonl'),
});

const EVENTS_PER_APPEND = 2_000;
const HALF_HOUR_MS = 1_800_000;
/** Readings, one each half-hour; the last upload goes on past the end of the month. */
const READINGS_PER_UPLOAD = 336;
const UPLOADS = 5;
const RECORDED_AT = MONTH_FROM_MS + 86_400_000;

const recorded = (id: string) => ({
  id,
  recordedAt: RECORDED_AT,
  actor: 'person:bench',
  commandId: id,
  causation: null,
});

/** Facts of one stream after another, some thousand events an append. */
async function appendFacts(store: SqliteEventStore, facts: Iterable<StreamedFact>): Promise<void> {
  const heads = new Map<string, number>();
  let requests: { stream: string; expectedRevision: number; events: NewEvent[] }[] = [];
  let events = 0;
  const flush = async (): Promise<void> => {
    if (events > 0) await append(store, requests);
    [requests, events] = [[], 0];
  };
  for (const { stream, event } of facts) {
    const head = heads.get(stream) ?? -1;
    const made = makeEvent(event, recorded(derivedId(`bench/${stream}/${head + 1}`)));
    const last = requests.at(-1);
    if (last?.stream === stream) last.events.push(made);
    else requests.push({ stream, expectedRevision: head, events: [made] });
    heads.set(stream, head + 1);
    events += 1;
    if (events >= EVENTS_PER_APPEND) await flush();
  }
  await flush();
}

async function append(store: SqliteEventStore, requests: readonly AppendRequest[]): Promise<void> {
  const failed = (await store.append(requests)).find(({ kind }) => kind !== 'appended');
  if (failed !== undefined) throw new Error(`not appended: ${JSON.stringify(failed)}`);
}

/** Two slices a day: payload of the heater's contract by night, burn by day. */
function slicesOf(heater: number, fromMs: number): Slice[] {
  const contract = contractName(Math.floor(heater / HEATERS_PER_CONTRACT));
  return Array.from({ length: 14 }, (_, i): Slice => {
    const from = fromMs + i * 12 * 3_600_000;
    const to = from + 10 * 3_600_000 - 60_000;
    return {
      job: `j${heater}-${Math.floor(from / 3_600_000)}`,
      attempt: 1,
      contract: i % 2 === 0 ? contract : 'burn',
      from,
      to,
      coreMs: 16 * (to - from),
      ghzMs: 51 * (to - from),
      model: 'Ryzen 7 1700',
      plan: 'standard',
    };
  });
}

function uploadOf(heater: number, number: number): NewEvent {
  const from = MONTH_FROM_MS + number * READINGS_PER_UPLOAD * HALF_HOUR_MS;
  const steps = Array.from({ length: READINGS_PER_UPLOAD + 1 }, (_, i) => i);
  const since = number * READINGS_PER_UPLOAD;
  const slices = slicesOf(heater, from);
  const { head, signature, body } = encodeUpload({
    heater: heaterName(heater),
    epoch: 0,
    number,
    readings: {
      at: steps.map((i) => from + i * HALF_HOUR_MS),
      mainWh: steps.map((i) => (since + i) * 250 + (((since + i) * 7 + heater) % 11)),
      auxWh: steps.map((i) => Math.floor((since + i) / 8) * 40),
      mode: steps.map(() => 0),
      clock: steps.map(() => 2),
    },
    slices,
    attemptEnds: slices
      .filter(({ contract }) => contract !== 'burn')
      .map(({ job, to }) => ({ job, attempt: 1, at: to, outcome: 'completed' })),
    salt: Buffer.from(`${heater}/${number}`.padEnd(16, '.')).toString('base64url'),
  });
  const id = derivedId(`bench/${head.heater}/${number}`);
  const data = JSON.stringify({ head, signature, body });
  return {
    ...recorded(id),
    recordedAt: head.to + 5_000,
    actor: `heater:${head.heater}`,
    type: 'TelemetryRecorded',
    version: 1,
    data,
  };
}

/** A month of so many heaters, recorded and projected, ready to be closed. */
export async function writeMonth(files: LedgerFiles, heaters: number): Promise<void> {
  const store = await openSqliteEventStore({ path: files.log });
  const keys = new FileKeys({ path: files.keys });
  const residents = residentsOf(heaters);
  const named = await Promise.all(residents.map((resident) => keys.obtain(`person:${resident}`)));
  const persons = new Map(
    residents.map((resident, i) => {
      const name = { name: `Name of ${resident}`, address: '1 rue du Banc, 44000 Nantes' };
      return [resident, sealPerson(named[i]!, { ...name, email: null, iban: null })] as const;
    }),
  );
  await keys.close();
  await appendFacts(
    store,
    monthFacts(heaters, (resident) => persons.get(resident)!),
  );
  const all = Array.from({ length: heaters }, (_, heater) => heater);
  for (let number = 0; number < UPLOADS; number++)
    for (let from = 0; from < heaters; from += 500)
      await append(
        store,
        all.slice(from, from + 500).map((heater) => ({
          stream: `telemetry-${heaterName(heater)}-0`,
          expectedRevision: number - 1,
          events: [uploadOf(heater, number)],
        })),
      );
  const end = await store.nextIndex();
  await store.close();
  const projector = await startProjector({
    log: { kind: 'sqlite', path: files.log },
    keys: { kind: 'file', path: files.keys },
    models: { kind: 'sqlite', dir: files.models },
  });
  await projector.passed(end - 1);
  await projector.close();
}

/** The same ledger once more: a close is done once. */
export async function copyMonth(files: LedgerFiles, folder: string): Promise<LedgerFiles> {
  await cp(files.folder, folder, { recursive: true });
  return filesIn(folder);
}

/** The month is over, its uploads have come. */
export const CLOSING_MS = MONTH_TO_MS + 30 * 3_600_000;
