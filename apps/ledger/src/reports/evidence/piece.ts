import { exportLine, type RecordedEvent } from '#events';

/** One file of a bundle, made while it is read: nothing of it is held as a whole. */
export interface Piece {
  /** Path inside the bundle. */
  readonly path: string;
  readonly what: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Indexes of the events that it holds or rests on; complete once all chunks were read. */
  readonly indexes: readonly number[];
}

const utf8 = new TextEncoder();

/** Events as the lines of the export of the log: the same bytes as `/v1/events` gives. */
export function eventsPiece(path: string, what: string, events: AsyncIterable<RecordedEvent>): Piece {
  const indexes: number[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const event of events) {
      indexes.push(event.index);
      yield utf8.encode(`${exportLine(event)}\n`);
    }
  }
  return { path, what, chunks: chunks(), indexes };
}

/** Texts one after the other. */
export function textPiece(
  path: string,
  what: string,
  texts: AsyncIterable<string> | Iterable<string>,
  indexes: readonly number[] = [],
): Piece {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const text of texts) yield utf8.encode(text);
  }
  return { path, what, chunks: chunks(), indexes };
}

/** A file as it is. */
export function filePiece(
  path: string,
  what: string,
  index: number,
  bytes: () => Promise<Uint8Array>,
): Piece {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield await bytes();
  }
  return { path, what, chunks: chunks(), indexes: [index] };
}
