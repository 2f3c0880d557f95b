import type { LogSource, PastEvent } from './log-source.js';

/** A log as it stood before an index: a fold of it ends there. */
export function sourceBefore(log: LogSource, before: number): LogSource {
  const known = (events: readonly PastEvent[]): readonly PastEvent[] =>
    events.filter(({ index }) => index < before);
  return {
    readRows: (from, limit) => (from >= before ? [] : log.readRows(from, Math.min(limit, before - from))),
    nameOf: (number) => log.nameOf(number),
    readStream: async (stream, from, limit) => known(await log.readStream(stream, from, limit)),
    readStreamBackwards: async (stream, beforeRevision, limit) => {
      for (let revision = beforeRevision; ;) {
        const events = await log.readStreamBackwards(stream, revision, limit);
        const found = known(events);
        if (found.length > 0 || events.length === 0) return found;
        revision = events.at(-1)!.revision;
      }
    },
    idAt: (index) => log.idAt(index),
    untilAt: (index, signal) => log.untilAt(index, signal),
  };
}
