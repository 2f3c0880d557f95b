import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { documentTask } from './document-task.js';
import { FORMATS_OF_PROOF } from './formats.js';
import {
  PROOF_SERIES,
  printableProof,
  proofNumber,
  sealedProofs,
  type IssuedByPlan,
} from './proofs-of-period.js';
import { renderTasks, type Rendered, type RenderingDeps, type RenderMeta } from './render-documents.js';
import type { RenderTask } from './render-task.js';
import { ResidentMonths } from './resident-months.js';
import { UsageOfMonths } from './usage-of-months.js';

/** A month whose documents and proofs were issued. */
export interface IssuedMonth {
  readonly period: Month;
  readonly issueDate: string;
  /** Names of sites, owners and the company, as they stand now. */
  readonly facts: Facts;
}

export type RenderCommand = IssuedMonth & RenderMeta;

/**
 * Makes the files of a closed month that are not made yet: documents and dwelling proofs.
 * Started again after a break it makes the rest; made files never change.
 */
export async function renderPeriod(
  deps: RenderingDeps,
  command: RenderCommand,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Rendered> {
  const tasks = [...(await documentTasks(deps, command.period)), ...(await proofTasks(deps, command))];
  return renderTasks(deps, tasks, command, onProgress);
}

/** Documents that a month issued, in the order of the log. */
export async function documentTasks(
  deps: Pick<RenderingDeps, 'models' | 'store' | 'keys'>,
  period: Month,
): Promise<RenderTask[]> {
  const rows = await deps.models
    .selectFrom('document')
    .select(['series', 'number', 'idx', 'kind'])
    .where('period', '=', period)
    .orderBy('idx')
    .execute();
  const { models, store } = deps;
  const behind = { usage: new UsageOfMonths(models, store), residents: new ResidentMonths(models, store) };
  return rows.map((row) => documentTask(deps, behind, row));
}

async function issuedByPlan({ models }: Pick<RenderingDeps, 'models'>, period: Month): Promise<IssuedByPlan> {
  const rows = await models
    .selectFrom('document')
    .select(['planned', 'number', 'issue_date'])
    .where('period', '=', period)
    .orderBy('idx')
    .execute();
  return new Map(rows.map((row) => [row.planned, { number: row.number, issueDate: row.issue_date }]));
}

/** Proofs of the dwellings of a month, in the order in which they were sealed. */
export async function proofTasks(
  deps: Pick<RenderingDeps, 'models' | 'store'>,
  { period, issueDate, facts }: IssuedMonth,
): Promise<RenderTask[]> {
  const issued = await issuedByPlan(deps, period);
  return (await sealedProofs(deps.store, period)).map((proof, place) => ({
    subject: { series: PROOF_SERIES, number: proofNumber(period, place) },
    atMost: FORMATS_OF_PROOF,
    job: (but) => {
      const formats = FORMATS_OF_PROOF.filter((format) => !but.has(format));
      if (formats.length === 0) return Promise.resolve(null);
      const printed = printableProof(facts, period, issueDate, proof, place, issued);
      return Promise.resolve({ kind: 'proof', formats, proof: printed });
    },
  }));
}
