import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import {
  PROOF_SERIES,
  printableProof,
  proofNumber,
  sealedProofs,
  type IssuedByPlan,
} from './proofs-of-period.js';
import {
  documentTask,
  renderTasks,
  type RenderingDeps,
  type RenderMeta,
  type RenderTask,
} from './render-documents.js';

export interface RenderCommand extends RenderMeta {
  readonly period: Month;
  readonly issueDate: string;
  /** Names of sites, owners and the company, as they stand now. */
  readonly facts: Facts;
}

/**
 * Makes the JSON and PDF files of a closed month that are not made yet: documents and dwelling proofs.
 * Started again after a break it makes the rest; made files never change. Answers how many it made.
 */
export async function renderPeriod(
  deps: RenderingDeps,
  command: RenderCommand,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  const tasks = [...(await documentTasks(deps, command.period)), ...(await proofTasks(deps, command))];
  return renderTasks(deps, tasks, command, onProgress);
}

async function documentTasks(deps: RenderingDeps, period: Month): Promise<RenderTask[]> {
  const rows = await deps.models
    .selectFrom('document')
    .select(['series', 'number', 'idx'])
    .where('period', '=', period)
    .orderBy('idx')
    .execute();
  return rows.map((row) => documentTask(deps, row));
}

async function issuedByPlan({ models }: RenderingDeps, period: Month): Promise<IssuedByPlan> {
  const rows = await models
    .selectFrom('document')
    .select(['planned', 'number', 'issue_date'])
    .where('period', '=', period)
    .orderBy('idx')
    .execute();
  return new Map(rows.map((row) => [row.planned, { number: row.number, issueDate: row.issue_date }]));
}

async function proofTasks(deps: RenderingDeps, command: RenderCommand): Promise<RenderTask[]> {
  const { period, issueDate, facts } = command;
  const issued = await issuedByPlan(deps, period);
  return (await sealedProofs(deps.store, period)).map((proof, place) => ({
    subject: { series: PROOF_SERIES, number: proofNumber(period, place) },
    job: () =>
      Promise.resolve({
        kind: 'proof',
        proof: printableProof(facts, period, issueDate, proof, place, issued),
      }),
  }));
}
