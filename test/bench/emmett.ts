import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What is used of the other store; it is no dependency of ours, so its types are not here. */
interface OtherStore {
  appendToStream(stream: string, events: readonly object[]): Promise<unknown>;
  consumer(options: object): {
    processor(options: object): unknown;
    start(): Promise<void>;
    close(): Promise<void>;
  };
}
interface OtherPackage {
  getSQLiteEventStore(options: object): OtherStore;
}

export interface EmmettFigures {
  readonly version: string;
  readonly appendOnePerSecond: number;
  readonly appendHundredPerSecond: number;
  readonly consumePerSecond: number;
}

const perSecond = (count: number, since: number): number =>
  Math.round(count / ((performance.now() - since) / 1000));

async function timeAppends(store: OtherStore, event: () => object, size: number, appends: number) {
  const since = performance.now();
  for (let i = 0; i < appends; i++)
    await store.appendToStream(`s${size}-${i % 50}`, Array.from({ length: size }, event));
  return perSecond(size * appends, since);
}

async function timeConsumer(store: OtherStore, total: number): Promise<number> {
  let seen = 0;
  const consumer = store.consumer({ pulling: { batchSize: 1000, pullingFrequencyInMs: 1 } });
  const since = performance.now();
  consumer.processor({
    processorId: 'bench',
    startFrom: 'BEGINNING',
    stopAfter: () => seen >= total,
    eachMessage: () => {
      seen++;
    },
  });
  await consumer.start();
  const rate = perSecond(seen, since);
  await consumer.close();
  return rate;
}

/**
 * The same kind of events through @event-driven-io/emmett-sqlite, installed by hand in `folder`;
 * null where it is not. Events a second.
 */
export async function benchEmmett(folder: string, data: object): Promise<EmmettFigures | null> {
  const require = createRequire(pathToFileURL(join(resolve(folder), 'package.json')));
  let entry: string;
  try {
    entry = require.resolve('@event-driven-io/emmett-sqlite');
  } catch {
    return null;
  }
  const { getSQLiteEventStore } = require(entry) as OtherPackage;
  const { version } = require(join(entry, '../../package.json')) as { version: string };
  const directory = await mkdtemp(join(tmpdir(), 'heatledger-bench-emmett-'));
  try {
    const store = getSQLiteEventStore({
      fileName: join(directory, 'log.sqlite'),
      schema: { autoMigration: 'CreateOrUpdate' },
    });
    const event = () => ({ type: 'TelemetryRecorded', data });
    const appendOnePerSecond = await timeAppends(store, event, 1, 300);
    const appendHundredPerSecond = await timeAppends(store, event, 100, 30);
    const consumePerSecond = await timeConsumer(store, 3300);
    return { version, appendOnePerSecond, appendHundredPerSecond, consumePerSecond };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
