import { EventStoreError, type Subscription, type SubscriptionHandler } from '#event-store';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { given, givenHeater } from '../../../../test/samples/uploads.js';
import { DirectoryFollower, StoreHeaterDirectory } from './index.js';

/** A log whose first subscriptions break off. */
class BreakingStore extends MemoryEventStore {
  breaks = 0;

  override subscribe(fromIndex: number, handler: SubscriptionHandler): Subscription {
    if (this.breaks-- <= 0) return super.subscribe(fromIndex, handler);
    handler.onEnded?.(new EventStoreError('STORE_AWAY', 'the server is away'));
    return { stop: () => Promise.resolve() };
  }
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

test.each([0, 2])('what another process appends is known at once, after %i breaks too', async (breaks) => {
  const store = new BreakingStore();
  store.breaks = breaks;
  const directory = new StoreHeaterDirectory({ store });
  await givenHeater(store, 'h1');
  await directory.refresh('h1');
  const faults: string[] = [];
  const onBreak = ({ message }: Error): number => faults.push(message);
  const follower = new DirectoryFollower({ store, directory, retryMs: 1, onBreak });
  await until(() => faults.length === breaks);
  expect((await directory.refresh('h1'))?.plain).toBe(false);
  await until(() => directory.peek('h1') !== undefined);
  await given(store, 'heater-h1', { type: 'HeaterDeclaredPlain', data: { heater: 'h1', reason: 'office' } });
  await until(() => directory.peek('h1') === undefined);
  expect((await directory.refresh('h1'))?.plain).toBe(true);
  await follower.stop();
  await follower.stop();
  expect(faults).toEqual(new Array(breaks).fill('the server is away'));
});

test('it stops while the log is away', async () => {
  const store = new BreakingStore();
  await store.close();
  const faults: Error[] = [];
  const directory = new StoreHeaterDirectory({ store });
  const onBreak = (fault: Error): number => faults.push(fault);
  const follower = new DirectoryFollower({ store, directory, retryMs: 60_000, onBreak });
  await until(() => faults.length === 1);
  await follower.stop();
});

test('while no news comes, what was plain is looked up anew sooner than what is sealed', async () => {
  const store = new MemoryEventStore();
  const directory = new StoreHeaterDirectory({ store, plainStaleAfterMs: 0 });
  await givenHeater(store, 'h1');
  await givenHeater(store, 'h2');
  await given(store, 'heater-h2', { type: 'HeaterDeclaredPlain', data: { heater: 'h2', reason: 'office' } });
  expect((await directory.refresh('h1'))?.plain).toBe(false);
  expect((await directory.refresh('h2'))?.plain).toBe(true);
  expect(directory.peek('h1')).toBeDefined();
  expect(directory.peek('h2')).toBeUndefined();
});
