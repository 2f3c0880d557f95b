import type { Kysely } from 'kysely';
import type { Actor } from '#events';
import type { EventStore } from '#event-store';
import type { Clock } from '#ports/clock';
import type { DocumentFiles } from '#ports/documents';
import type { Keys } from '#ports/keys';
import type { Tables } from '#read-models';
import { documentTask, type DocumentPlace } from './document-task.js';
import { keepFiles, recordFiles, recordedFormats, type KeepDeps } from './keep-files.js';
import { notDrawn, type NotDrawn } from './not-drawn.js';
import type { RenderedFiles } from './printable.js';
import type { RenderTask } from './render-task.js';
import { startRenderer, type Renderer } from './render-thread.js';
import { ResidentMonths } from './resident-months.js';
import { UsageOfMonths } from './usage-of-months.js';

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

/** Of how many documents and proofs files were made, and of which they could not be. */
export interface Rendered {
  readonly made: number;
  readonly notDrawn: readonly NotDrawn[];
}

/** Jobs in the hands of the threads at a time, and as many being kept: pages in memory are bounded. */
const AT_A_TIME = 16;

interface LeftTask {
  readonly task: RenderTask;
  readonly recorded: ReadonlySet<string>;
}

/**
 * Makes the files that are not made yet; made files never change. One that cannot be drawn is told and keeps no other
 * waiting: the next run tries it again. Fails where the log or the files are away.
 */
export async function renderTasks(
  deps: RenderingDeps,
  all: readonly RenderTask[],
  { actor, commandId }: RenderMeta,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Rendered> {
  const left = await leftOf(deps, all);
  if (left.length === 0) return { made: 0, notDrawn: [] };
  const renderer = (deps.startRenderer ?? startRenderer)(left.length);
  const recordedAt = (): number => deps.clock.now();
  const keep = { store: deps.store, files: deps.files, recordedAt, actor, commandId };
  const batches = batchesOf(left);
  let made = 0;
  const failed: NotDrawn[] = [];
  try {
    let next = drawBatch(renderer, batches[0]!);
    for (const [at, batch] of batches.entries()) {
      onProgress(at * AT_A_TIME, left.length);
      const drawn = await next;
      const following = batches[at + 1];
      // The threads draw the following ones while these are kept.
      if (following !== undefined) next = drawBatch(renderer, following);
      next.catch(() => undefined);
      const outcome = await keepBatch(keep, batch, drawn);
      made += outcome.made;
      failed.push(...outcome.notDrawn);
    }
  } finally {
    await renderer.close();
  }
  onProgress(left.length, left.length);
  return { made, notDrawn: failed };
}

const batchesOf = (tasks: readonly LeftTask[]): LeftTask[][] =>
  Array.from({ length: Math.ceil(tasks.length / AT_A_TIME) }, (_, at) =>
    tasks.slice(at * AT_A_TIME, (at + 1) * AT_A_TIME),
  );

/** What became of each of a batch, in its order; null: nothing was left to draw. */
type Drawn = readonly (RenderedFiles | NotDrawn | null)[];

const drawBatch = (renderer: Renderer, batch: readonly LeftTask[]): Promise<Drawn> =>
  Promise.all(
    batch.map(({ task, recorded }) =>
      notDrawn(task.subject, async () => {
        const job = await task.job(recorded);
        return job === null ? null : renderer.render(job);
      }),
    ),
  );

/** Keeps what was drawn and says so, in the order of the batch, whichever page was ready first. */
async function keepBatch(
  keep: KeepDeps & Pick<RenderingDeps, 'files'>,
  batch: readonly LeftTask[],
  drawn: Drawn,
): Promise<Rendered> {
  const outcomes = await Promise.all(
    batch.map(({ task }, i) => {
      const files = drawn[i]!;
      if (files === null || 'code' in files) return files;
      return notDrawn(task.subject, () => keepFiles(keep.files, task.subject, files));
    }),
  );
  const kept = outcomes.filter((one) => one !== null && 'kept' in one);
  await recordFiles(keep, kept);
  return { made: kept.length, notDrawn: outcomes.filter((one) => one !== null && 'code' in one) };
}

async function leftOf(
  { store }: Pick<RenderingDeps, 'store'>,
  tasks: readonly RenderTask[],
): Promise<LeftTask[]> {
  const left: LeftTask[] = [];
  for (const task of tasks) {
    const recorded = await recordedFormats(store, task.subject);
    if (task.atMost.some((format) => !recorded.has(format))) left.push({ task, recorded });
  }
  return left;
}

/** Makes the files of these documents where they are missing. */
export const renderDocuments = (
  deps: RenderingDeps,
  places: readonly DocumentPlace[],
  meta: RenderMeta,
): Promise<Rendered> => {
  const { models, store } = deps;
  const behind = { usage: new UsageOfMonths(models, store), residents: new ResidentMonths(models, store) };
  return renderTasks(
    deps,
    places.map((place) => documentTask(deps, behind, place)),
    meta,
  );
};
