import { writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { v7Ids } from '#ports/ids/v7';
import type { Configuration } from '../configuration/index.js';
import { openLedger, type Ledger } from '../ledger.js';
import {
  CLOSE_AT_MS,
  DEMO_MONTH,
  ISSUE_DATE,
  NEXT_CLOSE_AT_MS,
  NEXT_ISSUE_DATE,
  NEXT_MONTH,
  SETTLED_AT_MS,
  SETUP_AT_MS,
} from './model/month.js';
import { Xoshiro } from './random/xoshiro.js';
import { failures } from './run/checks.js';
import { closeMonth } from './run/close-month.js';
import { copyDocuments } from './run/copy-documents.js';
import { copyExports } from './run/copy-exports.js';
import { DemoClock } from './run/demo-clock.js';
import { readJobs } from './run/jobs-file.js';
import { LedgerHttp } from './run/ledger-http.js';
import { clearOwnFolder, dataDirIn } from './run/own-folder.js';
import { playAct, playOpening, type Stage } from './run/play.js';
import { printed } from './run/print-summary.js';
import { progressOn, SILENT, type Progress, type Terminal } from './run/progress.js';
import { acceptDifferences } from './run/reconcile.js';
import { settleMonth } from './run/settle.js';
import { readSummary, type DemoSummary, type Played } from './run/summary.js';
import { narratorHere, narratorThread, type Narrator } from './story/narrator.js';
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
  /** Log and database of the demo's ledger; without them its own files. */
  readonly engines?: Partial<Configuration>;
  /** Ledgers that run already, of one new log, and by this clock. */
  readonly elsewhere?: { readonly urls: readonly string[]; readonly turnClock: (ms: number) => void };
  readonly stdout?: Terminal;
  readonly stderr?: Terminal;
}

/** Whether every check held; `ledger` is open where it was to be left running. */
export interface DemoResult {
  readonly summary: DemoSummary;
  readonly failures: readonly string[];
  readonly ledger: Ledger | null;
}

/**
 * A month of three buildings, metered, billed, credited and proved, in a ledger of its own under `out`.
 * Errors: CommandEnded for a wrong `jobs` or `out`; UnexpectedAnswer where the ledger answered otherwise.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { stdout = process.stdout, stderr = process.stderr } = options;
  const startedMs = performance.now();
  const progress = options.json ? SILENT : progressOn(stderr);
  const jobs = options.jobs === undefined ? null : await readJobs(options.jobs, stderr);
  await clearOwnFolder(options.out);
  const clock = new DemoClock(SETUP_AT_MS, options.elsewhere?.turnClock);
  const ledger = options.elsewhere === undefined ? await openDemoLedger(options, clock) : null;
  const urls = ledger === null ? (options.elsewhere?.urls ?? []) : [ledger.url];
  const narrator = narratorOf(options, jobs);
  let keep = false;
  try {
    const http = new LedgerHttp(urls);
    const stage: Stage = { http, clock, narrator, progress, answers: { recorded: 0, refused: 0 } };
    const played = await playAll(stage);
    const { summary, sealed } = await readSummary(http, sourceOf(options), played);
    const files = await writeFiles(http, options.out, summary, progress);
    progress.done();
    const failed = failures(summary, sealed);
    stdout.write(options.json ? `${JSON.stringify(summary, null, 2)}\n` : printed(summary));
    if (!options.json) stdout.write(whereabouts(options, urls[0]!, files, performance.now() - startedMs));
    for (const failure of failed) stderr.write(`FAILED: ${failure}\n`);
    keep = !options.once && failed.length === 0;
    clock.runOn();
    return { summary, failures: failed, ledger: keep ? ledger : null };
  } finally {
    await narrator.close();
    if (!keep) await ledger?.close();
  }
}

/** March and its close; then what comes late, what is corrected, and April with its close. */
async function playAll(stage: Stage): Promise<Played> {
  const { http, clock, progress, answers } = stage;
  const opening = await playOpening(stage);
  progress.stage('Metering March 2026');
  const month = await playAct(stage, opening.windows + 1);
  clock.setTo(CLOSE_AT_MS);
  await closeMonth(http, { period: DEMO_MONTH, issueDate: ISSUE_DATE }, progress);
  progress.stage('What came after the close, and April');
  await playAct(stage, 1);
  clock.setTo(SETTLED_AT_MS);
  await settleMonth(http);
  await acceptDifferences(http);
  const told = await playAct(stage, 1);
  clock.setTo(NEXT_CLOSE_AT_MS);
  await closeMonth(http, { period: NEXT_MONTH, issueDate: NEXT_ISSUE_DATE }, progress);
  return { opening, month, told, ...answers };
}

function openDemoLedger({ out, seed, port, engines }: DemoOptions, clock: DemoClock): Promise<Ledger> {
  // Ids repeat. Keys and nonces never: the seed is known to everybody.
  const random = new Xoshiro(`${seed}/ids`);
  return openLedger({
    ...engines,
    dataDir: dataDirIn(out),
    installationName: 'demo',
    port,
    clock,
    ids: v7Ids(clock, (count) => random.bytes(count)),
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

interface Written {
  readonly documents: number;
  /** Names of the files. */
  readonly exports: readonly string[];
}

async function writeFiles(
  http: LedgerHttp,
  out: string,
  summary: DemoSummary,
  progress: Progress,
): Promise<Written> {
  progress.stage('Writing the documents');
  const documents = await copyDocuments(http, join(out, 'documents'), progress);
  progress.stage('Writing the books');
  const exports = await copyExports(http, join(out, 'exports'));
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return { documents, exports };
}

function whereabouts(
  { out, once }: DemoOptions,
  url: string,
  { documents, exports }: Written,
  ms: number,
): string {
  const shown = relative('.', out) || '.';
  return [
    '',
    `  ${documents} files in ${join(shown, 'documents')}, the figures above in ${join(shown, 'summary.json')}; ${(ms / 1000).toFixed(1)} s`,
    `  The books in ${join(shown, 'exports')}: ${exports.join(', ')}`,
    ...(once
      ? []
      : [`  The API runs at ${url} (its description: ${url}/docs). There it is 4 May 2026. Ctrl-C ends it.`]),
    '',
    '',
  ].join('\n');
}
