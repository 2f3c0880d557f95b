import type { EventStore } from '#event-store';

import { appendContract } from './event-store.append.js';
import { readContract } from './event-store.read.js';
import { subscribeContract } from './event-store.subscribe.js';
import { closingContract } from './event-store.closing.js';

/** A log under test. `reopen` closes the store, if it is open, and opens the same log again. */
export interface OpenedLog {
  readonly store: EventStore;
  reopen(): Promise<EventStore>;
  /** Closes the store, if it is open, and removes what the test has left. */
  close(): Promise<void>;
}

export type OpenLog = () => Promise<OpenedLog>;

/**
 * What every adapter of the event store keeps. Positions are opaque here; indexes come from `indexOf` and reads alone;
 * the log may hold events from before, and those of other tests.
 */
export function eventStoreContract(name: string, open: OpenLog): void {
  describe(`event store: ${name}`, () => {
    let log: OpenedLog;
    beforeAll(async () => {
      log = await open();
    });
    afterAll(async () => {
      await log.close();
    });

    appendContract(() => log.store);
    readContract(() => log.store);
    subscribeContract(() => log.store);
    closingContract(open);
  });
}
