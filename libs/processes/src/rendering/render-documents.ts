import type { Kysely } from 'kysely';
import type { Actor } from '#events';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Keys } from '#ports/keys';
import type { Tables } from '#read-models';
import { issuedDocumentAt } from '../closing/issued-document.js';
import { FORMATS, keepFiles, recordedFormats, type FileSubject } from './keep-files.js';
import { printableDocument } from './open-names.js';
import type { RenderJob } from './printable.js';
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

/** Who has files made. */
export interface RenderMeta {
  readonly actor: Actor;
  readonly commandId: string;
}

export interface RenderTask {
  readonly subject: FileSubject;
  readonly job: () => Promise<RenderJob>;
}

/** Jobs in the hands of the threads at a time: pages in memory are bounded. */
const AT_A_TIME = 16;

/** Makes the files that are not made yet; made files never change. Answers of how many subjects. */
export async function renderTasks(
  deps: RenderingDeps,
  all: readonly RenderTask[],
  { actor, commandId }: RenderMeta,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  const tasks = await missing(deps, all);
  if (tasks.length === 0) return 0;
  const renderer = (deps.startRenderer ?? startRenderer)(tasks.length);
  const recordedAt = (): number => deps.clock.now();
  const keep = { store: deps.store, files: deps.files, recordedAt, actor, commandId };
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

async function missing(deps: RenderingDeps, tasks: readonly RenderTask[]): Promise<RenderTask[]> {
  const left: RenderTask[] = [];
  for (const task of tasks) {
    const there = await recordedFormats(deps.store, task.subject);
    if (FORMATS.some((format) => !there.has(format))) left.push(task);
  }
  return left;
}

/** An issued document and where its event stands. */
export interface DocumentPlace extends FileSubject {
  readonly idx: number;
}

export const documentTask = (
  { store, keys }: RenderingDeps,
  { series, number, idx }: DocumentPlace,
): RenderTask => ({
  subject: { series, number },
  job: async () => {
    const index = Number(idx);
    const document = await printableDocument(keys, await issuedDocumentAt(store, index), index);
    return { kind: 'document', document };
  },
});

/** Makes the JSON and PDF files of these documents where they are missing. */
export const renderDocuments = (
  deps: RenderingDeps,
  places: readonly DocumentPlace[],
  meta: RenderMeta,
): Promise<number> =>
  renderTasks(
    deps,
    places.map((place) => documentTask(deps, place)),
    meta,
  );
