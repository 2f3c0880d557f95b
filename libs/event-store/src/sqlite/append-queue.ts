import { EventStoreError } from '../errors.js';
import type { AppendOutcome, AppendRequest } from '../port.js';
import type { Committed } from './worker-protocol.js';

export interface QueueLimits {
  /** Events that wait or are being written, beyond which appends are answered OVERLOADED. */
  readonly eventsMax: number;
  /** The same for characters of data. */
  readonly charactersMax: number;
}

export type Commit = (requests: readonly AppendRequest[]) => Promise<Committed>;

interface Waiting {
  readonly requests: readonly AppendRequest[];
  readonly load: Load;
  resolve(outcomes: readonly AppendOutcome[]): void;
}

interface Load {
  readonly events: number;
  readonly characters: number;
}

/** One transaction being written and the next already at the writer's door: it never waits for this thread. */
const IN_FLIGHT_MAX = 2;
/** A transaction takes no more events than this, unless one call brings more: others would wait too long. */
const TRANSACTION_EVENTS_MAX = 20_000;

/**
 * Group commit: what arrives while transactions are being written becomes the next transaction. Bounded: beyond the
 * limits an append is refused at once instead of growing memory.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private events = 0;
  private characters = 0;
  private scheduled = false;
  private drained: (() => void)[] = [];

  constructor(
    private readonly commit: Commit,
    private readonly limits: QueueLimits,
  ) {}

  append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    if (this.events >= this.limits.eventsMax || this.characters >= this.limits.charactersMax) {
      return Promise.resolve(requests.map(() => this.overloaded()));
    }
    const load = loadOf(requests);
    this.events += load.events;
    this.characters += load.characters;
    return new Promise((resolve) => {
      this.waiting.push({ requests, load, resolve });
      this.schedule();
    });
  }

  /** Resolves when everything accepted so far is answered. */
  drain(): Promise<void> {
    if (this.inFlight === 0 && this.waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.drained.push(resolve));
  }

  /** At the end of the turn, so that calls of one turn of the event loop share a transaction. */
  private schedule(): void {
    if (this.scheduled || this.inFlight >= IN_FLIGHT_MAX) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (this.waiting.length > 0 && this.inFlight < IN_FLIGHT_MAX) void this.send();
    });
  }

  private async send(): Promise<void> {
    const calls = this.takeTransaction();
    this.inFlight += 1;
    const requests = calls.flatMap((call) => call.requests);
    const outcomes = await this.commit(requests).then(
      (committed) => committed.outcomes,
      (error: unknown) => requests.map(() => awayOf(error)),
    );
    this.inFlight -= 1;
    let at = 0;
    for (const call of calls) {
      this.events -= call.load.events;
      this.characters -= call.load.characters;
      call.resolve(outcomes.slice(at, at + call.requests.length));
      at += call.requests.length;
    }
    if (this.waiting.length > 0) this.schedule();
    else if (this.inFlight === 0) this.drained.splice(0).forEach((done) => done());
  }

  private takeTransaction(): readonly Waiting[] {
    let events = 0;
    let count = 0;
    for (const call of this.waiting) {
      if (count > 0 && events + call.load.events > TRANSACTION_EVENTS_MAX) break;
      events += call.load.events;
      count += 1;
    }
    const calls = this.waiting.slice(0, count);
    this.waiting = this.waiting.slice(count);
    return calls;
  }

  private overloaded(): AppendOutcome {
    const message = `${this.events} events wait to be written: send again later`;
    return { kind: 'failed', code: 'OVERLOADED', message };
  }
}

function loadOf(requests: readonly AppendRequest[]): Load {
  let events = 0;
  let characters = 0;
  for (const request of requests) {
    events += request.events.length;
    for (const event of request.events) characters += event.data.length;
  }
  return { events, characters };
}

function awayOf(error: unknown): AppendOutcome {
  const message = error instanceof Error ? error.message : String(error);
  const closed = error instanceof EventStoreError && error.code === 'CLOSED';
  return { kind: 'failed', code: closed ? 'CLOSED' : 'STORE_AWAY', message };
}
