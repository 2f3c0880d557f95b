import type { EventStore } from '#event-store';
import type { HeaterDirectory } from './heater-directory.js';

/** The store, telling the directory of every append that could change what intake knows of a heater. */
export function watchedStore(store: EventStore, directory: () => HeaterDirectory): EventStore {
  const concerns = (stream: string): boolean => /^(?:heater-|site-|installation$)/.test(stream);
  return {
    append: async (requests) => {
      const outcomes = await store.append(requests);
      for (const { stream } of requests) if (concerns(stream)) directory().changed(stream);
      return outcomes;
    },
    readStream: (...of) => store.readStream(...of),
    readStreamBackwards: (...of) => store.readStreamBackwards(...of),
    readAll: (...of) => store.readAll(...of),
    nextIndex: () => store.nextIndex(),
    indexOf: (position) => store.indexOf(position),
    subscribe: (...of) => store.subscribe(...of),
    close: () => store.close(),
  };
}
