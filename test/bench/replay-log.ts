import { join } from 'node:path';
import type { AppendRequest } from '#event-store';
import { openSqliteEventStore, type SqliteEventStore } from '#event-store/sqlite';
import { headText, makeEvent, seal, type DomainEvent, type NamedKey } from '#events';
import { FileKeys } from '#ports/keys/file';
import { heaterName, uploadOf } from './uploads.js';

export interface ReplayLog {
  readonly path: string;
  readonly keysPath: string;
  readonly events: number;
}

export interface ReplayLogOptions {
  readonly folder: string;
  readonly heaters: number;
  readonly uploadsPerHeater: number;
  readonly sealed: boolean;
}

const PER_APPEND = 2_000;
const RECORDED_AT = Date.UTC(2026, 8, 1);

let made = 0;
const nextId = (): string => `0192f0c4-0000-7000-8000-${String(++made).padStart(12, '0')}`;

function request(stream: string, revision: number, event: DomainEvent): AppendRequest {
  const id = nextId();
  const meta = { id, recordedAt: RECORDED_AT, actor: 'person:bench', commandId: id, causation: null };
  return { stream, expectedRevision: revision - 1, events: [makeEvent(event, meta)] };
}

const commissioned = (heater: string): DomainEvent => ({
  type: 'HeaterCommissioned',
  data: {
    heater,
    model: 'Q.rad',
    processorModel: 'Ryzen 7 1700',
    processors: 2,
    cores: 16,
    ratedMainW: 600,
    ratedAuxW: 600,
    registerDigits: 9,
    meterClass: 'B',
    meterCertificate: 'bench',
  },
});

function telemetry(heater: number, step: number, key: NamedKey | null): AppendRequest {
  const { head, signature, body } = uploadOf(heater, step, null);
  const data =
    key === null
      ? JSON.stringify({ head, signature, body })
      : JSON.stringify({
          head,
          signature,
          keyId: key.keyId,
          sealed: seal(key.key, JSON.stringify(body), headText(head)),
        });
  const id = nextId();
  const actor = `heater:${head.heater}`;
  const recordedAt = head.to + 5_000;
  return {
    stream: `telemetry-${head.heater}-0`,
    expectedRevision: step - 1,
    events: [
      { id, type: 'TelemetryRecorded', version: 1, recordedAt, actor, commandId: id, causation: null, data },
    ],
  };
}

/** A log of heaters commissioned once, then one upload of every heater, the next of every heater, and so on. */
export async function writeReplayLog(options: ReplayLogOptions): Promise<ReplayLog> {
  const { folder, heaters, uploadsPerHeater, sealed } = options;
  const path = join(folder, 'log.sqlite');
  const keysPath = join(folder, 'keys.jsonl');
  const store = await openSqliteEventStore({ path });
  const keys = new FileKeys({ path: keysPath });
  const all = Array.from({ length: heaters }, (_, heater) => heater);
  const named = sealed
    ? await Promise.all(all.map((heater) => keys.obtain(`heater:${heaterName(heater)}:2026-09`)))
    : [];
  await append(
    store,
    all.map((heater) => request(`heater-${heaterName(heater)}`, 0, commissioned(heaterName(heater)))),
  );
  for (let step = 0; step < uploadsPerHeater; step++)
    await append(
      store,
      all.map((heater) => telemetry(heater, step, named[heater] ?? null)),
    );
  const events = await store.nextIndex();
  await store.close();
  await keys.close();
  return { path, keysPath, events };
}

async function append(store: SqliteEventStore, requests: readonly AppendRequest[]): Promise<void> {
  for (let from = 0; from < requests.length; from += PER_APPEND) {
    const outcomes = await store.append(requests.slice(from, from + PER_APPEND));
    const failed = outcomes.find(({ kind }) => kind !== 'appended');
    if (failed !== undefined) throw new Error(`not appended: ${JSON.stringify(failed)}`);
  }
}
