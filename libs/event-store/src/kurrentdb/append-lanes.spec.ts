import type { AppendOutcome, AppendRequest } from '../port.js';
import { AppendLanes, type LaneLimits } from './append-lanes.js';

/** A server that answers when told to. */
class SlowServer {
  readonly sent: string[] = [];
  private readonly open: { of: string; end(fault?: Error): void }[] = [];

  readonly send = (request: AppendRequest): Promise<AppendOutcome> => {
    const of = `${request.stream}${request.expectedRevision}`;
    this.sent.push(of);
    return new Promise((resolve, reject) => {
      const outcome: AppendOutcome = { kind: 'conflict', currentRevision: request.expectedRevision };
      this.open.push({ of, end: (fault) => (fault === undefined ? resolve(outcome) : reject(fault)) });
    });
  };

  async answer(of: string, fault?: Error): Promise<void> {
    const at = this.open.findIndex((one) => one.of === of);
    this.open.splice(at, 1)[0]?.end(fault);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const requestOf = (stream: string, expectedRevision: number, data = 'null'): AppendRequest => ({
  stream,
  expectedRevision,
  events: [
    { id: 'id', type: 'T', version: 1, recordedAt: 0, actor: 'a', commandId: 'c', causation: null, data },
  ],
});

const lanesOf = (server: SlowServer, limits: Partial<LaneLimits> = {}): AppendLanes =>
  new AppendLanes(server.send, { eventsMax: 100, charactersMax: 1_000, inFlightMax: () => 10, ...limits });

const revisions = (outcomes: readonly AppendOutcome[]): (number | string)[] =>
  outcomes.map((outcome) => (outcome.kind === 'conflict' ? outcome.currentRevision : outcome.kind));

test('appends of one stream go one after the other, those of others beside them', async () => {
  const server = new SlowServer();
  const answers = lanesOf(server).append([
    requestOf('a', 0),
    requestOf('b', 1),
    requestOf('a', 2),
    requestOf('a', 3),
  ]);
  expect(server.sent).toEqual(['a0', 'b1']);
  await server.answer('a0');
  expect(server.sent).toEqual(['a0', 'b1', 'a2']);
  await server.answer('a2');
  await server.answer('b1');
  await server.answer('a3');
  expect(revisions(await answers)).toEqual([0, 1, 2, 3]);
});

test('no more are under way than the limit lets, and it may change', async () => {
  const server = new SlowServer();
  let inFlightMax = 1;
  const lanes = lanesOf(server, { inFlightMax: () => inFlightMax });
  const answers = lanes.append(['a', 'b', 'c', 'd'].map((stream, at) => requestOf(stream, at)));
  expect(server.sent).toEqual(['a0']);
  inFlightMax = 2;
  await server.answer('a0');
  expect(server.sent).toEqual(['a0', 'b1', 'c2']);
  for (const next of ['b1', 'c2', 'd3']) await server.answer(next);
  expect(revisions(await answers)).toEqual([0, 1, 2, 3]);
});

test.each([
  ['events', { eventsMax: 2 }],
  ['characters', { charactersMax: 8 }],
])('beyond a limit of %s a call is refused until there is room again', async (_, limits) => {
  const server = new SlowServer();
  const lanes = lanesOf(server, limits);
  const taken = lanes.append([requestOf('a', 0), requestOf('a', 1)]);
  const [refused] = await lanes.append([requestOf('b', 2)]);
  expect(refused).toMatchObject({ kind: 'failed', code: 'OVERLOADED' });
  await server.answer('a0');
  const later = lanes.append([requestOf('b', 3)]);
  await server.answer('a1');
  await server.answer('b3');
  expect(revisions([...(await taken), ...(await later)])).toEqual([0, 1, 3]);
});

test('a fault of ours rejects the call that brought it, and the lane goes on', async () => {
  const server = new SlowServer();
  const lanes = lanesOf(server);
  const failing = lanes.append([requestOf('a', 0)]);
  const going = lanes.append([requestOf('a', 1)]);
  await Promise.all([expect(failing).rejects.toThrow('no UUID'), server.answer('a0', new Error('no UUID'))]);
  await server.answer('a1');
  expect(revisions(await going)).toEqual([1]);
});

test('draining waits for everything accepted', async () => {
  const server = new SlowServer();
  const lanes = lanesOf(server);
  await lanes.drain();
  const told: string[] = [];
  void lanes.append([requestOf('a', 0)]).then(() => told.push('append'));
  const drained = lanes.drain().then(() => told.push('drain'));
  expect(told).toEqual([]);
  await server.answer('a0');
  await drained;
  expect(told).toEqual(['append', 'drain']);
});

test('what waits can be abandoned; what is under way is answered by the server', async () => {
  const server = new SlowServer();
  const lanes = lanesOf(server);
  const answers = lanes.append([requestOf('a', 0), requestOf('a', 1), requestOf('b', 2)]);
  lanes.abandon({ kind: 'failed', code: 'CLOSED', message: 'closed' });
  await server.answer('a0');
  await server.answer('b2');
  expect(revisions(await answers)).toEqual([0, 'failed', 2]);
  await lanes.drain();
});
