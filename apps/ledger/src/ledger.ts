import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { EventStore } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { Clock } from '#ports/clock';
import { systemClock } from '#ports/clock/system';
import { FolderDocuments } from '#ports/documents/folder';
import type { Ids } from '#ports/ids';
import { v7Ids } from '#ports/ids/v7';
import { FileKeys } from '#ports/keys/file';
import type { Projector } from '#read-models';
import { openReadModels, startProjector } from '#read-models/sqlite';
import { type Configuration, configurationWith } from './configuration/index.js';
import { pathsIn } from './data-folder.js';
import { removeAddress, writeAddress } from './http/address-file.js';
import { closeApplication, createApplication } from './http/application.js';
import { silentLogger } from './http/logging.js';
import { recordFirstEvents } from './installation/index.js';
import type { Parts } from './parts.js';

/** Settings over the defaults, and what a demo or a test replaces to repeat to the byte. */
export interface LedgerOptions extends Partial<Configuration> {
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Where keys come from; never replace it where the data are real. */
  readonly randomness?: (count: number) => Uint8Array;
  readonly logger?: Logger;
}

/** A ledger that runs: it holds the lock on its data folder and answers at `url`. */
export interface Ledger extends Parts {
  readonly url: string;
  /** UUID that event 0 gave it. */
  readonly installation: string;
  /** Running requests end, what was accepted is written, the lock is freed. */
  close(): Promise<void>;
}

/** Undoes what was opened, latest first; every step is tried, the first fault is thrown. */
class Closing {
  private readonly steps: (() => Promise<unknown>)[] = [];
  private running: Promise<void> | null = null;

  after<Opened>(opened: Opened, close: (opened: Opened) => Promise<unknown>): Opened {
    this.steps.push(() => close(opened));
    return opened;
  }

  run(): Promise<void> {
    this.running ??= this.undo();
    return this.running;
  }

  private async undo(): Promise<void> {
    const faults: unknown[] = [];
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop())
      await step().catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw faults[0];
  }
}

interface Opened {
  readonly parts: Parts;
  readonly installation: string;
}

async function openParts(options: LedgerOptions, dataDir: string, closing: Closing): Promise<Opened> {
  const { clock = systemClock, randomness = randomBytes, logger = silentLogger(), ...rest } = options;
  const { ids = v7Ids(clock, randomness), ...settings } = rest;
  const configuration = configurationWith({ ...settings, dataDir });
  const paths = pathsIn(dataDir);
  await mkdir(dataDir, { recursive: true });
  const store: EventStore = closing.after(await openSqliteEventStore({ path: paths.log }), (it) =>
    it.close(),
  );
  const keys = closing.after(new FileKeys({ path: paths.keys, random: randomness }), (it) => it.close());
  const name = configuration.installationName;
  const installation = await recordFirstEvents({ store, clock, ids, name });
  const projector: Projector = closing.after(
    await startProjector({ logPath: paths.log, dir: paths.models, keysPath: paths.keys }),
    (it) => it.close(),
  );
  const models = closing.after(await openReadModels({ dir: paths.models }), (it) => it.close());
  const documents = new FolderDocuments(paths.documents);
  const parts = { store, models: models.db, projector, keys, documents, clock, ids, randomness };
  return { parts: { ...parts, configuration, logger }, installation };
}

/**
 * Opens the ledger of a data folder, new or existing, and listens.
 * Errors: EventStoreError SECOND_WRITER where another process holds the folder; EADDRINUSE where the port is taken.
 */
export async function openLedger(options: LedgerOptions = {}): Promise<Ledger> {
  const dataDir = resolve(options.dataDir ?? configurationWith().dataDir);
  const closing = new Closing();
  try {
    const { parts, installation } = await openParts(options, dataDir, closing);
    const { configuration } = parts;
    const app = closing.after(await createApplication(parts), (it) =>
      closeApplication(it, configuration.shutdownMsMax),
    );
    await app.listen(configuration.port, configuration.host);
    const url = await app.getUrl();
    closing.after(await writeAddress(dataDir, { pid: process.pid, url, installation }), () =>
      removeAddress(dataDir, process.pid),
    );
    return { ...parts, url, installation, close: () => closing.run() };
  } catch (fault) {
    await closing.run().catch(() => undefined);
    throw fault;
  }
}
