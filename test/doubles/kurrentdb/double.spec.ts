import { randomUUID } from 'node:crypto';

import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
  type JSONEventData,
  type Position,
} from '@eventstore/db-client';

import { KurrentDouble } from './double.js';

let double: KurrentDouble;
let client: EventStoreDBClient;

beforeAll(async () => {
  double = await KurrentDouble.start();
  client = EventStoreDBClient.connectionString(double.url);
});
afterAll(async () => {
  await client.dispose();
  await double.end();
});

const USER = { username: 'nobody', password: 'at all' };
/** Credentials of a call force the single path; without, the client takes batches. */
const PATHS = [
  ['one call an append', { credentials: USER }],
  ['batches', {}],
] as const;

const eventsOf = (count: number): JSONEventData[] =>
  Array.from({ length: count }, (_, at) =>
    jsonEvent({ id: randomUUID(), type: 'Noted', data: { at }, metadata: { by: 'a test' } }),
  );
const stream = (): string => `heater-${randomUUID()}`;

async function read(name: string, options = {}): Promise<bigint[]> {
  const revisions: bigint[] = [];
  for await (const { event } of client.readStream(name, options)) revisions.push(event!.revision);
  return revisions;
}

describe.each(PATHS)('appending by %s', (_path, path) => {
  test('gives each event a place of its own, and answers the place of the last', async () => {
    const name = stream();
    const answer = await client.appendToStream(name, eventsOf(3), { expectedRevision: NO_STREAM, ...path });
    const positions: Position[] = [];
    for await (const { event } of client.readStream(name)) positions.push(event!.position!);
    expect(answer.nextExpectedRevision).toBe(2n);
    expect(answer.position).toEqual(positions[2]);
    expect(positions[0]!.commit).toBeLessThan(positions[1]!.commit);
    expect(positions[0]!.commit).toBe(positions[0]!.prepare);
  });

  test('answers a repeat as it did at first, and writes once', async () => {
    const name = stream();
    const [first, ...more] = eventsOf(3);
    const options = { expectedRevision: NO_STREAM, ...path } as const;
    const once = await client.appendToStream(name, [first!], options);
    await client.appendToStream(name, more, { expectedRevision: 0n, ...path });
    expect(await client.appendToStream(name, [first!], options)).toEqual(once);
    expect(await read(name)).toEqual([0n, 1n, 2n]);
  });

  test('refuses what is there in part, and what comes too early or too late', async () => {
    const name = stream();
    const [first, second] = eventsOf(2);
    await client.appendToStream(name, [first!], { expectedRevision: NO_STREAM, ...path });
    const attempts = [
      client.appendToStream(name, [first!, second!], { expectedRevision: NO_STREAM, ...path }),
      client.appendToStream(name, eventsOf(1), { expectedRevision: NO_STREAM, ...path }),
      client.appendToStream(name, eventsOf(1), { expectedRevision: 7n, ...path }),
    ];
    for (const attempt of attempts) {
      const error: unknown = await attempt.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(WrongExpectedVersionError);
      expect((error as WrongExpectedVersionError).actualVersion).toBe(0n);
    }
    expect(await read(name)).toEqual([0n]);
  });

  test('refuses more than the limit and a stream that was ended for ever', async () => {
    const big = jsonEvent({ type: 'Noted', data: { text: 'x'.repeat(1_100_000) } });
    await expect(
      client.appendToStream(stream(), [big], { expectedRevision: NO_STREAM, ...path }),
    ).rejects.toThrow(expect.objectContaining({ type: 'maximum-append-size-exceeded' }) as Error);
    const name = stream();
    await client.appendToStream(name, eventsOf(1), path);
    await client.tombstoneStream(name);
    await expect(client.appendToStream(name, eventsOf(1), path)).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(read(name)).rejects.toBeInstanceOf(StreamDeletedError);
  });
});

test('each path is the one that is meant', async () => {
  const before = { ...double.faults.calls };
  await client.appendToStream(stream(), eventsOf(1), { credentials: USER });
  expect(double.faults.calls.append).toBe(before.append + 1);
  await client.appendToStream(stream(), eventsOf(1));
  expect(double.faults.calls.batchAppend).toBe(before.batchAppend + 1);
});

test('a stream is read in both directions, from a place and up to a count', async () => {
  const name = stream();
  await client.appendToStream(name, eventsOf(5));
  expect(await read(name, { fromRevision: 2n, maxCount: 2 })).toEqual([2n, 3n]);
  expect(await read(name, { fromRevision: END, direction: BACKWARDS, maxCount: 2 })).toEqual([4n, 3n]);
  expect(await read(name, { fromRevision: 1n, direction: BACKWARDS })).toEqual([1n, 0n]);
  expect(await read(name, { fromRevision: 9n })).toEqual([]);
  await expect(read(stream())).rejects.toBeInstanceOf(StreamNotFoundError);
});

test('$all shows the events of the system as well; a place is included forwards and not backwards', async () => {
  const name = stream();
  const { position } = await client.appendToStream(name, eventsOf(2));
  double.makeNoise(1);
  const forwards: string[] = [];
  for await (const { event } of client.readAll({ fromPosition: position! })) forwards.push(event!.type);
  expect(forwards).toEqual(['Noted', '$statsCollected']);
  const backwards: bigint[] = [];
  for await (const { event } of client.readAll({
    fromPosition: position!,
    direction: BACKWARDS,
    maxCount: 1,
  }))
    backwards.push(event!.revision);
  expect(backwards).toEqual([0n]);
});

test('metadata hides events from reads of the stream, scavenging removes them from $all', async () => {
  const name = stream();
  await client.appendToStream(name, eventsOf(4));
  await client.setStreamMetadata(name, { maxCount: 1 });
  const inAll = async (): Promise<bigint[]> => {
    const found: bigint[] = [];
    for await (const { event } of client.readAll()) if (event!.streamId === name) found.push(event!.revision);
    return found;
  };
  expect((await client.getStreamMetadata(name)).metadata).toEqual({ maxCount: 1 });
  expect(await read(name)).toEqual([3n]);
  expect(await inAll()).toEqual([0n, 1n, 2n, 3n]);
  double.log.scavenge();
  expect(await inAll()).toEqual([3n]);
  expect(await read(name, { direction: BACKWARDS, fromRevision: END })).toEqual([3n]);
});

test('a softly deleted stream is missing until it is written again, and goes on counting', async () => {
  const name = stream();
  await client.appendToStream(name, eventsOf(2));
  await client.deleteStream(name);
  await expect(read(name)).rejects.toBeInstanceOf(StreamNotFoundError);
  await client.appendToStream(name, eventsOf(1), { expectedRevision: NO_STREAM });
  expect(await read(name)).toEqual([2n]);
});

/** What a subscription says until it has caught up the given number of times. */
async function heard(
  name: string,
  fromPosition: Position | typeof START,
  catchUps: number,
  meanwhile: (nth: number) => Promise<unknown> | void,
): Promise<string[]> {
  const said: string[] = [];
  const filter = streamNameFilter({
    prefixes: [name],
    maxSearchWindow: 10,
    checkpointInterval: 2,
    checkpointReached: () => void said.push('checkpoint'),
  });
  const subscription = client.subscribeToAll({ fromPosition, filter });
  subscription.on('data', ({ event }) => said.push(String(event!.revision)));
  subscription.on('confirmation', () => said.push('confirmed'));
  let caughtUp = 0;
  await new Promise<void>((resolve, reject) => {
    subscription.on('error', reject);
    subscription.on('caughtUp', () => {
      said.push('caught up');
      caughtUp++;
      void meanwhile(caughtUp);
      if (caughtUp === catchUps) resolve();
    });
  });
  await subscription.unsubscribe();
  return said;
}

test('a subscription to $all is confirmed, says checkpoints while it looks, and that it has caught up', async () => {
  const name = stream();
  const other = stream();
  const { position } = await client.appendToStream(name, eventsOf(2));
  for (let at = 0; at < 3; at++) await client.appendToStream(other, eventsOf(10));
  await client.appendToStream(name, eventsOf(1));
  expect(await heard(name, position!, 1, () => undefined)).toEqual([
    'confirmed',
    'checkpoint',
    '2',
    'checkpoint',
    'caught up',
  ]);
});

test('a subscription goes on live, and again from where it was after it fell behind', async () => {
  const name = stream();
  const { position } = await client.appendToStream(name, eventsOf(1));
  const said = await heard(name, position!, 2, async (nth) => {
    if (nth > 1) return;
    await client.appendToStream(name, eventsOf(2));
    double.fallBehind();
  });
  expect(said.filter((one) => one !== 'checkpoint')).toEqual([
    'confirmed',
    'caught up',
    '1',
    '2',
    'caught up',
  ]);
});

test('a subscription to a stream excludes its revision and ends when the stream does', async () => {
  const name = stream();
  await client.appendToStream(name, eventsOf(3));
  const subscription = client.subscribeToStream(name, { fromRevision: 1n });
  const said: string[] = [];
  subscription.on('data', ({ event }) => said.push(event!.type));
  const ended = new Promise((resolve) => subscription.on('error', resolve));
  await new Promise((resolve) => subscription.on('caughtUp', resolve));
  await client.tombstoneStream(name);
  const error = await ended;
  expect(said).toEqual(['Noted', '$streamDeleted']);
  expect(error).toBeInstanceOf(StreamDeletedError);
});
