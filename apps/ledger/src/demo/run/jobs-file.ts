import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CommandEnded, EXIT } from '../../cli/exit-codes.js';
import { parseSwf } from '../../job-lists/index.js';
import type { Terminal } from './progress.js';

const MALFORMED_SHOWN = 5;

/** Text of a job trace; lines that are no job are named. Refusals: JOBS_UNREADABLE, JOBS_NONE. */
export async function readJobs(path: string, stderr: Terminal): Promise<string> {
  const text = await readFile(path, 'utf8').catch((fault: unknown) => {
    throw ended(
      'JOBS_UNREADABLE',
      `${path} cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`,
    );
  });
  const { jobs, problems } = parseSwf(text);
  if (jobs.length === 0) throw ended('JOBS_NONE', `${path} holds no job in Standard Workload Format.`);
  for (const { line, problem } of problems.slice(0, MALFORMED_SHOWN))
    stderr.write(`${basename(path)}:${line}: ${problem}; left out\n`);
  if (problems.length > MALFORMED_SHOWN)
    stderr.write(`${basename(path)}: ${problems.length - MALFORMED_SHOWN} more malformed lines, left out\n`);
  return text;
}

const ended = (code: string, remedy: string): CommandEnded =>
  new CommandEnded(EXIT.usage, [{ code, field: '--jobs', remedy }]);
