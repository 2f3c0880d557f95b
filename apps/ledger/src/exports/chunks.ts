import { setImmediate as othersTurn } from 'node:timers/promises';

const CHUNK_BYTES = 65_536;

/** Few large pieces instead of a line each; other requests have their turn between them. */
export async function* inChunks(body: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    const buffer = typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part);
    parts.push(buffer);
    bytes += buffer.length;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(parts);
    parts = [];
    bytes = 0;
    await othersTurn();
  }
  if (bytes > 0) yield Buffer.concat(parts);
}
