import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createTestDatabase, startPostgres } from '../servers/postgres/index.js';
import { median } from './log.js';
import { writeReplayLog, type ReplayLog } from './replay-log.js';
import { cpuMsOfServer } from './server-cpu.js';
import { READINGS_PER_UPLOAD } from './uploads.js';

export interface PostgresReplayOptions {
  /** A folder on the disk to be measured. */
  readonly folder: string;
  readonly heaters: number;
  /** Uploads of 60 readings and 4 slices each. */
  readonly uploadsPerHeater: number;
  readonly rounds: number;
}

export interface ReplayInto {
  readonly what: 'SQLite' | 'PostgreSQL';
  /** From the log to complete read models that are on the disk. */
  readonly readingsPerSecond: number;
  readonly cpuSeconds: number;
  readonly serverCpuSeconds: number;
  readonly peakRssMiB: number;
}

interface Measured {
  readonly ms: number;
  readonly cpuMs: number;
  readonly serverCpuMs: number;
  readonly peakRssMiB: number;
}

const run = promisify(execFile);
const entry = (): string => {
  const here = import.meta.url;
  const url = here.endsWith('.ts')
    ? new URL('../../dist/test/bench/replay-into-process.js', here)
    : new URL('./replay-into-process.js', here);
  return fileURLToPath(url);
};

/**
 * A rebuild from one log into SQLite and into PostgreSQL in turn, each in a process of its own, whose server works on
 * the same processors and disk; medians of the rounds.
 */
export async function benchPostgresReplay(options: PostgresReplayOptions): Promise<readonly ReplayInto[]> {
  await mkdir(options.folder, { recursive: true });
  const folder = await mkdtemp(join(options.folder, 'bench-replay-postgres-'));
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? null : await startPostgres();
  try {
    const log = await writeReplayLog({ ...options, folder, sealed: false });
    const readings = options.heaters * options.uploadsPerHeater * READINGS_PER_UPLOAD;
    const [sqlite, postgres]: [Measured[], Measured[]] = [[], []];
    for (let round = 0; round < options.rounds; round++) {
      sqlite.push(await intoSqlite(log, folder));
      postgres.push(await intoPostgres(log, server?.url ?? given!, server?.pid ?? null));
    }
    return [figuresOf('SQLite', readings, sqlite), figuresOf('PostgreSQL', readings, postgres)];
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true });
  }
}

async function measured(log: ReplayLog, ...words: readonly string[]): Promise<Measured> {
  const { stdout } = await run(process.execPath, [entry(), log.path, log.keysPath, ...words]);
  return { ...(JSON.parse(stdout) as Measured), serverCpuMs: 0 };
}

async function intoSqlite(log: ReplayLog, folder: string): Promise<Measured> {
  const dir = await mkdtemp(join(folder, 'models-'));
  const one = await measured(log, 'sqlite', dir);
  await rm(dir, { recursive: true });
  return one;
}

async function intoPostgres(log: ReplayLog, serverUrl: string, serverPid: number | null): Promise<Measured> {
  const database = await createTestDatabase(serverUrl);
  const cpuMs = (): number => (serverPid === null ? 0 : cpuMsOfServer(serverPid));
  try {
    const before = cpuMs();
    const one = await measured(log, 'postgres', database.url);
    return { ...one, serverCpuMs: cpuMs() - before };
  } finally {
    await database.drop();
  }
}

function figuresOf(what: ReplayInto['what'], readings: number, rounds: readonly Measured[]): ReplayInto {
  const seconds = (pick: (one: Measured) => number): number => median(rounds.map(pick)) / 1000;
  return {
    what,
    readingsPerSecond: readings / seconds(({ ms }) => ms),
    cpuSeconds: seconds(({ cpuMs }) => cpuMs),
    serverCpuSeconds: seconds(({ serverCpuMs }) => serverCpuMs),
    peakRssMiB: Math.max(...rounds.map(({ peakRssMiB }) => peakRssMiB)),
  };
}
