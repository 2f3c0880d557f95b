import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Configuration } from '../configuration/index.js';
import { type Address, readAddress } from '../http/address-file.js';
import { createLogger } from '../http/logging.js';
import { pathsIn } from '../data-folder.js';
import { LedgerClient } from './client.js';
import { noLedger, openingFault } from './opening-fault.js';

const PROBE_MS_MAX = 2_000;

export interface Connection {
  readonly client: LedgerClient;
  /** Whether a ledger ran already; else this process has opened the files itself. */
  readonly running: boolean;
  close(): Promise<void>;
}

/** The ledger that runs on this data folder: its address file is believed once the same process answers there. */
export async function findRunning(dataDir: string): Promise<Address | null> {
  const address = await readAddress(resolve(dataDir));
  if (address === null) return null;
  try {
    const response = await fetch(new URL('/health/live', address.url), {
      signal: AbortSignal.timeout(PROBE_MS_MAX),
    });
    const live: unknown = await response.json();
    const same = typeof live === 'object' && live !== null && 'pid' in live && live.pid === address.pid;
    return same ? address : null;
  } catch {
    return null;
  }
}

interface ConnectOptions {
  /** Whether a ledger is made where there is none yet. */
  readonly create: boolean;
  /** Whether it only looks: read models on a database are then left to those that project them. */
  readonly looks?: boolean;
}

/**
 * Speaks to the ledger that runs on the data folder; where none runs, opens its files, or the servers that it is told, in
 * this process and speaks to that. Ends the command with what `openingFault` knows where neither is possible.
 */
export async function connect(
  configuration: Configuration,
  { create, looks = false }: ConnectOptions,
): Promise<Connection> {
  const address = await findRunning(configuration.dataDir);
  if (address !== null)
    return { client: new LedgerClient(address.url), running: true, close: () => Promise.resolve() };
  const { dataDir, eventStoreUrl } = configuration;
  if (!create && eventStoreUrl === '' && !existsSync(pathsIn(resolve(dataDir)).log))
    throw noLedger(configuration);
  const logger = createLogger({
    logLevel: configuration.logLevel === 'info' ? 'warn' : configuration.logLevel,
  });
  const own = looks && configuration.databaseUrl !== '' ? ({ projector: 'elsewhere' } as const) : {};
  // Loaded only here: a command that speaks to a running ledger needs none of it.
  const { openLedger } = await import('../ledger.js');
  const ledger = await openLedger({
    ...configuration,
    ...own,
    create,
    host: '127.0.0.1',
    port: 0,
    logger,
  }).catch((fault: unknown) => {
    throw openingFault(fault, configuration);
  });
  return { client: new LedgerClient(ledger.url), running: false, close: () => ledger.close() };
}
