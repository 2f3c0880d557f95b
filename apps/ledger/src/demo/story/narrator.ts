import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { parseSwf } from '../../job-lists/index.js';
import type { WorldSize } from '../world/world.js';
import { makePlot } from './plot.js';
import { Story, type Opening, type Scene, type Told } from './tell.js';

export interface StoryOptions {
  readonly seed: string;
  readonly size: WorldSize;
  /** Text of a job trace, or none. */
  readonly jobs: string | null;
}

/** Whoever tells the month, scene by scene. */
export interface Narrator {
  opening(): Promise<Opening>;
  /** `null` after the last scene of an act. */
  nextScene(): Promise<Scene | null>;
  /** What was told up to the last `null`. */
  told(): Promise<Told>;
  close(): Promise<void>;
}

export type Chapter =
  | { readonly kind: 'opening'; readonly opening: Opening }
  | { readonly kind: 'scene'; readonly scene: Scene }
  | { readonly kind: 'told'; readonly told: Told };

/** Opening, then three acts: the month, what comes after its close, the next month; after each what was told so far. */
export function* chapters({ seed, size, jobs }: StoryOptions): Generator<Chapter> {
  const plot = makePlot({ seed, size, trace: jobs === null ? null : parseSwf(jobs) });
  const story = new Story(plot, seed);
  yield { kind: 'opening', opening: story.opening() };
  // Each act is told only once the one before is over: heaters go on where they stopped.
  for (const act of [() => story.month(), () => [story.late()], () => [story.nextMonth()]]) {
    for (const scene of act()) yield { kind: 'scene', scene };
    yield { kind: 'told', told: story.told() };
  }
}

/** In this thread, for tests: from the sources a worker cannot run. */
export function narratorHere(options: StoryOptions): Narrator {
  const source = chapters(options);
  return narratorOf(
    async () => source.next().value ?? null,
    async () => undefined,
  );
}

/** In a thread of its own, one scene ahead of its reader: heaters sign while the ledger records. */
export function narratorThread(options: StoryOptions): Narrator {
  const worker = new Worker(new URL('./narrator.worker.js', import.meta.url), { workerData: options });
  let ahead = ask(worker);
  ahead.catch(() => undefined); // told to whoever awaits it
  const next = async (): Promise<Chapter | null> => {
    const chapter = await ahead;
    if (chapter !== null) ahead = ask(worker);
    return chapter;
  };
  return narratorOf(next, async () => {
    await worker.terminate();
  });
}

async function ask(worker: Worker): Promise<Chapter | null> {
  worker.postMessage('next');
  const [chapter] = (await once(worker, 'message')) as [Chapter | null];
  return chapter;
}

function narratorOf(next: () => Promise<Chapter | null>, close: () => Promise<void>): Narrator {
  let told: Told | null = null;
  return {
    async opening() {
      const chapter = await next();
      if (chapter?.kind !== 'opening') throw new Error('a story begins with its opening');
      return chapter.opening;
    },
    async nextScene() {
      const chapter = await next();
      if (chapter?.kind === 'scene') return chapter.scene;
      if (chapter?.kind === 'told') told = chapter.told;
      return null;
    },
    async told() {
      if (told === null) throw new Error('the story has not been told to its end');
      return told;
    },
    close,
  };
}
