import type { LogAddress } from '../address.js';
import type { EventStore } from '../port.js';

/**
 * Opens the log at an address. What an engine needs is loaded only for it.
 *
 * Errors: {@link EventStoreError}, those of the engine: see `openSqliteEventStore` and `openKurrentEventStore`.
 */
export async function openEventStore(address: LogAddress): Promise<EventStore> {
  switch (address.kind) {
    case 'sqlite': {
      const { openSqliteEventStore } = await import('../sqlite/index.js');
      return openSqliteEventStore({ path: address.path });
    }
    case 'kurrentdb': {
      const { openKurrentEventStore, openMarks, serverAddressOf } = await import('../kurrentdb/index.js');
      // A URL that cannot be used is told before anything is opened or made for it.
      serverAddressOf(address.url);
      return openKurrentEventStore({ url: address.url, marks: await openMarks(address.marks) });
    }
  }
}
