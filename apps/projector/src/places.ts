import { join, resolve } from 'node:path';
import type { LogAddress } from '#event-store';
import type { KeysAddress } from '#ports/keys';
import type { ModelsAddress } from '#read-models';
import type { Settings } from './settings.js';

export interface Places {
  readonly log: LogAddress;
  readonly keys: KeysAddress;
  readonly models: ModelsAddress;
}

/** Files of the data folder, as a ledger makes them, but what an address was given for. */
export function placesOf({
  dataDir,
  eventStoreUrl,
  databaseUrl: url,
}: Pick<Settings, 'dataDir' | 'eventStoreUrl' | 'databaseUrl'>): Places {
  const folder = resolve(dataDir);
  const database = { kind: 'postgres', url } as const;
  const log: LogAddress =
    eventStoreUrl === ''
      ? { kind: 'sqlite', path: join(folder, 'log.sqlite') }
      : { kind: 'kurrentdb', url: eventStoreUrl, marks: database };
  if (url !== '') return { log, keys: database, models: database };
  return {
    log,
    keys: { kind: 'file', path: join(folder, 'keys.jsonl') },
    models: { kind: 'sqlite', dir: join(folder, 'read-models') },
  };
}
