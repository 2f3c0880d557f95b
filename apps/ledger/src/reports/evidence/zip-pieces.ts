import { createHash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';
import type { Piece } from './piece.js';

/** The same in every bundle, and read as local time: the same pieces are the same bytes anywhere. */
const FILE_TIME = new Date(2000, 0, 1);

/** A piece as the manifest lists it. */
export interface Listed {
  readonly path: string;
  readonly what: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Indexes in the log of the events that it holds or rests on. */
  readonly logIndexes: readonly number[];
}

/** What comes last, once every piece is known. */
export type Closing = (listed: readonly Listed[]) => readonly Piece[];

/** Bytes that the compressor has given out and nobody has taken yet. */
class Waiting {
  private chunks: Uint8Array[] = [];
  private fault: Error | null = null;
  readonly zip = new Zip((fault, chunk) => {
    if (fault !== null) this.fault = fault;
    else this.chunks.push(chunk);
  });

  take(): Uint8Array[] {
    if (this.fault !== null) throw this.fault;
    const { chunks } = this;
    this.chunks = [];
    return chunks;
  }
}

/**
 * A zip of pieces, made while it is read; at its end what `closing` makes of their hashes. The same pieces give the
 * same bytes.
 */
export async function* zipOf(pieces: AsyncIterable<Piece>, closing: Closing): AsyncGenerator<Uint8Array> {
  const waiting = new Waiting();
  const listed: Listed[] = [];
  for await (const piece of pieces) listed.push(yield* added(waiting, piece));
  for (const piece of closing(listed)) yield* added(waiting, piece);
  waiting.zip.end();
  yield* waiting.take();
}

async function* added(waiting: Waiting, piece: Piece): AsyncGenerator<Uint8Array, Listed> {
  const file = new ZipDeflate(piece.path, { level: 6 });
  file.mtime = FILE_TIME;
  waiting.zip.add(file);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of piece.chunks) {
    hash.update(chunk);
    bytes += chunk.length;
    file.push(chunk);
    yield* waiting.take();
  }
  file.push(new Uint8Array(0), true);
  yield* waiting.take();
  const { path, what, indexes } = piece;
  return { path, what, sha256: hash.digest('hex'), bytes, logIndexes: [...indexes].sort((a, b) => a - b) };
}
