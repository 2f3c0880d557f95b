import { Worker } from 'node:worker_threads';

import { EventStoreError } from '../errors.js';
import { messageOf } from './connection.js';
import { workerEntry } from './worker-entry.js';
import type { Answer } from './worker-protocol.js';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * Questions to a thread and its answers, first in, first out. When the thread ends unasked, every question still open
 * and every later one fails with STORE_AWAY.
 */
export class WorkerLink<Question extends { ask: string }, Answers extends Record<Question['ask'], unknown>> {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private first = 0;
  private gone: EventStoreError | null = null;

  constructor(private readonly entry: string) {
    this.worker = new Worker(workerEntry(entry), { name: entry });
    this.worker.on('message', (answer: Answer<unknown>) => this.settle(answer));
    this.worker.on('error', (error) => this.lose(messageOf(error)));
    this.worker.on('exit', (code) => this.lose(`exit code ${code}`));
  }

  ask<Q extends Question>(question: Q): Promise<Answers[Q['ask']]> {
    if (this.gone !== null) return Promise.reject(this.gone);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve: (answer) => resolve(answer as Answers[Q['ask']]), reject });
      this.worker.postMessage(question);
    });
  }

  /** After the answer to `close`: frees the thread. */
  async end(): Promise<void> {
    this.gone ??= new EventStoreError('CLOSED', `${this.entry} was closed`);
    await this.worker.terminate();
  }

  private settle(answer: Answer<unknown>): void {
    const waiting = this.take();
    if ('refused' in answer)
      waiting?.reject(new EventStoreError(answer.refused.code, answer.refused.message));
    else waiting?.resolve(answer.answer);
  }

  private lose(reason: string): void {
    this.gone ??= new EventStoreError(
      'STORE_AWAY',
      `the thread ${this.entry} ended (${reason}): restart the process`,
    );
    for (let waiting = this.take(); waiting !== undefined; waiting = this.take()) waiting.reject(this.gone);
  }

  private take(): Waiting | undefined {
    const waiting = this.waiting[this.first];
    if (waiting === undefined) return undefined;
    this.first += 1;
    if (this.first === this.waiting.length) {
      this.waiting.length = 0;
      this.first = 0;
    }
    return waiting;
  }
}
