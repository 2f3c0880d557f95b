import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, startPostgres } from '../servers/postgres/index.js';
import { median } from './log.js';
import { writeReplayLog, type ReplayLog } from './replay-log.js';
import { cpuMsOfServer } from './server-cpu.js';
import { READINGS_PER_UPLOAD } from './uploads.js';

export interface PartitionsBenchOptions {
  /** A folder on the disk to be measured. */
  readonly folder: string;
  readonly heaters: number;
  /** Uploads of 60 readings and 4 slices each. */
  readonly uploadsPerHeater: number;
  readonly rounds: number;
}

export interface PartitionsFigures {
  /** As many processes as partitions, each with one. */
  readonly partitions: number;
  readonly readingsPerSecond: number;
  /** CPU time of each process, the busiest first (s). */
  readonly cpuSeconds: readonly number[];
  readonly serverCpuSeconds: number;
  readonly peakRssMiB: number;
}

interface Round {
  readonly ms: number;
  readonly cpuMs: readonly number[];
  readonly serverCpuMs: number;
  readonly peakRssMiB: number;
}

interface Measured {
  readonly cpuMs: number;
  readonly peakRssMiB: number;
}

const entry = (): string => {
  const here = import.meta.url;
  const url = here.endsWith('.ts')
    ? new URL('../../dist/test/bench/partition-process.js', here)
    : new URL('./partition-process.js', here);
  return fileURLToPath(url);
};

/**
 * From an embedded log into read models on PostgreSQL: one partition in one process against two in two. The server
 * works on the same processors, and its CPU time is told beside that of the projectors. Processes that have started
 * begin together; time runs until the last partition stands at the end of the log.
 */
export async function benchPartitions(
  options: PartitionsBenchOptions,
): Promise<readonly PartitionsFigures[]> {
  await mkdir(options.folder, { recursive: true });
  const folder = await mkdtemp(join(options.folder, 'bench-partitions-'));
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? null : await startPostgres();
  try {
    const log = await writeReplayLog({ ...options, folder, sealed: false });
    const rounds = new Map<number, Round[]>([
      [1, []],
      [2, []],
    ]);
    for (let round = 0; round < options.rounds; round++)
      for (const [partitions, done] of rounds)
        done.push(await measure(log, partitions, server?.url ?? given!, server?.pid ?? null));
    const readings = options.heaters * options.uploadsPerHeater * READINGS_PER_UPLOAD;
    return [...rounds].map(([partitions, done]) => figuresOf(partitions, readings, done));
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true });
  }
}

async function measure(
  log: ReplayLog,
  partitions: number,
  serverUrl: string,
  serverPid: number | null,
): Promise<Round> {
  const database = await createTestDatabase(serverUrl);
  try {
    const words = [log.path, log.keysPath, database.url, String(partitions), String(log.events)];
    const processes = await Promise.all(Array.from({ length: partitions }, () => started(words)));
    const serverBefore = serverPid === null ? 0 : cpuMsOfServer(serverPid);
    const since = performance.now();
    const measured = await Promise.all(processes.map((begin) => begin()));
    const ms = performance.now() - since;
    return {
      ms,
      cpuMs: measured.map(({ cpuMs }) => cpuMs).sort((a, b) => b - a),
      serverCpuMs: serverPid === null ? 0 : cpuMsOfServer(serverPid) - serverBefore,
      peakRssMiB: Math.max(...measured.map(({ peakRssMiB }) => peakRssMiB)),
    };
  } finally {
    await database.drop();
  }
}

/** A process that waits to begin. */
async function started(words: readonly string[]): Promise<() => Promise<Measured>> {
  const child = spawn(process.execPath, [entry(), ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const ready = once(lines, 'line');
  await ready;
  return async () => {
    const told = once(lines, 'line');
    const ended = once(child, 'exit');
    child.stdin.end('begin\n');
    const [line] = (await Promise.race([told, ended.then(() => ['null'])])) as [string];
    const measured = JSON.parse(line) as Measured | null;
    if (measured === null) throw new Error('a projector of the measurement ended early');
    return measured;
  };
}

const seconds = (ms: number): number => Math.round(ms / 10) / 100;

function figuresOf(partitions: number, readings: number, rounds: readonly Round[]): PartitionsFigures {
  const medianOf = (pick: (round: Round) => number): number => median(rounds.map(pick));
  return {
    partitions,
    readingsPerSecond: Math.round((readings / medianOf(({ ms }) => ms)) * 1000),
    cpuSeconds: Array.from({ length: partitions }, (_, at) => seconds(medianOf(({ cpuMs }) => cpuMs[at]!))),
    serverCpuSeconds: seconds(medianOf(({ serverCpuMs }) => serverCpuMs)),
    peakRssMiB: Math.max(...rounds.map(({ peakRssMiB }) => peakRssMiB)),
  };
}
