import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { CONTEXT_OF_FACT, isFactType, type FactEvent } from '#domain/facts';
import { derivedId, makeEvent, sealPerson, type DomainEvent } from '#events';
import { NO_STREAM, type EventStore } from '#event-store';
import type { Keys } from '#ports/keys';
import { FileKeys } from '#ports/keys/file';
import { runProjection, storeSource } from '#read-models/projection';
import { SqliteProjectionStore } from '#read-models/sqlite';
import type { Tables } from '#read-models';
import { connectToRead } from '../../libs/read-models/src/sqlite/connection.js';
import { ConnectionRunner, inThisThread } from '../../libs/read-models/src/sqlite/connection-runner.js';
import { kyselyOver } from '../../libs/read-models/src/sqlite/thread-dialect.js';
import { MemoryEventStore } from './memory-event-store.js';

/** A log in memory with its read models: the real fold and the real tables, projected when asked. */
export class ProjectedLedger {
  private projecting: Promise<void> = Promise.resolve();

  private constructor(
    readonly log: MemoryEventStore,
    readonly keys: Keys,
    readonly models: Kysely<Tables>,
    private readonly projection: SqliteProjectionStore,
    readonly close: () => Promise<void>,
  ) {}

  static async open(log = new MemoryEventStore()): Promise<ProjectedLedger> {
    const dir = await mkdtemp(join(tmpdir(), 'heatledger-projected-'));
    const path = join(dir, 'models.sqlite');
    let nonce = 0;
    const keys = new FileKeys({
      path: join(dir, 'keys.jsonl'),
      random: (count) => new Uint8Array(count).fill((nonce += 1) % 251),
    });
    const projection = await SqliteProjectionStore.open(path, 'OFF');
    const connection = connectToRead(path);
    const models = kyselyOver(inThisThread(new ConnectionRunner(connection)));
    return new ProjectedLedger(log, keys, models, projection, async () => {
      connection.close();
      await projection.close();
      await keys.close();
      await rm(dir, { recursive: true, force: true });
    });
  }

  /** Projects to the end of the log. */
  project(): Promise<void> {
    this.projecting = this.projecting.then(() =>
      runProjection({
        store: this.projection,
        log: storeSource(this.log),
        keys: this.keys,
        signal: new AbortController().signal,
        onCaughtUp: () => false,
      }),
    );
    return this.projecting;
  }

  /** Facts as commands would have recorded them, each at the end of its stream. */
  async given(...events: readonly DomainEvent[]): Promise<void> {
    for (const event of events) await appendFact(this.log, event);
  }

  async sealedPerson(scope: string, name: string): Promise<{ keyId: string; sealed: string }> {
    const named = await this.keys.obtain(scope);
    return sealPerson(named, { name, address: '1 rue Haute, 75012 Paris', email: null, iban: null });
  }
}

/** After all that these ledgers meter. */
const RECORDED_AT = Date.UTC(2027, 0, 1);

async function appendFact(log: EventStore, event: DomainEvent): Promise<void> {
  const stream = streamOf(event);
  const last = (await log.readStreamBackwards(stream, null, 1))[0]?.revision ?? NO_STREAM;
  const id = derivedId(`given/${stream}/${last + 1}`);
  const meta = { id, recordedAt: RECORDED_AT, actor: 'person:ana', commandId: id, causation: null };
  const [outcome] = await log.append([{ stream, expectedRevision: last, events: [makeEvent(event, meta)] }]);
  if (outcome?.kind !== 'appended') throw new Error(`${event.type} was not appended to ${stream}`);
}

function streamOf(event: DomainEvent): string {
  if (event.type === 'TelemetryRecorded')
    return `telemetry-${event.data.head.heater}-${event.data.head.epoch}`;
  if (!isFactType(event.type)) throw new Error(`${event.type} is no fact`);
  const context = CONTEXT_OF_FACT[event.type];
  const data = event.data as Readonly<Record<string, unknown>>;
  const named = (key: string, prefix = key): string => `${prefix}-${String(data[key])}`;
  switch (context) {
    case 'installation':
      return event.type.startsWith('Company') || event.type.startsWith('Chart') ? 'company' : 'installation';
    case 'site':
      return named('site');
    case 'supply-point':
      return named('supplyPoint', 'supply-point');
    case 'price':
      return data['priceList'] === undefined || data['priceList'] === 'tempo-calendar'
        ? 'tempo-calendar'
        : named('priceList', 'price-list');
    case 'metering':
      return named('heater', 'metering');
    case 'owner':
    case 'resident':
    case 'client':
    case 'heater':
      return named(context);
  }
}

export type { FactEvent };
