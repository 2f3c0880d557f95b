import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { row, whole } from './table.js';
import type { PagesDone, PagesWork } from './pages.worker.js';

const THREADS = 2;
const LINES = 40;
/** Fonts are opened and code is warm before anything is measured. */
const WARM_UP = 40;
const BLANKS = 400;

interface Rates {
  readonly perSecond: number;
  readonly meanBytes: number;
  /** Of all processors, for one document. */
  readonly cpuMs: number;
}

/** The threads draw this many documents between them; answers how many a second, and their mean size. */
async function drawn(
  threads: readonly Worker[],
  first: number,
  count: number,
  lines: PagesWork['lines'],
): Promise<Rates> {
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const share = Math.ceil(count / threads.length);
  const done = await Promise.all(
    threads.map(async (thread, i) => {
      thread.postMessage({ first: first + i * share, count: share, lines } satisfies PagesWork);
      const [answer] = (await once(thread, 'message')) as [PagesDone];
      return answer;
    }),
  );
  const documents = share * threads.length;
  const bytes = done.reduce((sum, one) => sum + one.bytes, 0);
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    cpuMs: (user + system) / 1000 / documents,
    perSecond: documents / ((performance.now() - started) / 1000),
    meanBytes: bytes / documents,
  };
}

/**
 * Factur-X of 40 lines on two threads, CII and page, after so many documents each time: speed, and the memory of the
 * process; beside blank PDF/A pages, the bare limit of the same run.
 */
export async function sayPages(counts: readonly number[], say: (line: string) => void): Promise<void> {
  const threads = Array.from(
    { length: THREADS },
    () => new Worker(new URL('./pages.worker.js', import.meta.url)),
  );
  try {
    say(`\nFactur-X of ${LINES} lines on ${THREADS} threads, CII and page, each document another`);
    row('', 'documents/s', 'CPU ms each', 'KiB each', 'RSS MiB');
    await drawn(threads, 0, WARM_UP, 'blank');
    const blank = await drawn(threads, 0, BLANKS, 'blank');
    sayRates('blank PDF/A-3b pages', blank);
    await drawn(threads, 0, WARM_UP, LINES);
    let before = 0;
    for (const count of counts) {
      const one = await drawn(threads, WARM_UP + before, count - before, LINES);
      sayRates(`up to ${whole(count)} documents`, one);
      before = count;
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

const sayRates = (name: string, { perSecond, cpuMs, meanBytes }: Rates): void =>
  row(name, whole(perSecond), cpuMs.toFixed(1), whole(meanBytes / 1024), rss());
const rss = (): string => whole(process.memoryUsage.rss() / 2 ** 20);
