import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import fastify from 'fastify';
import { openLedger } from '../../apps/ledger/src/ledger.js';
import { telemetryRoute } from '../../apps/ledger/src/intake/telemetry.route.js';
import type { AppendRequest, EventStore } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { derivedId, makeEvent, type DomainEvent } from '#events';
import { systemClock } from '#ports/clock/system';
import { FileKeys } from '#ports/keys/file';
import { Intake, StoreHeaterDirectory } from '#processes/intake';
import { READINGS_PER_UPLOAD, heaterName } from './uploads.js';
import type { SenderWork } from './intake-sender.worker.js';

/** How uploads come and how they are kept. */
export interface IntakeMode {
  readonly name: string;
  readonly uploadsPerRequest: number;
  readonly signed: boolean;
  readonly sealed: boolean;
  /** Uploads per heater and round. */
  readonly steps: number;
  readonly connections: number;
  /** The whole ledger, its projector following on the same processors; else intake alone. */
  readonly whole: boolean;
}

export interface IntakeFigures {
  readonly name: string;
  readonly uploadsPerSecond: number;
  readonly readingsPerSecond: number;
  readonly requestsPerSecond: number;
  /** Uploads per second of each round. */
  readonly rounds: readonly number[];
}

export interface IntakeBenchOptions {
  readonly heaters?: number;
  readonly rounds?: number;
  readonly modes?: readonly IntakeMode[];
}

const mode = (name: string, uploadsPerRequest: number, more: Partial<IntakeMode> = {}): IntakeMode => ({
  name,
  uploadsPerRequest,
  signed: false,
  sealed: false,
  whole: false,
  steps: uploadsPerRequest === 1 ? 2 : 4,
  connections: uploadsPerRequest === 1 ? 256 : 8,
  ...more,
});

export const INTAKE_MODES: readonly IntakeMode[] = [
  mode('plain, 100 uploads a request', 100),
  mode('plain, one upload a request', 1),
  mode('plain, 100 uploads a request, while the projector follows', 100, { whole: true }),
  mode('sealed, 100 uploads a request', 100, { sealed: true }),
  mode('signed, 100 uploads a request', 100, { signed: true, steps: 2 }),
  mode('signed and sealed, 100 uploads a request', 100, { signed: true, sealed: true, steps: 2 }),
  mode('signed and sealed, one upload a request', 1, { signed: true, sealed: true, steps: 1 }),
];

function heaterEvents(heater: string, publicKey: string | null, plain: boolean): AppendRequest {
  const events: DomainEvent[] = [
    { type: 'HeaterEpochOpened', data: { heater, epoch: 0, publicKey, reason: 'benchmark' } },
    ...(plain ? [{ type: 'HeaterDeclaredPlain', data: { heater, reason: 'benchmark' } } as const] : []),
  ];
  return {
    stream: `heater-${heater}`,
    expectedRevision: -1,
    events: events.map((event, at) => {
      const id = derivedId(`${heater}/setup/${at}`);
      return makeEvent(event, { id, recordedAt: 0, actor: 'process:bench', commandId: id, causation: null });
    }),
  };
}

async function commission(
  store: EventStore,
  heaters: number,
  key: KeyObject | null,
  plain: boolean,
): Promise<void> {
  const publicKey = key?.export({ format: 'jwk' }).x ?? null;
  for (let from = 0; from < heaters; from += 1000) {
    const names = Array.from({ length: Math.min(1000, heaters - from) }, (_, at) => heaterName(from + at));
    await store.append(names.map((name) => heaterEvents(name, publicKey, plain)));
  }
}

/** Builds its requests, then sends them on command; answers the seconds from the first byte to the last answer. */
async function send(work: SenderWork): Promise<number> {
  const worker = new Worker(new URL('./intake-sender.worker.js', import.meta.url), { workerData: work });
  const message = (): Promise<{ seconds?: number; failed?: string }> =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  await message();
  worker.postMessage('go');
  const { seconds, failed } = await message();
  await worker.terminate();
  if (seconds === undefined) throw new Error(failed ?? 'the sender ended early');
  return seconds;
}

interface Served {
  readonly store: EventStore;
  readonly port: number;
  close(): Promise<void>;
}

async function serveIntake(folder: string): Promise<Served> {
  const store = await openSqliteEventStore({ path: join(folder, 'log.sqlite') });
  const keys = new FileKeys({ path: join(folder, 'keys') });
  const directory = new StoreHeaterDirectory({ store });
  const app = fastify();
  void app.register(
    telemetryRoute({
      intake: new Intake({ store, directory, keys, clock: systemClock }),
      logger: { error: (fault: unknown) => process.stderr.write(`${JSON.stringify(fault)}\n`) },
      inFlight: { uploadsMax: 20_000, bytesMax: 128 * 1024 * 1024 },
      requestBytesMax: 16 * 1024 * 1024,
      uploadsPerRequestMax: 2000,
    }),
  );
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const close = async (): Promise<void> => {
    await app.close();
    await store.close();
    await keys.close();
  };
  return { store, port: Number(new URL(address).port), close };
}

async function serveLedger(folder: string): Promise<Served> {
  const ledger = await openLedger({ dataDir: folder, port: 0 });
  return { store: ledger.store, port: Number(new URL(ledger.url).port), close: () => ledger.close() };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** The first round meets every heater for the first time and is not counted: caches and months' keys are warm after it. */
async function measure(how: IntakeMode, heaters: number, rounds: number): Promise<IntakeFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'intake-bench-'));
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const served = await (how.whole ? serveLedger(folder) : serveIntake(folder));
  try {
    await commission(served.store, heaters, how.signed ? publicKey : null, !how.sealed);
    const pem = how.signed ? privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() : null;
    const { uploadsPerRequest, connections } = how;
    const common = { port: served.port, heaters, uploadsPerRequest, connections, privateKey: pem };
    await send({ ...common, uploadsPerRequest: 100, firstStep: 0, steps: 1 });
    const perSecond: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const seconds = await send({ ...common, firstStep: 1 + round * how.steps, steps: how.steps });
      perSecond.push((heaters * how.steps) / seconds);
    }
    const uploadsPerSecond = Math.round(median(perSecond));
    return {
      name: how.name,
      uploadsPerSecond,
      readingsPerSecond: uploadsPerSecond * READINGS_PER_UPLOAD,
      requestsPerSecond: Math.round(uploadsPerSecond / uploadsPerRequest),
      rounds: perSecond.map(Math.round),
    };
  } finally {
    await served.close();
    rmSync(folder, { recursive: true });
  }
}

/** Durable intake over HTTP, the sender a thread of the same machine. Run from the build: workers are not transformed. */
export async function benchIntake(options: IntakeBenchOptions = {}): Promise<readonly IntakeFigures[]> {
  const { heaters = 10_000, rounds = 3, modes = INTAKE_MODES } = options;
  const figures: IntakeFigures[] = [];
  for (const how of modes) figures.push(await measure(how, heaters, rounds));
  return figures;
}
