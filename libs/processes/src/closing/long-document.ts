import { createHash } from 'node:crypto';
import { invariant } from '#domain/decision';
import {
  canonicalText,
  derivedId,
  makeEvent,
  type DocumentIssuedData,
  type DocumentLine,
  type EventMeta,
} from '#events';
import { NO_STREAM, type EventStore } from '#event-store';
import { packed } from './chunks.js';
import { StoreRefused } from './period-stream.js';

const LINES_MAX = 400;
/** Bytes of lines that still leave room for everything else in the event of a document. */
const LINES_BYTES_MAX = 44_000;

/** The canonical array of all lines: what a document cites by hash. */
export const linesHash = (lines: readonly DocumentLine[]): string =>
  createHash('sha256').update(canonicalText(lines)).digest('hex');

/**
 * A document that one event can hold stays as it is. The lines of a longer one are written before it,
 * in a stream of their own, and cited.
 */
export async function withLinesApart(
  store: EventStore,
  document: DocumentIssuedData,
  meta: EventMeta,
): Promise<DocumentIssuedData> {
  const { lines, planned } = document;
  const bytes = Buffer.byteLength(JSON.stringify(lines));
  if (lines.length <= LINES_MAX && bytes <= LINES_BYTES_MAX) return document;
  const stream = `document-lines-${planned}`;
  const parts = packed(lines, LINES_MAX);
  for (const [part, chunk] of parts.entries()) {
    const id = derivedId(`${planned}/lines/${part}`);
    const event = makeEvent(
      { type: 'DocumentLines', data: { planned, part, lines: chunk } },
      { ...meta, id },
    );
    const [outcome] = await store.append([
      { stream, expectedRevision: part === 0 ? NO_STREAM : part - 1, events: [event] },
    ]);
    if (outcome?.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
    invariant(outcome?.kind === 'appended', `${stream} holds other lines`);
  }
  return { ...document, lines: [], linesAt: { stream, events: parts.length, hash: linesHash(lines) } };
}
