import { NO_METADATA, SOFT_DELETED, streamMetadataOf, type StreamMetadata } from './stream-metadata.js';

/** An event as a client proposes it. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event in the log. Commit and prepare position are the same number, as in a server since its version 4. */
export interface LogRecord extends ProposedEvent {
  readonly stream: string;
  /** `TOMBSTONE_REVISION` of a tombstone. */
  readonly revision: number;
  /** Byte at which the record begins. */
  readonly position: number;
  /** Byte at which the next record begins. */
  readonly end: number;
  /** Milliseconds since the Unix epoch. */
  readonly created: number;
  /** Its message on the wire, made when first read. */
  wire?: Buffer;
}

/** What an append expects of the stream; a number is the revision of its last event. */
export type Expected = number | 'any' | 'none' | 'exists';

export type WriteResult =
  | {
      readonly kind: 'written';
      readonly lastRevision: number;
      readonly position: number;
      readonly isRepeat: boolean;
    }
  /** `currentRevision` is -1 where there is no stream. */
  | { readonly kind: 'conflict'; readonly currentRevision: number }
  | { readonly kind: 'deleted' };

/** The server writes the greatest 64-bit number here. */
export const TOMBSTONE_REVISION = Number.POSITIVE_INFINITY;

/** A stream as a read sees it: the records from the index `first` on, ascending; their revisions follow each other. */
export interface VisibleStream {
  readonly records: readonly LogRecord[];
  readonly first: number;
}

interface StreamState {
  /** What is left after scavenging; the revisions follow each other. */
  records: LogRecord[];
  lastRevision: number;
  tombstoned: boolean;
}

const NO_BYTES = new Uint8Array(0);
/** Prefixes, flags, positions, identifiers and time of a record, as far as their lengths do not vary. */
const RECORD_FRAME_BYTES = 87;
const MS_PER_SECOND = 1000;

const sizeOf = (stream: string, event: ProposedEvent): number =>
  RECORD_FRAME_BYTES +
  Buffer.byteLength(stream) +
  Buffer.byteLength(event.type) +
  event.data.length +
  event.metadata.length;

/**
 * The transaction log of one server or cluster, in memory: every event has a position of its own that grows by the bytes of
 * the record; an append answers the position of its last event.
 */
export class ServerLog {
  /** All there is, in order. */
  records: LogRecord[] = [];
  private end = 0;
  private readonly streams = new Map<string, StreamState>();
  private readonly metadata = new Map<string, StreamMetadata>();
  private readonly byId = new Map<string, LogRecord>();
  private readonly waiting = new Set<() => void>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Position of the last record; -1 of an empty log. */
  get lastPosition(): number {
    return this.records.at(-1)?.position ?? -1;
  }

  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): WriteResult {
    if (this.isTombstoned(stream)) return { kind: 'deleted' };
    const current = this.streams.get(stream)?.lastRevision ?? -1;
    const softDeleted = this.metadataOf(stream).truncateBefore === SOFT_DELETED;
    if (expected === 'exists' && softDeleted) return { kind: 'deleted' };
    if (expected === 'exists' && current < 0) return { kind: 'conflict', currentRevision: current };
    const repeated = this.repeatOf(stream, expected, current, events);
    if (repeated !== null) return repeated;
    const position = this.write(stream, current + 1, events);
    if (softDeleted) this.changeMetadata(stream, { $tb: current + 1 });
    return { kind: 'written', lastRevision: current + events.length, position, isRepeat: false };
  }

  /** Metadata that hides all events there are; the stream can be written again. */
  softDelete(stream: string, expected: Expected): WriteResult {
    const refused = this.refusalOfDelete(stream, expected);
    if (refused !== null) return refused;
    const position = this.changeMetadata(stream, { $tb: SOFT_DELETED });
    return { kind: 'written', lastRevision: -1, position, isRepeat: false };
  }

  /** A last event after which the stream can never be read or written again. */
  tombstone(stream: string, expected: Expected): WriteResult {
    const refused = this.refusalOfDelete(stream, expected);
    if (refused !== null) return refused;
    const event = { type: '$streamDeleted', isJson: false, data: NO_BYTES, metadata: NO_BYTES };
    const position = this.write(stream, TOMBSTONE_REVISION, [{ ...event, id: crypto.randomUUID() }]);
    return { kind: 'written', lastRevision: -1, position, isRepeat: false };
  }

  isTombstoned(stream: string): boolean {
    const original = stream.startsWith('$$') ? stream.slice(2) : stream;
    return this.streams.get(original)?.tombstoned ?? false;
  }

  metadataOf(stream: string): StreamMetadata {
    return this.metadata.get(stream) ?? NO_METADATA;
  }

  /** Events that a read of the stream shows; `null` where there is no stream or it was deleted softly. */
  visibleOf(stream: string): VisibleStream | null {
    const state = this.streams.get(stream);
    const { truncateBefore } = this.metadataOf(stream);
    if (state === undefined || truncateBefore === SOFT_DELETED) return null;
    return { records: state.records, first: this.firstVisible(stream, state) };
  }

  /** Index in `records` of the first one at this position or after it. */
  indexAt(position: number): number {
    let low = 0;
    let high = this.records.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.records[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Resolves at the next write, or when the signal is given. */
  grown(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      if (signal.aborted) return resolve();
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** Those who wait for a write look again. */
  wake(): void {
    for (const wake of [...this.waiting]) wake();
  }

  /** Removes for good what metadata hides and what stood in deleted streams; positions of the rest stay. */
  scavenge(): void {
    const gone = new Set<LogRecord>();
    for (const [stream, state] of this.streams) {
      const kept = state.tombstoned
        ? state.records.filter(({ revision }) => revision === TOMBSTONE_REVISION)
        : this.metadataOf(stream).truncateBefore === SOFT_DELETED
          ? []
          : state.records.slice(this.firstVisible(stream, state));
      if (kept.length === state.records.length) continue;
      const keeping = new Set(kept);
      for (const record of state.records) if (!keeping.has(record)) gone.add(record);
      state.records = kept;
    }
    this.records = this.records.filter((record) => !gone.has(record));
  }

  private firstVisible(stream: string, { records, lastRevision }: StreamState): number {
    // A metadata stream keeps its last event only.
    const { maxCount, maxAgeSeconds, truncateBefore } = stream.startsWith('$$')
      ? { ...NO_METADATA, maxCount: 1 }
      : this.metadataOf(stream);
    const before = typeof truncateBefore === 'number' ? truncateBefore : 0;
    const firstRevision = Math.max(before, maxCount === null ? 0 : lastRevision + 1 - maxCount);
    const eldest = maxAgeSeconds === null ? 0 : this.now() - maxAgeSeconds * MS_PER_SECOND;
    const at = records.findIndex(({ revision, created }) => revision >= firstRevision && created >= eldest);
    return at < 0 ? records.length : at;
  }

  private refusalOfDelete(stream: string, expected: Expected): WriteResult | null {
    if (this.isTombstoned(stream)) return { kind: 'deleted' };
    const current = this.streams.get(stream)?.lastRevision ?? -1;
    const fits =
      expected === 'any' ||
      (expected === 'none' && current < 0) ||
      (expected === 'exists' && current >= 0) ||
      expected === current;
    return fits ? null : { kind: 'conflict', currentRevision: current };
  }

  /**
   * The answer to an append that must not be written: a repeat of one that was, or a conflict; `null` where it is to be
   * written. A repeat is found by its place with an expected revision, by the identifiers alone without.
   */
  private repeatOf(
    stream: string,
    expected: Expected,
    current: number,
    events: readonly ProposedEvent[],
  ): WriteResult | null {
    const conflict: WriteResult = { kind: 'conflict', currentRevision: current };
    if (expected === 'any' || expected === 'exists') {
      const there = events.map(({ id }) => this.byId.get(id)).filter((one) => one?.stream === stream);
      if (there.length === 0 || events.length === 0) return null;
      const last = there.at(-1);
      if (there.length < events.length || last === undefined) return conflict;
      return { kind: 'written', lastRevision: last.revision, position: last.position, isRepeat: true };
    }
    const before = expected === 'none' ? -1 : expected;
    if (before === current) return null;
    if (before > current) return conflict;
    const state = this.streams.get(stream);
    const first = state?.records[0]?.revision ?? 0;
    const there = events.map(({ id }, at) => {
      const record = state?.records[before + 1 + at - first];
      return record?.id === id ? record : null;
    });
    if (
      before === -1 &&
      (there[0] ?? null) === null &&
      this.metadataOf(stream).truncateBefore === SOFT_DELETED
    )
      return null;
    const last = there.at(-1);
    if (last === undefined || last === null || there.includes(null)) return conflict;
    return { kind: 'written', lastRevision: last.revision, position: last.position, isRepeat: true };
  }

  private changeMetadata(stream: string, change: Readonly<Record<string, unknown>>): number {
    const text = JSON.stringify({ ...this.metadataOf(stream).raw, ...change }).replace(
      `"${SOFT_DELETED}"`,
      SOFT_DELETED,
    );
    const data = Buffer.from(text);
    const metastream = `$$${stream}`;
    const next = (this.streams.get(metastream)?.lastRevision ?? -1) + 1;
    const event = { id: crypto.randomUUID(), type: '$metadata', isJson: true, data, metadata: NO_BYTES };
    return this.write(metastream, next, [event]);
  }

  private write(stream: string, firstRevision: number, events: readonly ProposedEvent[]): number {
    const created = this.now();
    const state = this.streams.get(stream) ?? { records: [], lastRevision: -1, tombstoned: false };
    this.streams.set(stream, state);
    for (const [at, event] of events.entries()) {
      const position = this.end;
      this.end += sizeOf(stream, event);
      const record = { ...event, stream, revision: firstRevision + at, position, end: this.end, created };
      this.records.push(record);
      state.records.push(record);
      this.byId.set(event.id, record);
      if (record.revision === TOMBSTONE_REVISION) state.tombstoned = true;
      else state.lastRevision = record.revision;
      if (stream.startsWith('$$') && event.type === '$metadata')
        this.metadata.set(stream.slice(2), streamMetadataOf(event.data));
    }
    this.wake();
    return this.lastPosition;
  }
}
