import { Worker } from 'node:worker_threads';
import type { Projecting } from '../following/projecting.js';
import { workerEntry } from '../worker-entry.js';
import type { ProjectingListener } from './projecting-here.js';
import type { ProjectorOptions } from './projector-options.js';
import { errorOf, type Fault, type ProjectorNews, type ProjectorOrder } from './projector-protocol.js';

interface Settled {
  resolve(): void;
  reject(error: Error): void;
}

/** The projection in a thread of its own; that it is gone unasked is a fault that stays. */
export class ProjectingThread implements Projecting {
  private readonly worker: Worker;
  private readonly started: Promise<void>;
  private readonly ended: Promise<void>;
  private starting: Settled = { resolve: () => undefined, reject: () => undefined };
  private closing = false;
  private rebuilding: Settled[] = [];

  constructor(
    options: ProjectorOptions,
    private readonly listener: ProjectingListener,
  ) {
    this.worker = new Worker(workerEntry('open/projector.worker'), {
      workerData: options,
      name: 'projector',
    });
    this.started = new Promise((resolve, reject) => (this.starting = { resolve, reject }));
    // Whoever starts it hears of it; whoever closes it before need not.
    this.started.catch(() => undefined);
    this.worker.on('message', (news: ProjectorNews) => this.hear(news));
    this.worker.on('error', (error) => this.lose(error instanceof Error ? error.message : String(error)));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.lose('it ended');
        resolve();
      });
    });
  }

  async start(): Promise<void> {
    try {
      await this.started;
    } catch (error) {
      await this.close();
      throw error;
    }
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
  }

  private order(order: ProjectorOrder): void {
    this.worker.postMessage(order);
  }

  private hear(news: ProjectorNews): void {
    switch (news.kind) {
      case 'started':
        return news.fault === null ? this.starting.resolve() : this.starting.reject(errorOf(news.fault));
      case 'status':
        return this.listener.onStatus(news.status);
      case 'fault':
        return this.listener.onFault(news.fault);
      case 'rebuilt':
        return this.settleRebuilds(news.fault);
    }
  }

  private settleRebuilds(fault: Fault | null): void {
    const waiting = this.rebuilding;
    this.rebuilding = [];
    for (const { resolve, reject } of waiting)
      if (fault === null) resolve();
      else reject(errorOf(fault));
  }

  private lose(reason: string): void {
    const message = `the projector's thread is gone (${reason}): restart the process`;
    if (!this.closing) this.listener.onFault(message);
    this.starting.reject(new Error(message));
    this.settleRebuilds({ name: 'Error', message, code: null });
  }
}
