import { createHash } from 'node:crypto';
import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { DocumentRefused } from '#ports/documents';
import {
  DAMAGED,
  GONE,
  LOST,
  NEVER_DRAWN,
  OTHERWISE,
  UNREADABLE,
  faultOf,
  type FileFault,
  type RecordedFile,
} from './file-fault.js';
import { fileName, type FileSubject, type Format } from './formats.js';
import { notDrawn } from './not-drawn.js';
import type { RenderJob } from './printable.js';
import { renderTasks, type RenderingDeps, type RenderMeta } from './render-documents.js';
import { documentTasks, proofTasks } from './render-period.js';
import type { RenderTask } from './render-task.js';
import { startRenderer, type Renderer } from './render-thread.js';

export interface DocumentsCheck extends RenderMeta {
  /** Makes what was never made, and draws again what is gone or damaged. */
  readonly mend: boolean;
  /** Draws XML, JSON and CSV of every document again from the log and compares them with what was recorded. */
  readonly redraw: boolean;
  /** Names of sites, owners and the company, as they stand now. */
  readonly facts: Facts;
  /** Once it is given the check ends before the next document, with its reason. */
  readonly signal?: AbortSignal;
}

export interface DocumentsChecked {
  /** Files whose bytes were compared with their recorded hash. */
  readonly files: number;
  /** Drawn again from the log, and the same. */
  readonly redrawn: number;
  /** Documents and proofs whose missing files were made. */
  readonly made: number;
  /** Files that were gone or damaged and are whole again. */
  readonly mended: number;
  /** How many faults there are; the first of them are told. */
  readonly faultsTotal: number;
  readonly faults: readonly FileFault[];
}

const FAULTS_TOLD = 1_000;

/**
 * Compares every kept file with the hash in the log, month by month. Bytes that are not the recorded ones are never kept
 * in their place: another version of the program may draw a page otherwise, and then only a backup has it.
 */
export async function checkDocuments(
  deps: RenderingDeps,
  check: DocumentsCheck,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<DocumentsChecked> {
  const total = await countFiles(deps);
  const checking = new Checking(deps, check, (done) => onProgress(done, total));
  try {
    for (const month of await issuedMonths(deps)) await checking.month(month);
  } finally {
    await checking.close();
  }
  onProgress(total, total);
  return checking.outcome;
}

interface MonthOfFiles {
  readonly period: Month;
  readonly issueDate: string | null;
}

async function issuedMonths({ models }: RenderingDeps): Promise<MonthOfFiles[]> {
  const cuts = await models.selectFrom('cut').select(['period', 'issue_date']).execute();
  const documents = await models.selectFrom('document').select('period').distinct().execute();
  const dates = new Map(cuts.map(({ period, issue_date }) => [period, issue_date]));
  const months = new Set([...dates.keys(), ...documents.map(({ period }) => period)]);
  return [...months].sort().map((period) => ({ period, issueDate: dates.get(period) ?? null }));
}

async function countFiles({ models }: RenderingDeps): Promise<number> {
  const counted = await models
    .selectFrom('document_file')
    .select(({ fn }) => fn.countAll().as('files'))
    .executeTakeFirst();
  return Number(counted?.files ?? 0);
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A check under way: what it found so far. */
class Checking {
  private renderer: Renderer | null = null;
  private readonly counts = { files: 0, redrawn: 0, made: 0, mended: 0, faultsTotal: 0 };
  private readonly faults: FileFault[] = [];

  constructor(
    private readonly deps: RenderingDeps,
    private readonly check: DocumentsCheck,
    private readonly onProgress: (done: number) => void,
  ) {}

  get outcome(): DocumentsChecked {
    return { ...this.counts, faults: this.faults };
  }

  async close(): Promise<void> {
    await this.renderer?.close();
  }

  async month({ period, issueDate }: MonthOfFiles): Promise<void> {
    const { facts } = this.check;
    const tasks = await documentTasks(this.deps, period);
    if (issueDate !== null) tasks.push(...(await proofTasks(this.deps, { period, issueDate, facts })));
    if (this.check.mend) await this.makeMissing(tasks);
    for (const task of tasks) {
      this.check.signal?.throwIfAborted();
      await this.subject(task);
    }
  }

  private async makeMissing(tasks: readonly RenderTask[]): Promise<void> {
    const { made, notDrawn: failed } = await renderTasks(this.deps, tasks, this.check);
    this.counts.made += made;
    for (const { series, number, ...refusal } of failed)
      this.tell({ series, number, format: null, recordedSha256: null, drawnSha256: null, ...refusal });
  }

  private async subject(task: RenderTask): Promise<void> {
    const recorded = await recordedFiles(this.deps, task.subject);
    if (!this.check.mend) await this.tellMissing(task, recorded);
    const faulty: RecordedFile[] = [];
    const readable: RecordedFile[] = [];
    for (const file of recorded) {
      const bytes = await this.bytesOf(file);
      if (bytes === 'unreadable') continue;
      readable.push(file);
      if (!this.isWhole(file, bytes)) faulty.push(file);
    }
    await this.drawAgain(task, readable, faulty);
    this.onProgress(this.counts.files);
  }

  private async tellMissing(task: RenderTask, recorded: readonly RecordedFile[]): Promise<void> {
    const there = new Set<string>(recorded.map(({ format }) => format));
    if (task.atMost.every((format) => there.has(format))) return;
    const job = await task.job(there);
    for (const format of job?.formats ?? [])
      this.tell({ ...task.subject, format, recordedSha256: null, drawnSha256: null, ...NEVER_DRAWN });
  }

  /** What cannot be read is told, and keeps no other waiting. */
  private async bytesOf(file: RecordedFile): Promise<Uint8Array | 'unreadable' | null> {
    this.counts.files += 1;
    try {
      return await this.deps.files.get(fileName(file, file.format));
    } catch (fault) {
      if (!(fault instanceof DocumentRefused)) throw fault;
      this.tell(faultOf(file, UNREADABLE, null));
      return 'unreadable';
    }
  }

  private isWhole(file: RecordedFile, bytes: Uint8Array | null): boolean {
    if (bytes !== null && sha256Of(bytes) === file.sha256) return true;
    if (!this.check.mend) this.tell(faultOf(file, bytes === null ? GONE : DAMAGED, null));
    return false;
  }

  /** What is to be mended, and what is to be proved. */
  private async drawAgain(
    task: RenderTask,
    recorded: readonly RecordedFile[],
    faulty: readonly RecordedFile[],
  ): Promise<void> {
    const mending = this.check.mend ? faulty : [];
    const proving = this.check.redraw
      ? recorded.filter((file) => file.format !== 'pdf' && !faulty.includes(file))
      : [];
    const wanted = new Set<string>([...mending, ...proving].map(({ format }) => format));
    if (wanted.size === 0) return;
    const drawn = await this.draw(task, wanted);
    for (const file of mending) await this.mend(file, drawn.get(file.format) ?? null);
    for (const file of proving) this.prove(file, drawn.get(file.format) ?? null);
  }

  private async mend(file: RecordedFile, bytes: Uint8Array | null): Promise<void> {
    const drawnSha256 = bytes === null ? null : sha256Of(bytes);
    if (bytes === null || drawnSha256 !== file.sha256) {
      this.tell(faultOf(file, LOST, drawnSha256));
      return;
    }
    await this.deps.files.restore(fileName(file, file.format), bytes);
    this.counts.mended += 1;
  }

  private prove(file: RecordedFile, bytes: Uint8Array | null): void {
    const drawnSha256 = bytes === null ? null : sha256Of(bytes);
    if (drawnSha256 === file.sha256) this.counts.redrawn += 1;
    else this.tell(faultOf(file, OTHERWISE, drawnSha256));
  }

  private async draw(
    task: RenderTask,
    wanted: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, Uint8Array>> {
    this.renderer ??= (this.deps.startRenderer ?? startRenderer)(1);
    const { renderer } = this;
    const files = await notDrawn(task.subject, async () => {
      const job = await task.job(new Set());
      return job === null ? {} : renderer.render(only(job, wanted));
    });
    return 'code' in files ? new Map<string, Uint8Array>() : new Map(Object.entries(files));
  }

  private tell(fault: FileFault): void {
    this.counts.faultsTotal += 1;
    if (this.faults.length < FAULTS_TOLD) this.faults.push(fault);
  }
}

const only = (job: RenderJob, wanted: ReadonlySet<string>): RenderJob => ({
  ...job,
  formats: job.formats.filter((format) => wanted.has(format)),
});

async function recordedFiles(
  { models }: RenderingDeps,
  { series, number }: FileSubject,
): Promise<RecordedFile[]> {
  const rows = await models
    .selectFrom('document_file')
    .select(['format', 'sha256'])
    .where('series', '=', series)
    .where('number', '=', number)
    .orderBy('format')
    .execute();
  return rows.map(({ format, sha256 }) => ({ series, number, format: format as Format, sha256 }));
}
