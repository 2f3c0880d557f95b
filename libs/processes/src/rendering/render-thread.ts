import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RenderJob, RenderedFiles } from './printable.js';

export interface RenderQuestion {
  readonly id: number;
  readonly job: RenderJob;
}
export type RenderAnswer =
  { readonly id: number; readonly files: RenderedFiles } | { readonly id: number; readonly error: string };

/** A job cannot be drawn: a fault of the job or of its drawing, not of the machine. */
export class RenderFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RenderFault';
  }
}

/** The thread ended before it answered: which of its jobs did it, it does not say. */
class ThreadLost extends Error {}

const THREADS_MAX = 4;

/** Worker threads run compiled code: from sources, the last build's. */
const entry = (): URL =>
  import.meta.url.includes('/dist/')
    ? new URL('./render.worker.js', import.meta.url)
    : new URL('../../../../dist/libs/processes/src/rendering/render.worker.js', import.meta.url);

interface Asked {
  resolve(files: RenderedFiles): void;
  reject(error: Error): void;
}

class RenderThread {
  private readonly asked = new Map<number, Asked>();
  private gone: Error | null = null;
  private next = 0;

  constructor(private readonly worker: Worker) {
    worker.on('message', (answer: RenderAnswer) => {
      const asked = this.asked.get(answer.id);
      this.asked.delete(answer.id);
      if ('error' in answer) asked?.reject(new RenderFault(answer.error));
      else asked?.resolve(answer.files);
    });
    worker.on('error', (error) => this.lose(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => this.lose('the rendering thread ended'));
  }

  get load(): number {
    return this.asked.size;
  }

  get isGone(): boolean {
    return this.gone !== null;
  }

  render(job: RenderJob): Promise<RenderedFiles> {
    if (this.gone !== null) return Promise.reject(this.gone);
    return new Promise((resolve, reject) => {
      const id = this.next++;
      this.asked.set(id, { resolve, reject });
      this.worker.postMessage({ id, job } satisfies RenderQuestion);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private lose(message: string): void {
    this.gone ??= new ThreadLost(message);
    for (const { reject } of this.asked.values()) reject(this.gone);
    this.asked.clear();
  }
}

/** Renders in threads of its own while it lives. */
export interface Renderer {
  /** Fails with `RenderFault` where this job cannot be drawn; others go on. */
  render(job: RenderJob): Promise<RenderedFiles>;
  close(): Promise<void>;
}

/** Threads that share jobs out; one that is lost is replaced, and its jobs are tried again one by one. */
class RenderThreads implements Renderer {
  private readonly threads: RenderThread[];
  private alone: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly start: () => RenderThread,
    count: number,
  ) {
    this.threads = Array.from({ length: count }, start);
  }

  async render(job: RenderJob): Promise<RenderedFiles> {
    const thread = this.threads.reduce((idlest, one) => (one.load < idlest.load ? one : idlest));
    try {
      return await thread.render(job);
    } catch (fault) {
      if (!(fault instanceof ThreadLost)) throw fault;
      this.replace(thread);
      return this.renderAlone(job);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  private replace(lost: RenderThread): void {
    const place = this.threads.indexOf(lost);
    if (place >= 0 && lost.isGone) this.threads[place] = this.start();
  }

  /** In a thread of its own: one that is lost now was lost by this job. */
  private renderAlone(job: RenderJob): Promise<RenderedFiles> {
    const drawn = this.alone.then(async () => {
      const thread = this.start();
      try {
        return await thread.render(job);
      } catch (fault) {
        throw fault instanceof ThreadLost ? new RenderFault(fault.message) : fault;
      } finally {
        await thread.close();
      }
    });
    this.alone = drawn.catch(() => undefined);
    return drawn;
  }
}

/** Renders in this many of such threads. */
export const renderIn = (start: () => Worker, count: number): Renderer =>
  new RenderThreads(() => new RenderThread(start()), count);

/** As many threads as there are jobs to share out and processors to spare; two even where there are but two. */
export function startRenderer(jobs: number): Renderer {
  const file = entry();
  if (!existsSync(file)) throw new Error('rendering threads are not built: run npm run build');
  const count = Math.min(
    THREADS_MAX,
    Math.max(2, availableParallelism() - 1),
    Math.ceil(Math.max(jobs, 1) / 8),
  );
  return renderIn(() => new Worker(file), count);
}
