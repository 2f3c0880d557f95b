import { type EventStore, NO_STREAM } from '#event-store';
import { MemoryMarks, openKurrentEventStore } from '#event-store/kurrentdb';

import { KurrentDouble } from '../doubles/kurrentdb/double.js';
import { eventStoreContract } from './event-store.contract.js';
import { appendOne, request, sampleEvent } from './event-store.samples.js';

/** A log names its installation first, and the adapter insists on it. */
async function nameInstallation(store: EventStore): Promise<void> {
  const named = sampleEvent({ type: 'InstallationNamed' });
  const outcome = await appendOne(store, request('installation', NO_STREAM, [named]));
  if (outcome.kind === 'failed') throw new Error(outcome.message);
}

/** A log on the server at `url`, opened again with what its marks know. */
async function logAt(url: string, end: () => Promise<void>) {
  const marks = new MemoryMarks();
  const open = () => openKurrentEventStore({ url, marks });
  let current = await open();
  await nameInstallation(current);
  return {
    store: current,
    async reopen() {
      await current.close();
      current = await open();
      return current;
    },
    async close() {
      await current.close();
      await end();
    },
  };
}

eventStoreContract('kurrentdb, on the double', async () => {
  const double = await KurrentDouble.start();
  return logAt(double.url, () => double.end());
});

/** The server must hold no other log than those of earlier runs of this suite. */
const { TEST_EVENTSTORE_URL: url } = process.env;
if (url !== undefined) eventStoreContract('kurrentdb, on a real server', () => logAt(url, async () => {}));
