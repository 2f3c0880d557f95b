import { tmpdir } from 'node:os';
import type { FastifyReply } from 'fastify';
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

async function readyOf(projector: Projector, store = new MemoryEventStore()) {
  const answered = { status: 200 };
  const reply = { status: (status: number) => (answered.status = status) } as unknown as FastifyReply;
  const { status, checks } = await new HealthController(store, projector, configuration).ready(reply);
  return { http: answered.status, status, says: checks.find((check) => !check.ready)?.says ?? null };
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

  test('a closed log is not ready', async () => {
    const store = new MemoryEventStore();
    await store.close();
    expect(await readyOf(standing(0, null), store)).toMatchObject({ http: 503, status: 'not-ready' });
  });
});
