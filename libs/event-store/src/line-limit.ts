import type { NewEvent } from '#events';

/** Longest exported line of one event, in bytes of UTF-8 without its line end. */
export const LINE_BYTES_MAX = 65_535;

/** Digits of the largest safe integer: the index is not known before the append. */
const INDEX_DIGITS_MAX = 16;
/** A UTF-16 code unit takes at most three bytes in UTF-8 and six characters escaped in JSON. */
const BYTES_PER_UNIT_MAX = 6;

const KEYS_BYTES =
  '{"index":,"stream":,"revision":,"id":,"type":,"version":,"recordedAt":,"actor":,"commandId":,"causation":,"data":}'
    .length;

const textBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text));

/**
 * Bytes of the canonical line `{index,stream,revision,id,type,version,recordedAt,actor,commandId,causation,data}`,
 * with the widest index there may be: never less than what an export writes.
 */
export function lineBytesMax(stream: string, revision: number, event: NewEvent): number {
  return (
    KEYS_BYTES +
    INDEX_DIGITS_MAX +
    textBytes(stream) +
    String(revision).length +
    textBytes(event.id) +
    textBytes(event.type) +
    String(event.version).length +
    String(event.recordedAt).length +
    textBytes(event.actor) +
    textBytes(event.commandId) +
    textBytes(event.causation ?? '') +
    2 +
    Buffer.byteLength(event.data)
  );
}

/** Whether an event can be exported as one line. Small events, nearly all, are passed without counting bytes. */
export function fitsLine(stream: string, revision: number, event: NewEvent): boolean {
  const units =
    stream.length +
    event.id.length +
    event.type.length +
    event.actor.length +
    event.commandId.length +
    (event.causation?.length ?? 0) +
    event.data.length;
  if (units * BYTES_PER_UNIT_MAX + KEYS_BYTES + 100 <= LINE_BYTES_MAX) return true;
  return lineBytesMax(stream, revision, event) <= LINE_BYTES_MAX;
}
