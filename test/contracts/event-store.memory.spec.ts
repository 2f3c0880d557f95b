import { MemoryEventStore } from '../doubles/memory-event-store.js';
import { eventStoreContract } from './event-store.contract.js';

eventStoreContract('in memory', () => {
  let store = new MemoryEventStore();
  return Promise.resolve({
    store,
    async reopen() {
      await store.close();
      store = new MemoryEventStore(store);
      return store;
    },
    close: () => store.close(),
  });
});
