import { invariant } from '#domain/decision';

/**
 * Bytes of items that one event carries. An exported line holds 65 535 bytes; envelope and the
 * other fields of the event need far less than what is left.
 */
export const CHUNK_BYTES = 56_000;

/** Packs items in their order into chunks whose JSON stays within a size and a count. */
export function packed<Item>(items: readonly Item[], itemsMax: number, bytesMax = CHUNK_BYTES): Item[][] {
  const chunks: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    invariant(size <= bytesMax, `an item of ${size} bytes fits no event`);
    const current = chunks.at(-1);
    if (current === undefined || current.length >= itemsMax || bytes + size > bytesMax) {
      chunks.push([item]);
      bytes = size;
    } else {
      current.push(item);
      bytes += size;
    }
  }
  return chunks;
}
