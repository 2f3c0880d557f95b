import { textOf } from '../samples/pdf-text.js';

/** Where a page says at which index of the log its document was issued. */
const INDEX_ON_PAGE = /(journal sous l’index|in the log at index) [\d ,]*\d/g;

/**
 * What a file says whichever log it was issued in: ledgers that write at once, and are killed, place the same documents at
 * other indexes. The index alone is left out; of a page its text is taken. Other files are compared by their bytes.
 */
export function contentOf(path: string, bytes: Buffer): Buffer | string {
  if (path.endsWith('.pdf')) return textOf(bytes).replace(INDEX_ON_PAGE, '$1');
  if (!path.endsWith('.json')) return bytes;
  const { index: _index, ...rest } = JSON.parse(bytes.toString()) as Record<string, unknown>;
  return JSON.stringify(rest);
}
