import type { AppendOutcome, AppendRequest } from '../port.js';
import { AppendQueue } from './append-queue.js';
import type { Committed } from './worker-protocol.js';

/** A writer that commits when told to. */
class SlowWriter {
  readonly transactions: (readonly AppendRequest[])[] = [];
  private readonly open: ((fault?: Error) => void)[] = [];

  readonly commit = (requests: readonly AppendRequest[]): Promise<Committed> => {
    this.transactions.push(requests);
    return new Promise((resolve, reject) => {
      this.open.push((fault) => {
        if (fault !== undefined) reject(fault);
        else resolve({ outcomes: requests.map(outcomeOf), nextIndex: 0 });
      });
    });
  };

  async finishOne(fault?: Error): Promise<void> {
    this.open.shift()?.(fault);
    await turn();
  }

  sizes(): number[] {
    return this.transactions.map(({ length }) => length);
  }
}

/** Names its request, so that mixed-up answers show. */
const outcomeOf = ({ stream }: AppendRequest): AppendOutcome => ({
  kind: 'appended',
  firstRevision: 0,
  lastRevision: 0,
  position: stream,
  repeated: false,
});

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

const requestOf = (stream: string, data = 'null'): AppendRequest => ({
  stream,
  expectedRevision: -1,
  events: [
    { id: stream, type: 'T', version: 1, recordedAt: 0, actor: 'a', commandId: 'c', causation: null, data },
  ],
});

const LIMITS = { eventsMax: 100, charactersMax: 1_000 };

test('calls of one turn share a transaction; what arrives while two are under way becomes the next one', async () => {
  const writer = new SlowWriter();
  const queue = new AppendQueue(writer.commit, LIMITS);
  const calls = [queue.append([requestOf('a')]), queue.append([requestOf('b'), requestOf('c')])];
  await turn();
  calls.push(queue.append([requestOf('d')]));
  await turn();
  for (const stream of ['e', 'f', 'g']) {
    calls.push(queue.append([requestOf(stream)]));
    await turn();
  }
  expect(writer.sizes()).toEqual([3, 1]);
  await writer.finishOne();
  expect(writer.sizes()).toEqual([3, 1, 3]);
  await writer.finishOne();
  await writer.finishOne();
  const answers = (await Promise.all(calls)).map((outcomes) => outcomes.map(position));
  expect(answers).toEqual([['a'], ['b', 'c'], ['d'], ['e'], ['f'], ['g']]);
});

const position = (outcome: AppendOutcome): string =>
  outcome.kind === 'appended' ? outcome.position : outcome.kind === 'failed' ? outcome.code : outcome.kind;

test('a writer that is gone fails the calls of its transactions, not the process', async () => {
  const writer = new SlowWriter();
  const queue = new AppendQueue(writer.commit, LIMITS);
  const call = queue.append([requestOf('a'), requestOf('b')]);
  await turn();
  await writer.finishOne(new Error('the thread ended'));
  expect((await call).map(position)).toEqual(['STORE_AWAY', 'STORE_AWAY']);
});

test.each([
  ['events', { eventsMax: 2, charactersMax: 1_000 }],
  ['characters', { eventsMax: 100, charactersMax: 8 }],
])('a full queue of %s refuses until it has room again', async (_, limits) => {
  const writer = new SlowWriter();
  const queue = new AppendQueue(writer.commit, limits);
  const taken = [queue.append([requestOf('a')]), queue.append([requestOf('b')])];
  expect((await queue.append([requestOf('c')])).map(position)).toEqual(['OVERLOADED']);
  await turn();
  await writer.finishOne();
  expect((await Promise.all(taken)).flat().map(position)).toEqual(['a', 'b']);
  const again = queue.append([requestOf('c')]);
  await turn();
  await writer.finishOne();
  expect((await again).map(position)).toEqual(['c']);
});

test('one call may be larger than the bound: else it could never pass', async () => {
  const writer = new SlowWriter();
  const queue = new AppendQueue(writer.commit, { eventsMax: 2, charactersMax: 8 });
  const call = queue.append(['a', 'b', 'c', 'd'].map((stream) => requestOf(stream)));
  await turn();
  await writer.finishOne();
  expect((await call).map(position)).toEqual(['a', 'b', 'c', 'd']);
});

test('draining waits for everything accepted', async () => {
  const writer = new SlowWriter();
  const queue = new AppendQueue(writer.commit, LIMITS);
  await queue.drain();
  const answered: string[] = [];
  const call = queue.append([requestOf('a')]).then(() => answered.push('call'));
  const drained = queue.drain().then(() => answered.push('drained'));
  await turn();
  expect(answered).toEqual([]);
  await writer.finishOne();
  await Promise.all([call, drained]);
  expect(answered.toSorted()).toEqual(['call', 'drained']);
});
