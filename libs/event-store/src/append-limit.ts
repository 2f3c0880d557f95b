import type { NewEvent } from '#events';

/** What every engine takes in one append; servers of KurrentDB take 1 MiB unless told otherwise. */
export const APPEND_BYTES_MAX = 1024 * 1024;

/** Keys, numbers and signs beside an event. */
const FRAME_BYTES_MAX = 300;

/** Bytes that an event takes of an append, at most. */
export function appendBytesOf({ type, actor, commandId, causation, data }: NewEvent): number {
  // A UTF-16 code unit takes at most six characters when escaped in JSON.
  const beside = 6 * (actor.length + commandId.length + (causation?.length ?? 0));
  return Buffer.byteLength(data) + 2 * type.length + beside + FRAME_BYTES_MAX;
}

/** How many of these events go together, from the first one on: as many as one append takes, and at least one. */
export function fittingTogether(events: readonly NewEvent[]): number {
  let bytes = 0;
  for (const [at, event] of events.entries()) {
    bytes += appendBytesOf(event);
    if (bytes > APPEND_BYTES_MAX) return Math.max(at, 1);
  }
  return events.length;
}
