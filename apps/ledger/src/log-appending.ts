import type { EventStore } from '#event-store';

/** The same log, but for how it is appended to. */
export const logAppending = (store: EventStore, append: EventStore['append']): EventStore => ({
  append,
  readStream: (stream, fromRevision, limit) => store.readStream(stream, fromRevision, limit),
  readStreamBackwards: (stream, beforeRevision, limit) =>
    store.readStreamBackwards(stream, beforeRevision, limit),
  readAll: (fromIndex, limit) => store.readAll(fromIndex, limit),
  nextIndex: () => store.nextIndex(),
  indexOf: (position) => store.indexOf(position),
  subscribe: (fromIndex, handler) => store.subscribe(fromIndex, handler),
  close: () => store.close(),
});
