import type { JobReconciliations } from '../reports/reconciliations/index.js';
import type { Run } from './command.js';
import { connect } from './connection.js';
import { CommandEnded, EXIT } from './exit-codes.js';
import { fileBytes } from './files.js';

const ROWS_SHOWN = 20;
const ROWS_PER_PAGE = 10_000;

const coreHours = (coreMs: number): string => (coreMs / 3_600_000).toFixed(3);

function textOf({
  period,
  jobs,
  problems,
  erased,
  contracts,
  rows,
  differing,
  file,
}: JobReconciliations): string {
  const lines = [
    `${period}: ${jobs} jobs of the list, ${differing} differ; list ${file}`,
    ...contracts.map(
      ({ contract, ourCoreMs, theirCoreMs, differenceCoreMs, status, accepted }) =>
        `${(contract ?? '(of no contract)').padEnd(24)} ours ${coreHours(ourCoreMs)}, theirs ${coreHours(theirCoreMs)} core-hours, ` +
        `difference ${differenceCoreMs} core·ms: ${status}${accepted === null ? '' : ` (${accepted.by}: ${accepted.reason})`}`,
    ),
    ...rows
      .slice(0, ROWS_SHOWN)
      .map(
        ({ job, kind, ourCoreMs, theirCoreMs, ourOutcome, theirOutcome }) =>
          `${kind.padEnd(13)}  ${job}  ours ${ourCoreMs}, theirs ${theirCoreMs} core·ms` +
          (kind === 'OTHER_OUTCOME' ? `; ${ourOutcome} here, ${theirOutcome} there` : ''),
      ),
  ];
  if (differing > ROWS_SHOWN) lines.push(`… ${differing - ROWS_SHOWN} more differ (see --json)`);
  if (problems.length > 0) lines.push(`${problems.length} lines are no job (see --json)`);
  if (erased.length > 0) lines.push(`telemetry was erased: ${erased.join(', ')}`);
  return lines.join('\n');
}

function queryOf({ options }: Run, file: string): URLSearchParams {
  const { period, format, contract, jobPrefix, toleranceCoreMs } = options as Readonly<
    Record<string, unknown>
  >;
  const query = new URLSearchParams({
    period: String(period),
    format: typeof format === 'string' ? format : file.endsWith('.swf') ? 'swf' : 'csv',
    limit: String(ROWS_PER_PAGE),
  });
  if (Array.isArray(contract)) for (const one of contract) query.append('contract', String(one));
  if (typeof jobPrefix === 'string') query.set('jobPrefix', jobPrefix);
  if (typeof toleranceCoreMs === 'string') query.set('toleranceCoreMs', toleranceCoreMs);
  return query;
}

/** Compares a scheduler's list of jobs with the work of a month; writes nothing. */
export async function reconcileJobs(run: Run): Promise<void> {
  const { configuration, output, options } = run;
  const { file, period } = options;
  if (typeof file !== 'string' || typeof period !== 'string')
    throw new CommandEnded(EXIT.usage, [
      { code: 'OPTION_MISSING', field: '', remedy: 'Give --file and --period.' },
    ]);
  const bytes = await fileBytes(file);
  const query = queryOf(run, file);
  const connection = await connect(configuration, { create: false });
  try {
    const { client } = connection;
    const page = async (): Promise<JobReconciliations> =>
      (await client.must(
        client.postFile(`/v1/reports/reconciliations/jobs?${query.toString()}`, bytes, 'text/csv'),
      )) as JobReconciliations;
    const first = await page();
    const rows = [...first.rows];
    for (let { next } = first; next !== null;) {
      query.set('after', next);
      const more = await page();
      rows.push(...more.rows);
      next = more.next;
    }
    const whole = { ...first, rows, next: null };
    output.result(whole, textOf(whole));
  } finally {
    await connection.close();
  }
}
