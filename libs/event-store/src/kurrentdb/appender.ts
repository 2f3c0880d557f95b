import { BACKWARDS, NO_STREAM as ABSENT, WrongExpectedVersionError } from '@eventstore/db-client';

import { invariant } from '#domain/decision';
import { MAX_LINE_BYTES } from '#events/envelope';

import { APPEND_BYTES_MAX, appendBytesOf } from '../append-limit.js';
import { fitsLine } from '../line-limit.js';
import { type AppendOutcome, type AppendRequest, NO_STREAM } from '../port.js';
import { positionText } from './append-position.js';
import type { BackOff } from './back-off.js';
import { type Connection, readStreamEvents } from './connection.js';
import { covers, type Known, laterPlace, type Place } from './place.js';
import { troubleOf } from './service-errors.js';
import { wireEventOf } from './wire-event.js';
import { within } from './within.js';

export interface AppenderOptions {
  /** Deadline of one attempt (ms). */
  readonly appendMs: number;
  /** An append whose server is away is sent again so long (ms). */
  readonly againMs: number;
  readonly backOff: BackOff;
}

/** What is known of the end of the log. */
export interface Followed {
  lastKnown(): Known | null;
  seenUpTo(): Place | null;
  /** The server has answered. */
  hurry(): void;
}

/** How much longer than the client's own deadline we wait (ms). */
const GRACE_MS = 500;

type Failed = Extract<AppendOutcome, { kind: 'failed' }>;
type Wire = ReturnType<typeof wireEventOf>;

/**
 * Appends one request to one stream, always with its expected revision, so that sending it again is safe. Never rejects
 * for what the server or the connection does.
 */
export class Appender {
  /** The end of what was acknowledged here; the tail may not have seen it yet. */
  private acknowledged: Place | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly followed: Followed,
    private readonly options: AppenderOptions,
  ) {}

  acknowledgedUpTo(): Place | null {
    return this.acknowledged;
  }

  async append(request: AppendRequest): Promise<AppendOutcome> {
    const { stream, expectedRevision, events } = request;
    invariant(events.length > 0, `an append to ${stream} without events`);
    const long = events.findIndex((event, at) => !fitsLine(stream, expectedRevision + 1 + at, event));
    if (long >= 0)
      return tooLarge(`event ${long} for ${stream} exceeds ${MAX_LINE_BYTES} bytes as a line of an export`);
    const bytes = events.reduce((sum, event) => sum + appendBytesOf(event), 0);
    if (bytes > APPEND_BYTES_MAX)
      return tooLarge(
        `${events.length} events for ${stream} are ${bytes} bytes, one append takes ${APPEND_BYTES_MAX}: send them in several`,
      );
    const after = this.followed.lastKnown();
    return this.attempts(
      request,
      events.map((event) => wireEventOf(event, after)),
    );
  }

  private async attempts(request: AppendRequest, wire: Wire[]): Promise<AppendOutcome> {
    const { againMs, backOff } = this.options;
    const end = laterPlace(this.followed.seenUpTo(), this.acknowledged);
    const since = performance.now();
    for (let attempt = 0; ; attempt += 1) {
      try {
        return this.acknowledge(request, await this.send(request, wire), end);
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) return conflictAt(error.actualVersion);
        const { kind } = troubleOf(error);
        if (kind === 'mixed') return await this.conflict(request.stream);
        const pauseMs = backOff(attempt);
        const over = performance.now() - since + pauseMs > againMs || this.connection.closing.aborted;
        if (kind !== 'away' || over) return this.failed(error);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  private async send({ stream, expectedRevision }: AppendRequest, wire: Wire[]): Promise<Place | null> {
    const { client } = this.connection;
    const { appendMs } = this.options;
    const sent = client.appendToStream(stream, wire, {
      expectedRevision: expectedRevision === NO_STREAM ? ABSENT : BigInt(expectedRevision),
      requiresLeader: true,
      deadline: appendMs,
    });
    const { position } = await within(sent, appendMs + GRACE_MS);
    return position ?? null;
  }

  /** What stood before the log's known end was there already: this was a retry. */
  private acknowledge(
    { stream, expectedRevision, events }: AppendRequest,
    place: Place | null,
    end: Place | null,
  ): AppendOutcome {
    this.acknowledged = laterPlace(this.acknowledged, place);
    this.followed.hurry();
    const lastRevision = expectedRevision + events.length;
    return {
      kind: 'appended',
      firstRevision: expectedRevision + 1,
      lastRevision,
      position: positionText({ stream, revision: lastRevision, place }),
      repeated: covers(end, place),
    };
  }

  /** Older servers name no revision where only some of the events stand there. */
  private async conflict(stream: string): Promise<AppendOutcome> {
    try {
      const [last] = await readStreamEvents(this.connection, stream, null, 1, BACKWARDS);
      return { kind: 'conflict', currentRevision: last === undefined ? NO_STREAM : Number(last.revision) };
    } catch (error) {
      return this.failed(error);
    }
  }

  private failed(error: unknown): Failed {
    const { kind, message } = troubleOf(error);
    if (kind === 'too-large') return tooLarge(message);
    return { kind: 'failed', code: 'STORE_AWAY', message: `${this.connection.shown}: ${message}` };
  }
}

const conflictAt = (actual: WrongExpectedVersionError['actualVersion']): AppendOutcome => ({
  kind: 'conflict',
  currentRevision: typeof actual === 'bigint' ? Number(actual) : NO_STREAM,
});

const tooLarge = (message: string): Failed => ({ kind: 'failed', code: 'EVENT_TOO_LARGE', message });
