import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type LogAddress, NO_STREAM } from '#event-store';
import { openEventStore } from '#event-store/open';

import { KurrentDouble } from '../doubles/kurrentdb/double.js';
import { freshStream, request, sampleEvent, sampleEvents } from './event-store.samples.js';

/** The same calls by address, whatever engine stands there. */
describe('event store: by address', () => {
  let folder = '';
  let double: KurrentDouble;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heatledger-open-'));
    double = await KurrentDouble.start();
  });
  afterAll(async () => {
    await double.end();
    await rm(folder, { recursive: true });
  });

  const marksAt = (name: string) => ({ kind: 'sqlite', path: join(folder, name) }) as const;

  test.each<[string, () => LogAddress]>([
    ['sqlite', () => ({ kind: 'sqlite', path: join(folder, 'log.db') })],
    ['kurrentdb', () => ({ kind: 'kurrentdb', url: double.url, marks: marksAt('marks.db') })],
  ])('%s is opened empty, written, and opened again', async (_, address) => {
    const store = await openEventStore(address());
    expect(await store.nextIndex()).toBe(0);
    // In one call, as a first start writes them: what names the installation is event 0.
    await store.append([
      request('installation', NO_STREAM, [sampleEvent({ type: 'InstallationNamed' })]),
      request('company', NO_STREAM, sampleEvents(1)),
      request(freshStream(), NO_STREAM, sampleEvents(1)),
    ]);
    const { events } = await store.readAll(0, 10);
    expect(events.map(({ stream }) => stream)).toContain('company');
    expect(events[0]).toMatchObject({ index: 0, stream: 'installation' });
    await store.close();
    const again = await openEventStore(address());
    expect((await again.readAll(0, 10)).events).toEqual(events);
    expect(await again.nextIndex()).toBe(3);
    await again.close();
  });

  test('a URL that cannot be used is told before a file is made for it', async () => {
    const marks = marksAt('none.db');
    const opening = openEventStore({
      kind: 'kurrentdb',
      url: 'kurrentdb://host',
      marks,
    });
    await expect(opening).rejects.toMatchObject({ code: 'STORE_URL_INVALID' });
    await expect(access(marks.path)).rejects.toThrow('ENOENT');
  });

  test('an opening alone writes nothing to a server', async () => {
    const fresh = await KurrentDouble.start();
    const before = fresh.log.records.length;
    const store = await openEventStore({ kind: 'kurrentdb', url: fresh.url, marks: marksAt('fresh.db') });
    expect(await store.readAll(0, 10)).toEqual({ events: [], next: 0 });
    await store.close();
    expect(fresh.log.records).toHaveLength(before);
    await fresh.end();
  });
});
