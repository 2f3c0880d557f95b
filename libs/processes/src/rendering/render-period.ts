import type { Kysely } from 'kysely';
import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { Actor } from '#events';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Keys } from '#ports/keys';
import { issuedDocumentAt } from '#processes/closing';
import type { Tables } from '#read-models';
import { FORMATS, keepFiles, recordedFormats, type FileSubject } from './keep-files.js';
import { printableDocument } from './open-names.js';
import type { RenderJob } from './printable.js';
import { PROOF_SERIES, printableProof, proofNumber, sealedProofs } from './proofs-of-period.js';
import { startRenderer, type Renderer } from './render-thread.js';

export interface RenderingDeps {
  readonly store: EventStore;
  readonly models: Kysely<Tables>;
  readonly keys: Keys;
  readonly files: DocumentFiles;
  readonly clock: Clock;
  /** Where pages are laid out; threads of their own by default. */
  readonly startRenderer?: (jobs: number) => Renderer;
}

export interface RenderCommand {
  readonly period: Month;
  readonly issueDate: string;
  /** Names of sites, owners and the company, as they stand now. */
  readonly facts: Facts;
  readonly actor: Actor;
  readonly commandId: string;
}

interface Task {
  readonly subject: FileSubject;
  readonly job: () => Promise<RenderJob>;
}

/** Jobs in the hands of the threads at a time: pages in memory are bounded. */
const AT_A_TIME = 16;

/**
 * Makes the JSON and PDF files of a closed month that are not made yet: documents and dwelling proofs.
 * Started again after a break it makes the rest; made files never change. Answers how many it made.
 */
export async function renderPeriod(
  deps: RenderingDeps,
  command: RenderCommand,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  const tasks = await missing(deps, [
    ...(await documentTasks(deps, command.period)),
    ...(await proofTasks(deps, command)),
  ]);
  if (tasks.length === 0) return 0;
  const renderer = (deps.startRenderer ?? startRenderer)(tasks.length);
  const keep = {
    store: deps.store,
    files: deps.files,
    recordedAt: () => deps.clock.now(),
    actor: command.actor,
    commandId: command.commandId,
  };
  try {
    for (let at = 0; at < tasks.length; at += AT_A_TIME) {
      onProgress(at, tasks.length);
      const batch = tasks.slice(at, at + AT_A_TIME);
      const files = await Promise.all(batch.map(async ({ job }) => renderer.render(await job())));
      // Kept one after the other: the log says the same in the same order, whichever page was ready first.
      for (const [i, { subject }] of batch.entries()) await keepFiles(keep, subject, files[i]!);
    }
  } finally {
    await renderer.close();
  }
  onProgress(tasks.length, tasks.length);
  return tasks.length;
}

async function missing(deps: RenderingDeps, tasks: readonly Task[]): Promise<Task[]> {
  const left: Task[] = [];
  for (const task of tasks) {
    const there = await recordedFormats(deps.store, task.subject);
    if (FORMATS.some((format) => !there.has(format))) left.push(task);
  }
  return left;
}

async function documentTasks({ store, models, keys }: RenderingDeps, period: Month): Promise<Task[]> {
  const rows = await models
    .selectFrom('document')
    .select(['series', 'number', 'idx'])
    .where('period', '=', period)
    .orderBy('idx')
    .execute();
  return rows.map(({ series, number, idx }) => ({
    subject: { series, number },
    job: async () => {
      const document = await printableDocument(keys, await issuedDocumentAt(store, Number(idx)));
      return { kind: 'document', document };
    },
  }));
}

async function proofTasks({ store }: RenderingDeps, command: RenderCommand): Promise<Task[]> {
  const { period, issueDate, facts } = command;
  return (await sealedProofs(store, period)).map((proof, place) => ({
    subject: { series: PROOF_SERIES, number: proofNumber(period, place) },
    job: () =>
      Promise.resolve({ kind: 'proof', proof: printableProof(facts, period, issueDate, proof, place) }),
  }));
}
