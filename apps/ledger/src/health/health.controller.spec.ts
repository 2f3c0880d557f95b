import { tmpdir } from 'node:os';
import type { FastifyReply } from 'fastify';
import type { Leases } from '#ports/leases';
import type { Projector } from '#read-models';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { configurationWith } from '../configuration/index.js';
import { HealthController } from './health.controller.js';

const configuration = configurationWith({ dataDir: tmpdir(), readyLagEventsMax: 10 });

/** A projector that stands where the specification wants it. */
const standing = (nextIndex: number, failed: { index: number; message: string } | null): Projector => ({
  passed: () => Promise.resolve(),
  status: () => ({ nextIndex, failed, version: 1, rebuilding: null, partitions: [] }),
  rebuild: () => Promise.resolve(),
  close: () => Promise.resolve(),
});

/** One that another process of the installation holds. */
const leases: Leases = {
  take: () => Promise.resolve(null),
  wait: () => Promise.resolve(null),
  held: () => Promise.resolve([{ name: 'closing', holder: 'other/7' }]),
  close: () => Promise.resolve(),
};

async function checksOf(
  projector: Projector,
  store = new MemoryEventStore(),
  stopping = new AbortController().signal,
) {
  const answered = { status: 200 };
  const reply = { status: (status: number) => (answered.status = status) } as unknown as FastifyReply;
  const controller = new HealthController(store, projector, configuration, leases, stopping);
  const { status, checks } = await controller.ready(reply);
  return { http: answered.status, status, checks };
}

async function readyOf(...given: Parameters<typeof checksOf>) {
  const { http, status, checks } = await checksOf(...given);
  return { http, status, says: checks.find((check) => !check.ready)?.says ?? null };
}

describe('readiness', () => {
  test('a log that can be written and current read models are ready', async () => {
    expect(await readyOf(standing(0, null))).toEqual({ http: 200, status: 'ready', says: null });
  });

  test('a failed projection is named with the index of its event', async () => {
    const answer = await readyOf(
      standing(812, { index: 812, message: 'revision 3 of heater-h1 is missing' }),
    );
    expect(answer).toEqual({
      http: 503,
      status: 'not-ready',
      says: 'stopped at event 812: revision 3 of heater-h1 is missing',
    });
  });

  test('each partition tells its lag and who projects it; leases tell who holds them', async () => {
    const projector = standing(0, null);
    const parts = [
      { partition: 0, nextIndex: 5, holder: 'host/1' },
      { partition: 1, nextIndex: 0, holder: null },
    ];
    const { checks } = await checksOf({
      ...projector,
      status: () => ({ ...projector.status(), partitions: parts }),
    });
    expect(checks).toMatchObject([
      { part: 'log', ready: true },
      {
        part: 'read-models',
        ready: true,
        says: '0 events behind; partition 0 0 behind, projected by host/1; partition 1 0 behind, projected by nobody',
      },
      { part: 'leases', ready: true, says: 'closing by other/7' },
      { part: 'disk', ready: true },
    ]);
  });

  test('read models that no projector has made yet are not ready', async () => {
    const projector = standing(0, null);
    const none = { ...projector, status: () => ({ ...projector.status(), version: 0 }) };
    expect(await readyOf(none)).toMatchObject({ http: 503, says: expect.stringContaining('no projector') });
  });

  test('a ledger that stops is not ready', async () => {
    expect(await readyOf(standing(0, null), new MemoryEventStore(), AbortSignal.abort())).toEqual({
      http: 503,
      status: 'not-ready',
      says: 'the ledger is stopping',
    });
  });

  test('a closed log is not ready', async () => {
    const store = new MemoryEventStore();
    await store.close();
    expect(await readyOf(standing(0, null), store)).toMatchObject({ http: 503, status: 'not-ready' });
  });
});
