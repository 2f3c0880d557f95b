import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '#ports/clock';
import { systemClock } from '#ports/clock/system';
import type { Ids } from '#ports/ids';
import { v7Ids } from '#ports/ids/v7';
import { openDocuments } from '#ports/documents/open';
import { openKeys } from '#ports/keys/open';
import { openLeases } from '#ports/leases/open';
import { openLocks } from '#ports/locks/open';
import { openReadModels, startProjector } from '#read-models/open';
import { Closing } from './closing.js';
import { checkModelsOfLog } from './commands/models-of-log.js';
import { type Configuration, configurationWith } from './configuration/index.js';
import { removeAddress, writeAddress } from './http/address-file.js';
import { closeApplication, createApplication } from './http/application.js';
import { silentLogger } from './http/logging.js';
import { openInstallation } from './installation/index.js';
import type { Parts } from './parts.js';
import { placesOf } from './places.js';

/** Settings over the defaults, and what a demo or a test replaces to repeat to the byte. */
export interface LedgerOptions extends Partial<Configuration> {
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Where keys come from; never replace it where the data are real. */
  readonly randomness?: (count: number) => Uint8Array;
  readonly logger?: Logger;
  /** Whether a new log is named, and so made a ledger (default). */
  readonly create?: boolean;
}

/** A ledger that runs: it holds the lock on a log in its data folder and answers at `url`. */
export interface Ledger extends Parts {
  readonly url: string;
  /** UUID that event 0 gave it. */
  readonly installation: string;
  /** Not ready from now on; running requests end, what was accepted is written, locks and leases are freed. */
  close(): Promise<void>;
}

interface Opened {
  readonly parts: Parts;
  readonly installation: string;
}

async function openParts(
  options: LedgerOptions,
  dataDir: string,
  stopping: AbortSignal,
  closing: Closing,
): Promise<Opened> {
  const { clock = systemClock, randomness = randomBytes, logger = silentLogger(), ...rest } = options;
  const { ids = v7Ids(clock, randomness), create = true, ...settings } = rest;
  const configuration = configurationWith({ ...settings, dataDir });
  const places = placesOf(configuration);
  await mkdir(dataDir, { recursive: true });
  const { store, installation } = await openInstallation({
    configuration,
    places,
    clock,
    ids,
    create,
    closing,
  });
  const keys = closing.after(await openKeys(places.keys, { random: randomness }), (it) => it.close());
  const documents = closing.after(await openDocuments(places.documents), (it) => it.close());
  const locks = closing.after(await openLocks(places.locks), (it) => it.close());
  const leases = closing.after(await openLeases(places.leases), (it) => it.close());
  const { partitions, projector: where } = configuration;
  const projected = { log: places.log, keys: places.keys, models: places.models, partitions };
  const projector = closing.after(await startProjector({ ...projected, here: where === 'here' }), (it) =>
    it.close(),
  );
  const models = closing.after(await openReadModels(places.models), (it) => it.close());
  await checkModelsOfLog(store, models.db);
  const ports = { store, models: models.db, projector, keys, documents, locks, leases };
  return { parts: { ...ports, stopping, clock, ids, randomness, configuration, logger }, installation };
}

/**
 * Opens a ledger, new or existing, on the files of its data folder or the servers it is told, and listens.
 * Errors: EventStoreError and DatabaseError, such as SECOND_WRITER where another process holds the folder,
 * DATABASE_FOREIGN where the database belongs to another installation, LOG_MISSING where none is to be made;
 * EADDRINUSE where the port is taken. All that was opened is closed again then.
 */
export async function openLedger(options: LedgerOptions = {}): Promise<Ledger> {
  const dataDir = resolve(options.dataDir ?? configurationWith().dataDir);
  const closing = new Closing();
  const stopping = new AbortController();
  try {
    const { parts, installation } = await openParts(options, dataDir, stopping.signal, closing);
    const { configuration } = parts;
    const app = closing.after(await createApplication(parts), (it) =>
      closeApplication(it, configuration.shutdownMsMax),
    );
    await app.listen(configuration.port, configuration.host);
    const url = await app.getUrl();
    closing.after(await writeAddress(dataDir, { pid: process.pid, url, installation }), () =>
      removeAddress(dataDir, process.pid),
    );
    const close = (): Promise<void> => {
      stopping.abort();
      return closing.run();
    };
    return { ...parts, url, installation, close };
  } catch (fault) {
    stopping.abort();
    await closing.run().catch(() => undefined);
    throw fault;
  }
}
