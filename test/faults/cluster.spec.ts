import { NO_STREAM } from '#event-store';

import {
  appended,
  appendOne,
  freshStream,
  request,
  sampleEvent,
  sampleEvents,
  until,
} from '../contracts/event-store.samples.js';
import { KurrentCluster } from '../doubles/kurrentdb/cluster.js';
import { Follower, HASTY, insisted, msOf, Opened, upTo } from './log-on-a-double.js';

const opened = new Opened();
afterEach(() => opened.end());

const BOUND_MS = 3_000;

describe('a cluster', () => {
  const clusterOf = async (size: number): Promise<KurrentCluster> => {
    const cluster = await KurrentCluster.start(size);
    opened.onEnd(() => cluster.end());
    return cluster;
  };

  test.each(['url', 'discoverUrl'] as const)(
    'is found by its %s, and written to at its leader',
    async (which) => {
      const cluster = await clusterOf(3);
      cluster.elect(1);
      const store = await opened.log(cluster[which]);
      await appended(store, freshStream(), sampleEvents(1));
      expect(cluster.nodes.map(({ faults }) => faults.calls.append)).toEqual([0, 2, 0]);
    },
  );

  test('whose leader changes goes on being written and followed', async () => {
    const cluster = await clusterOf(3);
    const store = await opened.log(cluster.url);
    const follower = new Follower(store);
    for (const leader of [1, 2, 0]) {
      cluster.elect(leader);
      expect(await insisted(store, freshStream(), sampleEvents(2))).toMatchObject({
        kind: 'appended',
      });
    }
    await follower.until(7);
    expect(follower.indexes).toEqual(upTo(7));
  });

  test('whose leader dies goes on with the next one', async () => {
    const cluster = await clusterOf(3);
    const store = await opened.log(cluster.url);
    const follower = new Follower(store);
    await cluster.leader.stop();
    cluster.elect(1);
    expect(await insisted(store, freshStream(), sampleEvents(2))).toMatchObject({
      kind: 'appended',
    });
    await follower.until(3);
    expect(follower.indexes).toEqual(upTo(3));
  });

  test('of which one node lags is not taken for another log', async () => {
    const cluster = await clusterOf(2);
    const store = await opened.log(`${cluster.url}&nodePreference=follower`);
    const follower = new Follower(store);
    await follower.until(1);
    cluster.nodes[1]!.lag();
    await appended(store, freshStream(), sampleEvents(3));
    await follower.until(4);
    // The client comes back to the node it prefers, which lags.
    const { calls } = cluster.nodes[1]!.faults;
    const before = calls.read;
    cluster.leader.drop();
    await until(() => calls.read > before, 'a read at the node that lags');
    expect(await insisted(store, freshStream(), sampleEvents(2))).toMatchObject({ kind: 'appended' });
    await follower.until(6);
    expect(follower.indexes).toEqual(upTo(6));
    cluster.nodes[1]!.keepUp();
  });

  test('a write refused as not to the leader is sent to the leader that is named', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url);
    double.faults.refuseNotLeader(2, '127.0.0.1', double.port);
    await appended(store, freshStream(), [sampleEvent()]);
    expect(await store.nextIndex()).toBe(2);
  });

  test('a leader that is named and does not answer fails the append in time; the next one is written', async () => {
    const double = await opened.double();
    const store = await opened.log(double.url, HASTY);
    double.faults.refuseNotLeader(1, '127.0.0.1', 1);
    const stream = freshStream();
    const events = sampleEvents(1);
    const append = appendOne(store, request(stream, NO_STREAM, events));
    expect(await msOf(append)).toBeLessThan(BOUND_MS);
    expect(await insisted(store, stream, events)).toMatchObject({
      kind: 'appended',
      lastRevision: 0,
    });
  });
});
