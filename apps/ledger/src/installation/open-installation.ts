import { existsSync } from 'node:fs';
import { EventStoreError, type EventStore } from '#event-store';
import { openEventStore } from '#event-store/open';
import type { Clock } from '#ports/clock';
import type { Ids } from '#ports/ids';
import type { LogToFit } from '#postgres';
import type { Closing } from '../closing.js';
import type { Configuration } from '../configuration/index.js';
import { pathsIn } from '../data-folder.js';
import type { Places } from '../places.js';
import { DataFolderForeign, markedInstallation, markFolder } from './folder-mark.js';
import { namedInstallation, recordFirstEvents } from './first-events.js';

export interface InstallationOptions {
  readonly configuration: Configuration;
  readonly places: Places;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Whether a log without events becomes a new installation. */
  readonly create: boolean;
  readonly closing: Closing;
}

/** What a ledger starts from: its log, and who it is. */
export interface OpenedInstallation {
  readonly store: EventStore;
  readonly installation: string;
}

/**
 * Opens the log, and the database where there is one, and makes sure that they belong together before anything is
 * written to either. @throws EventStoreError LOG_MISSING where there is no installation and none is to be made;
 * DatabaseError DATABASE_FOREIGN where the database belongs to another one, KEYS_MISSING where it is new and the log is not
 */
export async function openInstallation(options: InstallationOptions): Promise<OpenedInstallation> {
  const { configuration, places, clock, ids, create, closing } = options;
  const { databaseUrl, dataDir, installationName: name } = configuration;
  const database = databaseUrl === '' ? null : await openOwnDatabase(databaseUrl, closing);
  const store = closing.after(await openEventStore(places.log), (it) => it.close());
  const named = await namedInstallation(store);
  if (named === null && !create)
    throw new EventStoreError('LOG_MISSING', 'the log has no events: no ledger was made there yet');
  const marked = await markedInstallation(dataDir);
  if (marked !== null && marked !== named) throw new DataFolderForeign(marked, named);
  await database?.fits({ nextIndex: await store.nextIndex(), installation: () => namedInstallation(store) });
  const installation = await recordFirstEvents({ store, clock, ids, name });
  await database?.bind(installation);
  // A log in the folder beside one on a server may be of another installation: its folder stays its own.
  const holdsOtherLog = places.log.kind !== 'sqlite' && existsSync(pathsIn(dataDir).log);
  if (marked === null && !holdsOtherLog) await markFolder(dataDir, installation);
  return { store, installation };
}

interface OwnDatabase {
  fits(log: LogToFit): Promise<void>;
  bind(installation: string): Promise<void>;
}

/** Loaded only where there is a database. */
async function openOwnDatabase(url: string, closing: Closing): Promise<OwnDatabase> {
  const { bindInstallation, fitsLog, openDatabase } = await import('#postgres');
  const database = closing.after(await openDatabase(url), (it) => it.close());
  return {
    fits: (log) => fitsLog(database, log),
    bind: (installation) => bindInstallation(database, installation),
  };
}
