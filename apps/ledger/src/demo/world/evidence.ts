import { createHash } from 'node:crypto';
import { CLOSE_AT_MS } from '../model/month.js';
import type { Job } from '../work/job.js';
import { command, type DatedCommand, type DemoCommand } from './command.js';

/** What the claims report compares with. The efficiency is a published survey; the prices are made up. */
export function benchmarkCommands(): DemoCommand[] {
  const published = (
    benchmark: string,
    metric: string,
    value: string,
    boundary: string,
    source: string,
  ): DemoCommand =>
    command('publish-benchmark', { benchmark, metric, value, boundary, from: '2026-01-01', source });
  return [
    published(
      'survey-pue',
      'pue',
      '1.58',
      'average of data centres, all energy over energy of computers',
      'Uptime Institute, annual survey 2023',
    ),
    published(
      'cloud-core-hour',
      'eur-per-core-hour',
      '0.0480',
      'on-demand list price of a general-purpose core, excluding VAT',
      'list price of a cloud (made up)',
    ),
    published(
      'cloud-ghz-hour',
      'eur-per-ghz-hour',
      '0.0165',
      'the same, over the base clock of its processor',
      'list price of a cloud (made up)',
    ),
  ];
}

/** The contract whose jobs are attested: data of a private person. */
const ATTESTED = 'individual-0417-2026';
const JOBS_PER_COMMAND = 500;

/** Of each job of that contract it is attested, before the close, that its data only passed through. */
export function attestationCommands(jobs: readonly Job[]): DatedCommand[] {
  const names = jobs.filter(({ contract }) => contract === ATTESTED).map(({ job }) => job);
  const batches = Array.from({ length: Math.ceil(names.length / JOBS_PER_COMMAND) }, (_, batch) =>
    names.slice(batch * JOBS_PER_COMMAND, (batch + 1) * JOBS_PER_COMMAND),
  );
  return batches.map((batch) => {
    const evidence = createHash('sha256').update(batch.join('\n')).digest('hex');
    const data = { contract: ATTESTED, jobs: batch, diskless: true, encrypted: true, evidence };
    return { ...command('attest-transit', data), atMs: CLOSE_AT_MS - 7_200_000 };
  });
}
