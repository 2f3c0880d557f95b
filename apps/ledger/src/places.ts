import { resolve } from 'node:path';
import type { LogAddress } from '#event-store';
import type { DocumentsAddress } from '#ports/documents';
import type { KeysAddress } from '#ports/keys';
import type { LeasesAddress } from '#ports/leases';
import type { LocksAddress } from '#ports/locks';
import type { ModelsAddress } from '#read-models';
import type { Configuration } from './configuration/index.js';
import { pathsIn } from './data-folder.js';

/** Where the parts of a ledger stand. */
export interface Places {
  readonly log: LogAddress;
  readonly models: ModelsAddress;
  readonly keys: KeysAddress;
  readonly documents: DocumentsAddress;
  readonly leases: LeasesAddress;
  readonly locks: LocksAddress;
}

/** Files of the data folder, but what an address was given for. A log on a server has a database beside it. */
export function placesOf({
  dataDir,
  eventStoreUrl,
  databaseUrl: url,
}: Pick<Configuration, 'dataDir' | 'eventStoreUrl' | 'databaseUrl'>): Places {
  const paths = pathsIn(resolve(dataDir));
  const database = { kind: 'postgres', url } as const;
  const log: LogAddress =
    eventStoreUrl === ''
      ? { kind: 'sqlite', path: paths.log }
      : { kind: 'kurrentdb', url: eventStoreUrl, marks: database };
  if (url !== '')
    return { log, models: database, keys: database, documents: database, leases: database, locks: database };
  return {
    log,
    models: { kind: 'sqlite', dir: paths.models },
    keys: { kind: 'file', path: paths.keys },
    documents: { kind: 'folder', path: paths.documents },
    leases: { kind: 'alone' },
    locks: { kind: 'alone' },
  };
}
