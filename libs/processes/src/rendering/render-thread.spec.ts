import { Worker } from 'node:worker_threads';
import { proof } from '../../../../test/samples/printable.js';
import type { RenderJob } from './printable.js';
import { RenderFault, renderIn, type Renderer } from './render-thread.js';

/** Answers the number of the proof; `fails` is refused, and with `ends` the thread itself ends. */
const THREAD = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, job }) => {
    const { number } = job.proof;
    if (number === 'ends') process.exit(1);
    if (number === 'fails') parentPort.postMessage({ id, error: 'no such letter' });
    else parentPort.postMessage({ id, files: { json: Buffer.from(number) } });
  });
`;
const job = (number: string): RenderJob => ({ kind: 'proof', formats: ['json'], proof: proof({ number }) });

describe('rendering threads', () => {
  let renderer: Renderer;
  beforeEach(() => {
    renderer = renderIn(() => new Worker(THREAD, { eval: true }), 1);
  });
  afterEach(() => renderer.close());

  /** What each comes to: its number, or why it failed. */
  const drawn = (...numbers: readonly string[]): Promise<string[]> =>
    Promise.all(
      numbers.map((number) =>
        renderer.render(job(number)).then(
          ({ json }) => Buffer.from(json!).toString(),
          (fault: unknown) => (fault instanceof RenderFault ? `fault: ${fault.message}` : String(fault)),
        ),
      ),
    );

  test('one that cannot be drawn fails alone', async () => {
    expect(await drawn('a', 'fails', 'b')).toEqual(['a', 'fault: no such letter', 'b']);
  });

  test('one that ends its thread fails alone; those beside it are drawn in another', async () => {
    expect(await drawn('a', 'ends', 'b', 'c')).toEqual(['a', 'fault: the rendering thread ended', 'b', 'c']);
    expect(await drawn('d')).toEqual(['d']);
  });
});
