import { MAX_LINE_BYTES, exportLine, makeEvent, type PendingWork, type SealedHeater } from '#events';
import { sealedChunks } from './sealed-chunks.js';

const pending = (count: number): PendingWork[] =>
  Array.from({ length: count }, (_, attempt) => ({
    job: 'j'.repeat(64),
    attempt,
    contract: 'lab-1',
    plan: 'cpu',
    model: 'ryzen',
    day: '2026-08-31',
    reason: 'NO_ATTEMPT_END',
    coreMs: 1,
    ghzMs: 1,
  }));
const sealed = (heater: string, slices: number): SealedHeater => ({
  heater,
  end: null,
  before: null,
  after: null,
  energy: [],
  work: [],
  pendingWork: pending(slices),
});
const rows = (chunks: readonly (readonly SealedHeater[])[]) =>
  chunks.flat().flatMap(({ heater, pendingWork }) => pendingWork.map((row) => `${heater} ${row.attempt}`));

describe('sealed usage', () => {
  test('of short heaters stands in one event', () => {
    const usage = [sealed('h1', 2), sealed('h2', 0)];
    expect(sealedChunks(usage)).toEqual([usage]);
  });

  test('of a heater that one event cannot hold goes on in the next ones, row after row', () => {
    const usage = [sealed('h1', 1), sealed('h2', 1_000), sealed('h3', 1)];
    const chunks = sealedChunks(usage);
    expect(chunks.length).toBeGreaterThan(2);
    expect(rows(chunks)).toEqual(rows([usage]));
    chunks.forEach((heaters, chunk) => {
      const data = { period: '2026-08', chunk, heaters };
      const id = '0193b6a0-7c1e-7000-8000-5a0f5b2c9d11';
      const meta = { id, recordedAt: 1, actor: 'person:ana', commandId: id, causation: null } as const;
      const event = makeEvent({ type: 'UsageSealed', data }, meta);
      const line = exportLine({ ...event, index: 1, stream: 'period-2026-08', revision: chunk + 1 });
      expect(Buffer.byteLength(line)).toBeLessThan(MAX_LINE_BYTES);
    });
  });
});
