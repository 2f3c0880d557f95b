import { status, type ServiceError } from '@grpc/grpc-js';

import { notLeader, refusal } from './refusals.js';
import type { Caller } from './served.js';

/** What a client can ask for; a subscription is a read without an end. */
export const METHODS = [
  'features',
  'gossip',
  'append',
  'batchAppend',
  'read',
  'subscribe',
  'delete',
  'tombstone',
] as const;
export type Method = (typeof METHODS)[number];

interface Planned {
  readonly methods: readonly Method[];
  readonly error: ServiceError;
  left: number;
}

/** Waits; resolves early when the caller is gone. */
export const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });

/** What goes wrong by hand: every call passes here before it is served. */
export class Faults {
  /** Calls of each method so far, also those that were refused or left without an answer. */
  readonly calls: Record<Method, number> = {
    features: 0,
    gossip: 0,
    append: 0,
    batchAppend: 0,
    read: 0,
    subscribe: 0,
    delete: 0,
    tombstone: 0,
  };
  private readonly slowness = new Map<Method, number>();
  private readonly silences = new Set<Method>();
  private planned: Planned[] = [];
  /** Milliseconds between the write of an append and its answer. */
  appendAnswerMs = 0;

  /** These methods are served so many milliseconds late. */
  slow(ms: number, methods: readonly Method[] = METHODS): void {
    for (const method of methods) this.slowness.set(method, ms);
  }

  /** These methods are taken and never answered. */
  silent(methods: readonly Method[] = METHODS): void {
    for (const method of methods) this.silences.add(method);
  }

  /** The next calls of these methods end with this status, nothing done. */
  refuse(calls: number, code: status, methods: readonly Method[] = METHODS): void {
    this.planned.push({ left: calls, methods, error: refusal(code, `refused by hand: ${status[code]}`) });
  }

  /** The next writes are refused and sent to a leader elsewhere. */
  refuseNotLeader(calls: number, host: string, port: number): void {
    const methods: readonly Method[] = ['append', 'batchAppend', 'delete', 'tombstone'];
    this.planned.push({ left: calls, methods, error: notLeader(host, port) });
  }

  /** All is well again. Calls that were left without an answer stay so. */
  heal(): void {
    this.slowness.clear();
    this.silences.clear();
    this.planned = [];
    this.appendAnswerMs = 0;
  }

  /** Resolves when the call is to be served, with a refusal where it is to fail; never while silent. */
  async pass(method: Method, caller: Caller): Promise<ServiceError | null> {
    this.calls[method]++;
    if (this.silences.has(method)) return new Promise(() => undefined);
    const ms = this.slowness.get(method);
    if (ms !== undefined) await wait(ms, caller.gone);
    const plan = this.planned.find(({ left, methods }) => left > 0 && methods.includes(method));
    if (plan === undefined) return null;
    plan.left--;
    return plan.error;
  }
}
