import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from './log.js';
import { writeReplayLog, type ReplayLog } from './replay-log.js';
import { READINGS_PER_UPLOAD } from './uploads.js';

export interface ReplayBenchOptions {
  /** A folder on the disk to be measured. */
  readonly folder: string;
  readonly heaters?: number;
  /** Uploads of 60 readings and 4 slices each. */
  readonly uploadsPerHeater?: number;
  readonly sealed?: boolean;
  readonly rounds?: number;
}

export interface ReplayFigures {
  readonly sealed: boolean;
  readonly heaters: number;
  readonly readings: number;
  readonly events: number;
  /** From the log to complete SQLite read models. */
  readonly readingsPerSecond: number;
  /** Of a bare scan with `JSON.parse` of each event of the same log, in the same run. */
  readonly scanReadingsPerSecond: number;
  /** Replay ÷ scan. */
  readonly ratio: number;
  /** Replay ÷ a scan that opens the sealed bodies as well; null where nothing is sealed. */
  readonly ratioToOpenedScan: number | null;
  readonly peakRssMiB: number;
}

const share = (part: number, whole: number): number => Math.round((part / whole) * 100) / 100;

interface Measured {
  readonly ms: number;
  readonly peakRssMiB: number;
}

const run = promisify(execFile);
const entry = (): string => {
  const here = import.meta.url;
  const url = here.endsWith('.ts')
    ? new URL('../../dist/test/bench/replay-process.js', here)
    : new URL('./replay-process.js', here);
  return fileURLToPath(url);
};

async function measure(...words: readonly string[]): Promise<Measured> {
  const { stdout } = await run(process.execPath, [entry(), ...words]);
  return JSON.parse(stdout) as Measured;
}

/** Replays a log of a fleet, time-major, each round after a bare scan of it; medians of the rounds. */
export async function benchReplay(options: ReplayBenchOptions): Promise<ReplayFigures> {
  const { heaters = 10_000, uploadsPerHeater = 24, sealed = false, rounds = 3 } = options;
  await mkdir(options.folder, { recursive: true });
  const folder = await mkdtemp(join(options.folder, 'bench-replay-'));
  try {
    const log = await writeReplayLog({ folder, heaters, uploadsPerHeater, sealed });
    return await measureRounds(log, folder, rounds, { heaters, uploadsPerHeater, sealed });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureRounds(
  log: ReplayLog,
  folder: string,
  rounds: number,
  size: { readonly heaters: number; readonly uploadsPerHeater: number; readonly sealed: boolean },
): Promise<ReplayFigures> {
  const scans: number[] = [];
  const openedScans: number[] = [];
  const replays: number[] = [];
  const peaks: number[] = [];
  for (let round = 0; round < rounds; round++) {
    scans.push((await measure('scan', log.path)).ms);
    if (size.sealed) openedScans.push((await measure('scan', log.path, log.keysPath)).ms);
    const dir = join(folder, `models-${round}`);
    const replay = await measure('replay', log.path, log.keysPath, dir);
    replays.push(replay.ms);
    peaks.push(replay.peakRssMiB);
    await rm(dir, { recursive: true });
  }
  const { heaters, uploadsPerHeater, sealed } = size;
  const readings = heaters * uploadsPerHeater * READINGS_PER_UPLOAD;
  const rate = (ms: number): number => Math.round((readings / ms) * 1000);
  const [scanMs, replayMs] = [median(scans), median(replays)];
  return {
    sealed,
    heaters,
    readings,
    events: log.events,
    readingsPerSecond: rate(replayMs),
    scanReadingsPerSecond: rate(scanMs),
    ratio: share(scanMs, replayMs),
    ratioToOpenedScan: sealed ? share(median(openedScans), replayMs) : null,
    peakRssMiB: Math.max(...peaks),
  };
}
