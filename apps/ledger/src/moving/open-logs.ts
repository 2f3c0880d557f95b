import { existsSync, realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '#event-store';
import { openEventStore } from '#event-store/open';
import { SqliteLogReader } from '#event-store/sqlite';
import type { LogSource } from './compare-logs.js';

/** Where a log stands, as a command line names it. */
export type LogPlace =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'kurrentdb'; readonly url: string };

const settled = (place: LogPlace): string =>
  place.kind === 'kurrentdb' ? place.url : existsSync(place.path) ? realpathSync(place.path) : place.path;

export const samePlace = (one: LogPlace, other: LogPlace): boolean => settled(one) === settled(other);

/** Does not hold the log, unlike a store: a ledger may go on writing to it. */
function readFrom(path: string): LogSource {
  const reader = new SqliteLogReader(path);
  return {
    readAll: async (from, limit) => reader.readAll(from, limit),
    nextIndex: async () => reader.nextIndex(),
    close: async () => reader.close(),
  };
}

interface Opened<Store> {
  readonly store: Store;
  close(): Promise<void>;
}

/** What is learnt of places while copying is of no use afterwards: it is kept in a folder that goes. */
async function openServer(url: string): Promise<Opened<EventStore>> {
  const folder = await mkdtemp(join(tmpdir(), 'heatledger-copy-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const marks = { kind: 'sqlite', path: join(folder, 'marks.sqlite') } as const;
    const store = await openEventStore({ kind: 'kurrentdb', url, marks });
    return { store, close: () => store.close().finally(remove) };
  } catch (fault) {
    await remove();
    throw fault;
  }
}

/** Errors: EventStoreError as the adapter throws it; LOG_MISSING where there is none. */
export async function openLogSource(place: LogPlace): Promise<Opened<LogSource>> {
  if (place.kind === 'kurrentdb') return openServer(place.url);
  const store = readFrom(place.path);
  return { store, close: () => store.close() };
}

/** Made where there is none, and held alone where the adapter can. Errors: EventStoreError as the adapter throws it. */
export async function openLogTarget(place: LogPlace): Promise<Opened<EventStore>> {
  if (place.kind === 'kurrentdb') return openServer(place.url);
  const store = await openEventStore(place);
  return { store, close: () => store.close() };
}
