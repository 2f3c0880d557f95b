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
      if ('error' in answer) asked?.reject(new Error(answer.error));
      else asked?.resolve(answer.files);
    });
    worker.on('error', (error) => this.lose(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.lose(new Error('the rendering thread ended')));
  }

  get load(): number {
    return this.asked.size;
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

  private lose(error: Error): void {
    this.gone ??= error;
    for (const { reject } of this.asked.values()) reject(error);
    this.asked.clear();
  }
}

/** Renders in threads of its own while it lives. */
export interface Renderer {
  render(job: RenderJob): Promise<RenderedFiles>;
  close(): Promise<void>;
}

/** As many threads as there are jobs to share out and processors to spare, at least one. */
export function startRenderer(jobs: number): Renderer {
  const file = entry();
  if (!existsSync(file)) throw new Error('rendering threads are not built: run npm run build');
  const count = Math.max(1, Math.min(THREADS_MAX, availableParallelism() - 1, Math.ceil(jobs / 8)));
  const threads = Array.from({ length: count }, () => new RenderThread(new Worker(file)));
  return {
    render: (job) => threads.reduce((idlest, one) => (one.load < idlest.load ? one : idlest)).render(job),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
