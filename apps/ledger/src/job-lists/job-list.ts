import { fileFault } from '../load-curves/index.js';
import { parseSwf, type SwfProblem } from './swf.js';

export const JOB_LIST_FORMATS = ['swf', 'csv'] as const;
export type JobListFormat = (typeof JOB_LIST_FORMATS)[number];

/** A job as a scheduler lists it. */
export interface ListedJob {
  readonly job: string;
  /** Null: the list does not say. */
  readonly contract: string | null;
  readonly coreMs: number;
  /** Null: unknown to the list. */
  readonly outcome: 'completed' | 'failed' | null;
}

export interface JobList {
  /** Each job once; lines of the same job add up. */
  readonly jobs: readonly ListedJob[];
  /** Lines that are no job. */
  readonly problems: readonly SwfProblem[];
}

/** SWF: 1 completed; 0 failed, 5 cancelled; the rest says nothing of the whole job. */
const swfOutcome = (status: number): ListedJob['outcome'] =>
  status === 1 ? 'completed' : status === 0 || status === 5 ? 'failed' : null;

const OUTCOMES: Readonly<Record<string, ListedJob['outcome']>> = {
  completed: 'completed',
  '1': 'completed',
  failed: 'failed',
  cancelled: 'failed',
  '0': 'failed',
  '5': 'failed',
};

const NUMBER = /^\d{1,12}(\.\d{1,3})?$/;

function csvJobs(text: string): JobList {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const separator = (lines[0] ?? '').includes(';') ? ';' : ',';
  const cells = (line: string): string[] =>
    line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const names = cells(lines[0] ?? '').map((name) => name.toLowerCase());
  const [job, cores, seconds] = ['job', 'cores', 'seconds'].map((name) => names.indexOf(name));
  if (job! < 0 || cores! < 0 || seconds! < 0)
    fileFault(
      'JOBS_UNREADABLE',
      'line 1',
      'Give a header with job, cores, seconds; status and contract if known.',
    );
  const [status, contract] = [names.indexOf('status'), names.indexOf('contract')];
  const jobs: ListedJob[] = [];
  const problems: SwfProblem[] = [];
  lines.slice(1).forEach((line, i) => {
    if (line.trim() === '') return;
    const row = cells(line);
    const [name, count, run] = [row[job!] ?? '', row[cores!] ?? '', row[seconds!] ?? ''];
    if (name === '' || !/^\d{1,9}$/.test(count) || !NUMBER.test(run)) {
      problems.push({ line: i + 2, problem: 'give a job, whole cores, and seconds from 0' });
      return;
    }
    jobs.push({
      job: name,
      contract: row[contract] === undefined || row[contract] === '' ? null : row[contract],
      coreMs: Number(count) * Math.round(Number(run) * 1000),
      outcome: OUTCOMES[(row[status] ?? '').toLowerCase()] ?? null,
    });
  });
  return { jobs, problems };
}

function swfJobs(text: string): JobList {
  const { jobs, problems } = parseSwf(text);
  return {
    jobs: jobs.map(({ number, processors, runS, status }) => ({
      job: String(number),
      contract: null,
      coreMs: processors * Math.round(runS * 1000),
      outcome: swfOutcome(status),
    })),
    problems,
  };
}

/** Lines of one job are parts of it: work adds up, and it is completed once a part says so. */
function together(jobs: readonly ListedJob[]): readonly ListedJob[] {
  const byName = new Map<string, ListedJob>();
  for (const one of jobs) {
    const key = `${one.contract ?? ''}/${one.job}`;
    const known = byName.get(key);
    if (known === undefined) byName.set(key, one);
    else {
      const outcome = known.outcome === 'completed' ? known.outcome : (one.outcome ?? known.outcome);
      byName.set(key, { ...known, coreMs: known.coreMs + one.coreMs, outcome });
    }
  }
  return [...byName.values()];
}

/**
 * A scheduler's list of jobs: Standard Workload Format, or CSV with a header of at least `job,cores,seconds`
 * (and `status`, `contract` where known). Fault (FileFault): JOBS_UNREADABLE.
 */
export function jobListOf(format: JobListFormat, text: string): JobList {
  const { jobs, problems } = format === 'swf' ? swfJobs(text) : csvJobs(text);
  if (jobs.length === 0) fileFault('JOBS_UNREADABLE', 'file', 'There is no job in it.');
  return { jobs: together(jobs), problems };
}
