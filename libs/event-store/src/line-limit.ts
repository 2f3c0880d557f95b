import type { NewEvent } from '#events';
// The envelope alone: loading every schema takes longer than opening a log.
import { exportLine, MAX_LINE_BYTES } from '#events/envelope';

/** A UTF-16 code unit takes at most six characters when escaped in JSON, and three bytes in UTF-8. */
const BYTES_PER_UNIT_MAX = 6;
/** Keys, numbers and signs of a line. */
const FRAME_BYTES_MAX = 300;

/** Bytes of the event's exported line with the widest index there may be: it is not known before the append. */
export const lineBytesMax = (stream: string, revision: number, event: NewEvent): number =>
  Buffer.byteLength(exportLine({ ...event, index: Number.MAX_SAFE_INTEGER, stream, revision }));

/** Whether an event can be exported as one line. Small events, nearly all, pass without printing it. */
export function fitsLine(stream: string, revision: number, event: NewEvent): boolean {
  const units =
    stream.length +
    event.id.length +
    event.type.length +
    event.actor.length +
    event.commandId.length +
    (event.causation?.length ?? 0) +
    event.data.length;
  if (units * BYTES_PER_UNIT_MAX + FRAME_BYTES_MAX <= MAX_LINE_BYTES) return true;
  return lineBytesMax(stream, revision, event) <= MAX_LINE_BYTES;
}
