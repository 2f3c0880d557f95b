import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from './child.js';
import { turnClock } from './turned-clock.js';

export interface FleetOptions {
  /** Folder for the data of each process. */
  readonly folder: string;
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly seed: string;
  readonly startMs: number;
}

const LEDGERS = 2;
const PROJECTORS = 2;
/** Free ports are not taken anew: a ledger that comes back must answer where it did. */
const FIRST_PORT = 20_000 + (process.pid % 20_000);

/** Two ledgers and two projectors, each a process, on one log and one database. */
export class Fleet {
  private readonly children = new Map<string, Child>();
  private readonly clockPath: string;

  private constructor(private readonly options: FleetOptions) {
    mkdirSync(options.folder, { recursive: true });
    this.clockPath = join(options.folder, 'clock');
    turnClock(this.clockPath, options.startMs);
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(options);
    // One after the other where each must find what the one before it made; the projectors together.
    await fleet.startOne('ledger-1');
    await Promise.all(fleet.names.filter((name) => name !== 'ledger-1').map((name) => fleet.startOne(name)));
    return fleet;
  }

  get names(): readonly string[] {
    const named = (kind: string, count: number): string[] =>
      Array.from({ length: count }, (_, at) => `${kind}-${at + 1}`);
    return [...named('ledger', LEDGERS), ...named('projector', PROJECTORS)];
  }

  get urls(): readonly string[] {
    return this.names
      .filter((name) => name.startsWith('ledger'))
      .map((name) => `http://127.0.0.1:${portOf(name)}`);
  }

  turnClock(ms: number): void {
    turnClock(this.clockPath, ms);
  }

  /** As a power cut, and then somebody starts it again. */
  async killAndRestart(name: string): Promise<void> {
    await this.children.get(name)?.kill();
    await this.startOne(name);
  }

  /** As an operator does; exit codes by name. */
  async end(): Promise<Readonly<Record<string, number | null>>> {
    const ended = [...this.children].map(async ([name, child]) => [name, await child.end()] as const);
    return Object.fromEntries(await Promise.all(ended));
  }

  private async startOne(name: string): Promise<void> {
    const isLedger = name.startsWith('ledger');
    const { eventStoreUrl, databaseUrl, folder, seed } = this.options;
    const env = {
      HEATLEDGER_EVENT_STORE_URL: eventStoreUrl,
      HEATLEDGER_DATABASE_URL: databaseUrl,
      HEATLEDGER_DATA_DIR: join(folder, name),
      HEATLEDGER_PARTITIONS: String(PROJECTORS),
      HEATLEDGER_LOG_LEVEL: 'warn',
    };
    const ledgerEnv = {
      HEATLEDGER_PROJECTOR: 'elsewhere',
      HEATLEDGER_PORT: String(portOf(name)),
      HEATLEDGER_INSTALLATION_NAME: 'demo',
    };
    const child = isLedger
      ? await Child.start(
          name,
          'test/engines/demo-ledger.js',
          [this.clockPath, seed],
          { ...env, ...ledgerEnv },
          { tellsUrl: true },
        )
      : await Child.start(name, 'apps/projector/src/main.js', [], env, { tellsUrl: false });
    this.children.set(name, child);
  }
}

const portOf = (name: string): number => FIRST_PORT + Number(name.slice(-1));
