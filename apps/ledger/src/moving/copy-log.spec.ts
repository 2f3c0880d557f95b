import { createHash } from 'node:crypto';
import type { AppendRequest, EventStore } from '#event-store';
import { exportLine, type NewEvent } from '#events';
import { appended, sampleEvent } from '../../../../test/contracts/event-store.samples.js';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { copyLog, type LogCopy } from './copy-log.js';

const named = (installation: string): NewEvent =>
  sampleEvent({
    id: installation,
    type: 'InstallationNamed',
    data: JSON.stringify({ installation, name: 'a ledger', createdAt: 0 }),
  });

/** Events of four streams in turn, and runs of one stream, after the one that names the installation. */
async function logOf(installation: string, events = 40): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  await appended(store, 'installation', [named(installation)]);
  const revisions = new Map<string, number>();
  for (let at = 0; at < events; at++) {
    const stream = `site-${at % 5 === 4 ? 0 : at % 4}`;
    const revision = revisions.get(stream) ?? -1;
    await appended(store, stream, [sampleEvent({ data: `{"at":${at},"text":"É\\u2028"}` })], revision);
    revisions.set(stream, revision + 1);
  }
  return store;
}

const linesOf = async (store: EventStore): Promise<string[]> =>
  (await store.readAll(0, 10_000)).events.map(exportLine);

const copying = (source: EventStore, target: EventStore, more: Partial<LogCopy> = {}) =>
  copyLog({
    source,
    target,
    ordered: false,
    signal: new AbortController().signal,
    told: () => undefined,
    ...more,
  });

/** A target that does something of its own before it takes a request. */
function targetThat(store: MemoryEventStore, before: (request: AppendRequest) => Promise<void>): EventStore {
  const append = store.append.bind(store);
  store.append = async (requests) => {
    for (const request of requests) await before(request);
    return append(requests);
  };
  return store;
}

describe('a copy of a log', () => {
  test.each([true, false])(
    'has the same lines, and says their hash (one call a batch: %s)',
    async (ordered) => {
      const [source, target] = [await logOf('one'), new MemoryEventStore()];
      const outcome = await copying(source, target, { ordered });
      const lines = await linesOf(source);
      expect(await linesOf(target)).toEqual(lines);
      const sha256 = createHash('sha256')
        .update(`${lines.join('\n')}\n`)
        .digest('hex');
      expect(outcome).toEqual({
        kind: 'copied',
        copied: { installation: 'one', events: 41, found: 0, sha256 },
      });
    },
  );

  test.each<[boolean, number]>([
    [true, 500],
    [false, 1],
  ])('interrupted, goes on where it stopped (one call a batch: %s)', async (ordered, next) => {
    const source = await logOf('one', 1_200);
    const target = new MemoryEventStore();
    const stopping = new AbortController();
    const told = (): void => stopping.abort();
    expect(await copying(source, target, { ordered, signal: stopping.signal, told })).toEqual({
      kind: 'interrupted',
      next,
      total: 1_201,
    });
    expect(await copying(source, target)).toMatchObject({ kind: 'copied', copied: { found: next } });
    expect(await linesOf(target)).toEqual(await linesOf(source));
  });

  test('repeated, appends nothing and says the same hash', async () => {
    const [source, target] = [await logOf('one'), new MemoryEventStore()];
    const first = await copying(source, target);
    const untouched = targetThat(target, () => Promise.reject(new Error('nothing is left to append')));
    expect(await copying(source, untouched)).toEqual({
      kind: 'copied',
      copied: { ...(first.kind === 'copied' ? first.copied : {}), found: 41 },
    });
  });

  test('of a log that grows, ends where the log ended at the start', async () => {
    const [source, target] = [await logOf('one'), new MemoryEventStore()];
    const growing = targetThat(target, async () => {
      await appended(source, `later-${await source.nextIndex()}`, [sampleEvent()]);
    });
    expect(await copying(source, growing)).toMatchObject({ kind: 'copied', copied: { events: 41 } });
    expect(await target.nextIndex()).toBe(41);
  });

  test('waits for a target that is busy', async () => {
    const [source, target] = [await logOf('one'), new MemoryEventStore()];
    const append = target.append.bind(target);
    let busy = 2;
    target.append = (requests) =>
      busy-- > 0
        ? Promise.resolve(requests.map(() => ({ kind: 'failed', code: 'OVERLOADED', message: 'busy' })))
        : append(requests);
    expect(await copying(source, target)).toMatchObject({ kind: 'copied' });
  });
});

describe('a copy is refused', () => {
  const refusedWith = (code: string, remedy: string) => ({
    kind: 'refused',
    refusal: { code, remedy: expect.stringContaining(remedy) as string },
  });

  test('into the log of another installation, of which nothing is changed', async () => {
    const [source, target] = [await logOf('one'), await logOf('other', 3)];
    const before = await linesOf(target);
    expect(await copying(source, target)).toMatchObject(refusedWith('TARGET_FOREIGN', 'other'));
    expect(await linesOf(target)).toEqual(before);
  });

  test('where an event is another one: its index is named', async () => {
    const [source, target] = [await logOf('one'), new MemoryEventStore()];
    const [first, second] = (await source.readAll(0, 2)).events;
    await appended(target, 'installation', [first!]);
    await appended(target, second!.stream, [{ ...second!, data: '{"at":1}' }]);
    expect(await copying(source, target)).toMatchObject(refusedWith('TARGET_DIFFERS', 'Event 1 '));
  });

  test('where the target has gone on by itself', async () => {
    const [source, target] = [await logOf('one'), new MemoryEventStore()];
    await copying(source, target);
    await appended(target, 'own', [sampleEvent()]);
    expect(await copying(source, target)).toMatchObject(refusedWith('TARGET_DIFFERS', 'goes on at event 41'));
  });

  test.each(['site-1', 'own'])('where something else writes %s meanwhile', async (stream) => {
    const [source, target] = [await logOf('one'), new MemoryEventStore()];
    let written = false;
    const disturbed = targetThat(target, async () => {
      if (written) return;
      written = true;
      await appended(target, stream, [sampleEvent()]);
    });
    expect(await copying(source, disturbed)).toMatchObject(
      refusedWith('TARGET_WRITTEN', 'Something else writes'),
    );
  });

  test('from a store that is no log of a ledger', async () => {
    const source = new MemoryEventStore();
    await appended(source, 'orders', [sampleEvent()]);
    expect(await copying(source, new MemoryEventStore())).toMatchObject(
      refusedWith('SOURCE_NOT_A_LEDGER', 'installation'),
    );
  });
});
