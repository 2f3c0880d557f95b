import { Worker } from 'node:worker_threads';
import type { ReadModels } from '../read-models.js';
import { CurrentReader } from './current-reader.js';
import type { ReaderAnswer, ReaderQuestion } from './reader-protocol.js';
import { kyselyOver, type SqlRunner } from './thread-dialect.js';
import { workerEntry } from '../worker-entry.js';

export interface ReadModelsOptions {
  /** Folder of the versions. */
  readonly dir: string;
  /** Whether queries run in a thread of their own, so that they never block the caller's (default). */
  readonly thread?: boolean;
}

/** Opens the current read models; follows the pointer when they are rebuilt. The projector makes them. */
export function openReadModels({ dir, thread = true }: ReadModelsOptions): Promise<ReadModels> {
  const runner = thread ? new ReaderThread(dir) : inThread(new CurrentReader(dir));
  const db = kyselyOver(runner);
  const close = async (): Promise<void> => {
    await db.destroy();
    // Kysely ends its driver only where something was asked of it; the thread is there in any case.
    await runner.close();
  };
  return Promise.resolve({ db, close });
}

const inThread = (reader: CurrentReader): SqlRunner => ({
  run: async (sql, parameters) => Promise.resolve(reader.run(sql, parameters)),
  close: () => Promise.resolve(reader.close()),
});

interface Waiting {
  resolve(rows: readonly unknown[]): void;
  reject(error: Error): void;
}

/** SQL goes to the thread, rows come back. When the thread ends unasked, every query fails and says so. */
class ReaderThread implements SqlRunner {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly ended: Promise<void>;
  private gone: Error | null = null;
  private nextId = 0;

  constructor(dir: string) {
    this.worker = new Worker(workerEntry('sqlite/reader.worker'), {
      workerData: { dir },
      name: 'read-models',
    });
    // Not before it runs: a thread let go and taken back earlier would keep the process for ever.
    this.worker.on('online', () => {
      if (this.waiting.size === 0 && this.gone === null) this.worker.unref();
    });
    this.worker.on('message', (answer: ReaderAnswer) => this.settle(answer));
    this.worker.on('error', (error) => this.lose(error instanceof Error ? error.message : String(error)));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.lose('it ended');
        resolve();
      });
    });
  }

  run(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]> {
    if (this.gone !== null) return Promise.reject(this.gone);
    const question: ReaderQuestion = { id: this.nextId++, sql, parameters };
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) this.worker.ref();
      this.waiting.set(question.id, { resolve, reject });
      this.worker.postMessage(question);
    });
  }

  close(): Promise<void> {
    this.gone ??= new Error('the read models are closed');
    this.worker.ref();
    this.worker.postMessage('close');
    return this.ended;
  }

  private settle(answer: ReaderAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (this.waiting.size === 0 && this.gone === null) this.worker.unref();
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.rows);
  }

  private lose(reason: string): void {
    this.gone ??= new Error(`the thread that reads the read models is gone (${reason}): restart the process`);
    for (const { reject } of this.waiting.values()) reject(this.gone);
    this.waiting.clear();
  }
}
