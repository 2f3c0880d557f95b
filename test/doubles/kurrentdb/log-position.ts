import type { LogRecord, ServerLog } from './server-log.js';

/** A place in the log as the protocol has it. Of an event both are the same; a checkpoint between two events has prepare 0. */
export interface LogPosition {
  readonly commit: number;
  readonly prepare: number;
}

/** Before all there is. */
export const BEFORE_ALL: LogPosition = { commit: -1, prepare: -1 };

export const placeOf = ({ position }: LogRecord): LogPosition => ({ commit: position, prepare: position });

/** Negative where the first stands before the second, 0 where they are the same. */
export const comparePlaces = (one: LogPosition, other: LogPosition): number =>
  one.commit - other.commit || one.prepare - other.prepare;

/** Index of the first record at this place or after it; `null` where it points into the middle of a record. */
export function indexFrom(log: ServerLog, place: LogPosition): number | null {
  const at = log.indexAt(place.commit);
  const before = log.records[at - 1];
  if (before !== undefined && before.position < place.commit && place.commit < before.end) return null;
  const record = log.records[at];
  return record !== undefined && comparePlaces(placeOf(record), place) < 0 ? at + 1 : at;
}
