import { Worker } from 'node:worker_threads';
import type { Projector, ProjectorStatus } from '../projector.js';
import { Follower, type FollowerOptions } from './follower.js';
import type { ProjectorNews, ProjectorOrder } from './projector-protocol.js';
import { workerEntry } from './worker-entry.js';

export interface ProjectorOptions extends FollowerOptions {
  /** Whether it runs in a thread of its own (default). */
  readonly thread?: boolean;
}

/** Waiting for one's own writes. */
class Waiters {
  private waiting: { index: number; resolve(): void; reject(error: Error): void }[] = [];

  constructor(private readonly status: () => ProjectorStatus) {}

  until(index: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ index, resolve, reject });
      this.look();
    });
  }

  look(): void {
    const { nextIndex, failed } = this.status();
    this.waiting = this.waiting.filter(({ index, resolve, reject }) => {
      if (index < nextIndex) resolve();
      else if (failed !== null && failed.index <= index) reject(new Error(failed.message));
      else return true;
      return false;
    });
  }

  end(): void {
    for (const { reject } of this.waiting) reject(new Error('the projector was closed'));
    this.waiting = [];
  }
}

const INITIAL: ProjectorStatus = { nextIndex: 0, version: 0, failed: null, rebuilding: null, partitions: [] };

/** Follows the log into the read models until closed; resolves once they can be opened. */
export async function startProjector(options: ProjectorOptions): Promise<Projector> {
  const { thread = true, ...rest } = options;
  return thread ? ProjectorThread.start(rest) : startHere(rest);
}

async function startHere(options: FollowerOptions): Promise<Projector> {
  let status = INITIAL;
  const waiters = new Waiters(() => status);
  const follower = new Follower(options, (news) => {
    status = news;
    waiters.look();
  });
  await follower.start();
  return {
    passed: (index) => waiters.until(index),
    status: () => status,
    rebuild: () => follower.rebuild(),
    async close() {
      await follower.close();
      waiters.end();
    },
  };
}

class ProjectorThread implements Projector {
  private last = INITIAL;
  private readonly waiters = new Waiters(() => this.last);
  private readonly worker: Worker;
  private readonly ended: Promise<void>;
  private closing = false;
  private rebuilding: { resolve(): void; reject(error: Error): void }[] = [];

  private constructor(
    options: FollowerOptions,
    private readonly started: (error: string | null) => void,
  ) {
    this.worker = new Worker(workerEntry('projector.worker'), { workerData: options, name: 'projector' });
    this.worker.on('message', (news: ProjectorNews) => this.hear(news));
    this.worker.on('error', (error) => this.lose(error instanceof Error ? error.message : String(error)));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.lose('it ended');
        resolve();
      });
    });
  }

  static start(options: FollowerOptions): Promise<Projector> {
    return new Promise((resolve, reject) => {
      const projector = new ProjectorThread(options, (error) => {
        if (error === null) resolve(projector);
        else void projector.close().then(() => reject(new Error(error)));
      });
    });
  }

  passed(index: number): Promise<void> {
    return this.waiters.until(index);
  }

  status(): ProjectorStatus {
    return this.last;
  }

  rebuild(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.rebuilding.push({ resolve, reject });
      this.order('rebuild');
    });
  }

  async close(): Promise<void> {
    this.closing = true;
    this.order('close');
    await this.ended;
    this.waiters.end();
  }

  private order(order: ProjectorOrder): void {
    this.worker.postMessage(order);
  }

  private hear(news: ProjectorNews): void {
    switch (news.kind) {
      case 'started':
        return this.started(news.error);
      case 'status':
        this.last = news.status;
        return this.waiters.look();
      case 'rebuilt': {
        const waiting = this.rebuilding;
        this.rebuilding = [];
        for (const { resolve, reject } of waiting)
          if (news.error === null) resolve();
          else reject(new Error(news.error));
      }
    }
  }

  /** The thread is gone: nothing more is projected, and whoever waits is told. */
  private lose(reason: string): void {
    const message = `the projector's thread is gone (${reason}): restart the process`;
    if (!this.closing) this.last = { ...this.last, failed: { index: this.last.nextIndex, message } };
    this.started(message);
    this.waiters.look();
    for (const { reject } of this.rebuilding) reject(new Error(message));
    this.rebuilding = [];
  }
}
