import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { SimulatedClock } from '#ports/clock/simulated';
import { v7Ids } from '#ports/ids/v7';
import { openLedger, type Ledger } from '../ledger.js';
import { SETUP_AT_MS } from './model/month.js';
import { Xoshiro } from './random/xoshiro.js';
import { failures, filesFail } from './run/checks.js';
import { closeMonth } from './run/close-month.js';
import { copyDocuments } from './run/copy-documents.js';
import { LedgerHttp } from './run/ledger-http.js';
import { play } from './run/play.js';
import { printed } from './run/print-summary.js';
import { progressOn, SILENT, type Progress, type Terminal } from './run/progress.js';
import { readSummary, type DemoSummary } from './run/summary.js';
import { narratorHere, narratorThread, type Narrator } from './story/narrator.js';
import { parseSwf, type SwfProblem } from './work/swf.js';
import { FULL_SIZE, type WorldSize } from './world/world.js';

export interface DemoOptions {
  /** End after the summary instead of leaving the API running. */
  readonly once: boolean;
  /** A job trace in Standard Workload Format instead of the demo's own jobs. */
  readonly jobs?: string | undefined;
  /** Folder of everything the demo writes; what stood there is replaced. */
  readonly out: string;
  readonly seed: string;
  /** The summary as JSON on stdout, and nothing else there. */
  readonly json: boolean;
  readonly port: number;
  readonly size?: WorldSize;
  readonly stdout?: Terminal;
  readonly stderr?: Terminal;
}

/** Whether every check held; `ledger` is open where it was to be left running. */
export interface DemoResult {
  readonly summary: DemoSummary;
  readonly failures: readonly string[];
  readonly ledger: Ledger | null;
}

const MALFORMED_SHOWN = 5;

/**
 * A month of three buildings, metered, billed, credited and proved, in a ledger of its own under `out`.
 * Errors: whatever reading `jobs` or opening the ledger throws; UnexpectedAnswer where the ledger answered otherwise.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { stdout = process.stdout, stderr = process.stderr } = options;
  const startedMs = performance.now();
  const progress = options.json ? SILENT : progressOn(stderr);
  const jobs = options.jobs === undefined ? null : await readJobs(options.jobs, stderr);
  await clear(options.out);
  const clock = new SimulatedClock(SETUP_AT_MS);
  const ledger = await openDemoLedger(options, clock);
  const narrator = narratorOf(options, jobs);
  let keep = false;
  try {
    const http = new LedgerHttp(ledger.url);
    const played = await play(http, clock, narrator, progress);
    await closeMonth(http, progress);
    const { summary, sealed } = await readSummary(http, sourceOf(options), played);
    const { files, expected } = await writeFiles(http, options.out, summary, progress);
    progress.done();
    const failed = [...failures(summary, sealed), ...filesFail(files, expected)];
    stdout.write(options.json ? `${JSON.stringify(summary, null, 2)}\n` : printed(summary));
    if (!options.json) stdout.write(whereabouts(options, ledger.url, files, performance.now() - startedMs));
    for (const failure of failed) stderr.write(`FAILED: ${failure}\n`);
    keep = !options.once && failed.length === 0;
    return { summary, failures: failed, ledger: keep ? ledger : null };
  } finally {
    await narrator.close();
    if (!keep) await ledger.close();
  }
}

async function readJobs(path: string, stderr: Terminal): Promise<string> {
  const text = await readFile(path, 'utf8');
  const { jobs, problems } = parseSwf(text);
  if (jobs.length === 0) throw new Error(`${path} holds no job in Standard Workload Format`);
  for (const { line, problem } of problems.slice(0, MALFORMED_SHOWN) as readonly SwfProblem[])
    stderr.write(`${basename(path)}:${line}: ${problem}; left out\n`);
  if (problems.length > MALFORMED_SHOWN)
    stderr.write(`${basename(path)}: ${problems.length - MALFORMED_SHOWN} more malformed lines, left out\n`);
  return text;
}

/** Only what a demo wrote: its own folders and file. */
async function clear(out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const own of ['data', 'documents', 'summary.json'])
    await rm(join(out, own), { recursive: true, force: true });
}

function openDemoLedger({ out, seed, port }: DemoOptions, clock: SimulatedClock): Promise<Ledger> {
  const bytes = (of: string) => {
    const random = new Xoshiro(`${seed}/${of}`);
    return (count: number): Uint8Array => random.bytes(count);
  };
  return openLedger({
    dataDir: join(out, 'data'),
    installationName: 'demo',
    port,
    clock,
    ids: v7Ids(clock, bytes('ids')),
    randomness: bytes('keys'),
  });
}

function narratorOf({ seed, size = FULL_SIZE }: DemoOptions, jobs: string | null): Narrator {
  const built = import.meta.url.includes('/dist/');
  return built ? narratorThread({ seed, size, jobs }) : narratorHere({ seed, size, jobs });
}

const sourceOf = ({ seed, jobs }: DemoOptions): { seed: string; source: string } => ({
  seed,
  source: jobs === undefined ? 'drawn' : basename(jobs),
});

async function writeFiles(
  http: LedgerHttp,
  out: string,
  summary: DemoSummary,
  progress: Progress,
): Promise<{ readonly files: number; readonly expected: number }> {
  progress.stage('Writing the documents');
  const copied = await copyDocuments(http, join(out, 'documents'), progress);
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return copied;
}

function whereabouts({ out, once }: DemoOptions, url: string, files: number, ms: number): string {
  const shown = relative('.', out) || '.';
  return [
    '',
    `  ${files} files in ${join(shown, 'documents')}, the figures above in ${join(shown, 'summary.json')}; ${(ms / 1000).toFixed(1)} s`,
    ...(once ? [] : [`  The API runs at ${url} (its description: ${url}/docs). Ctrl-C ends it.`]),
    '',
    '',
  ].join('\n');
}
