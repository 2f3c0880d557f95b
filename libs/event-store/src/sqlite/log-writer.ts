import { invariant } from '#domain/decision';
import type { NewEvent } from '#events';

import type { AppendOutcome, AppendRequest } from '../port.js';
import {
  type Connection,
  connect,
  messageOf,
  openedOr,
  resultCode,
  single,
  SQLITE_FULL,
  SQLITE_IOERR,
  type Statement,
} from './connection.js';
import { NameWriter } from './name-table.js';
import { createOrCheck } from './schema.js';
import { StreamHeads } from './stream-heads.js';
import { holdWriterLock, type WriterLock } from './writer-lock.js';
import {
  configure,
  limitBytes,
  type LogWriterOptions,
  readDiagnostics,
  settledPath,
  type SqliteDiagnostics,
} from './writer-settings.js';

/** No code of SQLite, TOOBIG, CONSTRAINT, MISMATCH, RANGE. */
const REQUEST_CODES: ReadonlySet<number> = new Set([0, 18, 19, 20, 25]);

/**
 * The one writer of a log, synchronous: a list of requests is one transaction. It holds the lock from opening to closing.
 *
 * Errors of opening: {@link EventStoreError} SECOND_WRITER, FOREIGN_DATABASE, NEWER_DATABASE, NOT_DURABLE, STORE_AWAY.
 */
export class LogWriter {
  private readonly insert: Statement;
  private readonly idAt: Statement;
  private readonly names: NameWriter;
  private readonly heads: StreamHeads;
  /** Index of the next event, counting those of the open transaction. */
  private next = 0;
  private committed = 0;
  private unsettled = true;

  private constructor(
    readonly path: string,
    private readonly connection: Connection,
    private readonly lock: WriterLock,
  ) {
    this.names = new NameWriter(connection);
    this.heads = new StreamHeads(connection);
    this.insert = connection.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.idAt = connection.prepare('SELECT idx, id FROM event WHERE revision = ? AND stream = ?');
    this.settle();
  }

  static open(options: LogWriterOptions): LogWriter {
    const path = settledPath(options.path);
    const lock = holdWriterLock(path);
    try {
      return openedOr(connect(path), (connection) => {
        createOrCheck(connection, path);
        configure(connection, path, options);
        const writer = new LogWriter(path, connection, lock);
        if (options.bytesMax !== undefined) writer.limitBytes(options.bytesMax);
        return writer;
      });
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Index of the next event, as far as committed. */
  nextIndex(): number {
    return this.committed;
  }

  /**
   * One transaction for all requests: conflicts fail alone; a failure of the storage fails every request of this
   * transaction and leaves the log as it was.
   */
  commit(requests: readonly AppendRequest[]): readonly AppendOutcome[] {
    try {
      this.begin();
      const outcomes = requests.map((request) => this.append(request));
      this.connection.exec('COMMIT');
      this.committed = this.next;
      return outcomes;
    } catch (error) {
      this.unsettled = true;
      if (requests.length > 1 && isOfOneRequest(error)) return this.commitHalves(requests);
      const outcome = failureOf(error, this.path);
      return requests.map(() => outcome);
    }
  }

  /** What is wrong with one request must not fail the others: it is found by halving. */
  private commitHalves(requests: readonly AppendRequest[]): readonly AppendOutcome[] {
    const middle = Math.floor(requests.length / 2);
    return [...this.commit(requests.slice(0, middle)), ...this.commit(requests.slice(middle))];
  }

  private begin(): void {
    if (this.unsettled) this.settle();
    this.connection.exec('BEGIN IMMEDIATE');
  }

  /**
   * After a failure nothing is remembered. Where the log ends is read again: a commit that failed late may stand in it,
   * and then its retry is recognised.
   */
  private settle(): void {
    // SQLite has already rolled back after some errors.
    if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
    this.names.forget();
    this.heads.forget();
    this.next = this.readNext();
    this.committed = this.next;
    this.unsettled = false;
  }

  /** Sets the quota of the file, which is never less than what it holds. */
  limitBytes(bytes: number): void {
    limitBytes(this.connection, bytes);
  }

  diagnostics(): SqliteDiagnostics {
    return readDiagnostics(this.connection, this.path);
  }

  close(): void {
    this.connection.close();
    this.lock.release();
  }

  private append(request: AppendRequest): AppendOutcome {
    const { expectedRevision, events } = request;
    const known = this.names.idOf(request.stream);
    const head = known === null ? -1 : this.heads.of(known);
    if (expectedRevision < head && known !== null) return this.repeated(known, head, request);
    if (expectedRevision !== head) return { kind: 'conflict', currentRevision: head };
    const stream = known ?? this.names.numberOf(request.stream);
    events.forEach((event, offset) => this.write(stream, head + 1 + offset, event));
    this.heads.set(stream, head + events.length);
    return appended(head + 1, events.length, this.next - 1, false);
  }

  /** A retry is the same events standing right after the revision its sender had seen. */
  private repeated(stream: number, head: number, request: AppendRequest): AppendOutcome {
    const first = request.expectedRevision + 1;
    const conflict: AppendOutcome = { kind: 'conflict', currentRevision: head };
    if (first < 0 || first + request.events.length - 1 > head) return conflict;
    let index = -1;
    for (const [offset, event] of request.events.entries()) {
      const standing = this.idAt.get(first + offset, stream) as { idx: number; id: string } | undefined;
      invariant(
        standing !== undefined,
        `revision ${first + offset} of ${request.stream} is missing in ${this.path}`,
      );
      if (standing.id !== event.id) return conflict;
      index = standing.idx;
    }
    return appended(first, request.events.length, index, true);
  }

  private write(stream: number, revision: number, event: NewEvent): void {
    this.insert.run(
      this.next,
      stream,
      revision,
      this.names.numberOf(event.type),
      event.version,
      event.recordedAt,
      this.names.numberOf(event.actor),
      event.id,
      event.commandId,
      event.causation,
      event.data,
    );
    this.next += 1;
  }

  private readNext(): number {
    return Number(single(this.connection, 'SELECT max(idx) FROM event') ?? -1) + 1;
  }
}

/** Values that SQLite does not take, and faults of ours: not the state of the disk or of a lock. */
const isOfOneRequest = (error: unknown): boolean => REQUEST_CODES.has(resultCode(error));

type Failure = Extract<AppendOutcome, { kind: 'failed' }>;

const appended = (first: number, count: number, lastIndex: number, repeated: boolean): AppendOutcome => ({
  kind: 'appended',
  firstRevision: first,
  lastRevision: first + count - 1,
  position: String(lastIndex),
  repeated,
});

function failureOf(error: unknown, path: string): Failure {
  const code = resultCode(error);
  return code === SQLITE_FULL || code === SQLITE_IOERR
    ? {
        kind: 'failed',
        code: 'STORE_FULL',
        message: `${path} cannot grow (${messageOf(error)}): make room on its disk`,
      }
    : { kind: 'failed', code: 'STORE_AWAY', message: `${path}: ${messageOf(error)}` };
}
