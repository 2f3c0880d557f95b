import { parentPort } from 'node:worker_threads';
import type { RenderAnswer, RenderQuestion } from './render-thread.js';
import { render } from './render.js';

/** A thread that lays out pages, so that the one that answers HTTP does not. */
parentPort?.on('message', ({ id, job }: RenderQuestion) => {
  render(job).then(
    (files) => parentPort?.postMessage({ id, files } satisfies RenderAnswer),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) } satisfies RenderAnswer),
  );
});
