import { realpathSync, existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { invariant } from '#domain/decision';
import type { NewEvent } from '#events';

import { EventStoreError } from '../errors.js';
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

export interface LogWriterOptions {
  readonly path: string;
  /** Pages of log ahead after which they are moved into the database file. */
  readonly checkpointPages?: number;
  /** A quota: beyond this size of the file appends fail with STORE_FULL. */
  readonly bytesMax?: number;
}

/** Settings as read back on the writer's own connection. */
export interface SqliteDiagnostics {
  readonly path: string;
  /** 2 is FULL: every commit is on the disk before it is acknowledged. */
  readonly synchronous: number;
  readonly journalMode: string;
  readonly pageBytes: number;
  readonly checkpointPages: number;
  readonly applicationId: number;
  readonly schemaVersion: number;
  readonly sqliteVersion: string;
}

/** 32 MB: hot pages of the place index are moved once for many commits. */
const CHECKPOINT_PAGES = 4_000;
const SYNCHRONOUS_FULL = 2;
const CACHE_KIB = 64 * 1024;

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
  private next: number;

  private constructor(
    readonly path: string,
    private readonly connection: Connection,
    private readonly lock: WriterLock,
  ) {
    this.names = new NameWriter(connection);
    this.heads = new StreamHeads(connection);
    this.insert = connection.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.idAt = connection.prepare('SELECT idx, id FROM event WHERE revision = ? AND stream = ?');
    this.next = this.readNext();
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
    return this.next;
  }

  /**
   * One transaction for all requests: conflicts fail alone; a failure of the storage fails every request of this
   * transaction and leaves the log as it was.
   */
  commit(requests: readonly AppendRequest[]): readonly AppendOutcome[] {
    try {
      this.connection.exec('BEGIN IMMEDIATE');
      const outcomes = requests.map((request) => this.append(request));
      this.connection.exec('COMMIT');
      return outcomes;
    } catch (error) {
      this.rollBack();
      const outcome = failureOf(error, this.path);
      // What is wrong with one request must not fail the others; what is wrong with the disk fails them all.
      if (requests.length > 1 && outcome.code !== 'STORE_FULL')
        return requests.flatMap((one) => this.commit([one]));
      return requests.map(() => outcome);
    }
  }

  /** Sets the quota of the file, which is never less than what it holds. */
  limitBytes(bytes: number): void {
    const pageBytes = Number(single(this.connection, 'PRAGMA page_size'));
    this.connection.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(bytes / pageBytes))}`);
  }

  diagnostics(): SqliteDiagnostics {
    const pragma = (name: string) => single(this.connection, `PRAGMA ${name}`);
    return {
      path: this.path,
      synchronous: Number(pragma('synchronous')),
      journalMode: String(pragma('journal_mode')),
      pageBytes: Number(pragma('page_size')),
      checkpointPages: Number(pragma('wal_autocheckpoint')),
      applicationId: Number(pragma('application_id')),
      schemaVersion: Number(pragma('user_version')),
      sqliteVersion: String(single(this.connection, 'SELECT sqlite_version()')),
    };
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

  private rollBack(): void {
    // SQLite has already rolled back after some errors.
    if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
    this.names.forget();
    this.heads.forget();
    this.next = this.readNext();
  }

  private readNext(): number {
    return Number(single(this.connection, 'SELECT max(idx) FROM event') ?? -1) + 1;
  }
}

/** Two names of one file must meet at one lock. */
function settledPath(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
}

function configure(connection: Connection, path: string, options: LogWriterOptions): void {
  const mode = single(connection, 'PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
  connection.exec(`PRAGMA wal_autocheckpoint = ${options.checkpointPages ?? CHECKPOINT_PAGES}`);
  connection.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  const synchronous = single(connection, 'PRAGMA synchronous');
  if (mode !== 'wal' || synchronous !== SYNCHRONOUS_FULL) {
    throw new EventStoreError(
      'NOT_DURABLE',
      `${path}: journal mode ${mode}, synchronous ${synchronous} instead of wal, 2: put the log on a local disk`,
    );
  }
}

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
