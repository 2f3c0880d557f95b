import { SimulatedClock } from '#ports/clock/simulated';
import { v7Ids } from '#ports/ids/v7';
import { FIRST_EVENTS } from '#postgres';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { recordFirstEvents } from './first-events.js';

const clock = new SimulatedClock(Date.UTC(2026, 0, 1));
const begin = (store: MemoryEventStore) =>
  recordFirstEvents({ store, clock, ids: v7Ids(clock), name: 'heatledger' });
const typesIn = async (store: MemoryEventStore) =>
  (await store.readAll(0, 100)).events.map((event) => event.type);

const ALL = ['InstallationNamed', 'MeteringRulesSet', 'ZoneOffsetsRecorded', 'ChartOfAccountsSet'];

describe('the first events of a log', () => {
  test('given an empty log, event 0 names the installation; rules, Paris and a chart follow', async () => {
    const store = new MemoryEventStore();
    const installation = await begin(store);
    expect(await typesIn(store)).toEqual(ALL);
    expect(FIRST_EVENTS).toBe(ALL.length);
    const [named] = (await store.readAll(0, 1)).events;
    expect(JSON.parse(named!.data)).toEqual({
      installation,
      name: 'heatledger',
      createdAt: Date.UTC(2026, 0, 1),
    });
  });

  test('given a log that has them, nothing is written and the name stays', async () => {
    const store = new MemoryEventStore();
    const installation = await begin(store);
    expect(await begin(store)).toBe(installation);
    expect(await typesIn(store)).toEqual(ALL);
  });

  test('given two starts at once, they are written once', async () => {
    const store = new MemoryEventStore();
    const [one, other] = await Promise.all([begin(store), begin(store)]);
    expect(one).toBe(other);
    expect(await typesIn(store)).toEqual(ALL);
  });
});
