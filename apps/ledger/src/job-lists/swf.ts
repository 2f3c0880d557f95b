/**
 * Standard Workload Format (Parallel Workloads Archive): header lines begin with `;`, a job is a line of 18 numbers,
 * and −1 means unknown. Nothing is dropped silently: each line that is no job is named with its number.
 */
export interface SwfJob {
  readonly line: number;
  readonly number: number;
  /** Seconds after the start of the trace. */
  readonly submitS: number;
  /** Waited before it ran (s); 0 where unknown. */
  readonly waitS: number;
  readonly runS: number;
  readonly processors: number;
  /** 1 completed, 0 failed, 2–4 parts of a run, 5 cancelled; −1 unknown. */
  readonly status: number;
  /** User as numbered in the trace; −1 unknown. */
  readonly user: number;
  readonly group: number;
}

export interface SwfProblem {
  readonly line: number;
  readonly problem: string;
}

export interface SwfTrace {
  /** Header values by key; the first one of a repeated key. */
  readonly header: ReadonlyMap<string, string>;
  readonly jobs: readonly SwfJob[];
  readonly problems: readonly SwfProblem[];
}

const FIELDS = 18;

export function parseSwf(text: string): SwfTrace {
  const header = new Map<string, string>();
  const jobs: SwfJob[] = [];
  const problems: SwfProblem[] = [];
  text.split(/\r\n|\n|\r/).forEach((raw, index) => {
    const line = raw.trim();
    if (line === '') return;
    if (line.startsWith(';')) {
      const [, key, value] = /^;\s*([A-Za-z]+):\s*(.*)$/.exec(line) ?? [];
      if (key !== undefined && value !== undefined && !header.has(key)) header.set(key, value.trim());
      return;
    }
    const job = parseJob(line, index + 1);
    if ('problem' in job) problems.push(job);
    else jobs.push(job);
  });
  return { header, jobs, problems };
}

function parseJob(line: string, number: number): SwfJob | SwfProblem {
  const problem = (text: string): SwfProblem => ({ line: number, problem: text });
  const fields = line.split(/\s+/);
  if (fields.length !== FIELDS) return problem(`${fields.length} fields instead of ${FIELDS}`);
  const values = fields.map(Number);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) return problem(`field ${bad + 1} is no number: ${fields[bad]}`);
  const [jobNumber, submitS, waitS, runS, allocated, , , requested] = values as [number, ...number[]];
  if (submitS! < 0) return problem('submit time unknown');
  if (runS! < 0) return problem('run time unknown');
  const processors = allocated! > 0 ? allocated! : requested!;
  if (!Number.isInteger(processors) || processors <= 0) return problem('number of processors unknown');
  return {
    line: number,
    number: jobNumber,
    submitS: submitS!,
    waitS: Math.max(0, waitS!),
    runS: runS!,
    processors,
    status: values[10]!,
    user: values[11]!,
    group: values[12]!,
  };
}
