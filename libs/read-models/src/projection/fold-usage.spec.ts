import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PendingWork, SealedHeater, UsageSealed } from '#events';
import { FileKeys } from '#ports/keys/file';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { given } from '../../../../test/samples/uploads.js';
import { SqliteProjectionStore } from '../sqlite/index.js';
import { foldUsage } from './fold-period.js';
import { FoldState } from './fold-state.js';
import { storeSource } from './log-source.js';

const pending = (day: string): PendingWork => ({
  job: 'j',
  attempt: 0,
  contract: 'lab-1',
  plan: 'cpu',
  model: 'ryzen',
  day,
  reason: 'NO_ATTEMPT_END',
  coreMs: 1,
  ghzMs: 1,
});
const part = (heater: string, ...days: string[]): SealedHeater => ({
  heater,
  end: null,
  before: { at: 5, mainWh: 7, auxWh: 0 },
  after: null,
  energy: [],
  work: [],
  pendingWork: days.map(pending),
});
const chunks: readonly UsageSealed[] = [
  [part('h0', '2026-09-01'), part('h1', '2026-09-01', '2026-09-02')],
  [part('h1', '2026-09-03')],
  [part('h1', '2026-09-04'), part('h2', '2026-09-05'), part('h2', '2026-09-06')],
  [part('h3', '2026-09-07')],
].map((heaters, chunk) => ({ type: 'UsageSealed', data: { period: '2026-09', chunk, heaters } }));

/** The rows that stand once all chunks of an erased month are folded: the last one put of each heater. */
async function folded(folder: string, of = 1): Promise<SealedHeater[]> {
  const log = new MemoryEventStore();
  const cut = { period: '2026-09', issueDate: '2026-10-02', rulesVersion: 1 };
  await given(log, 'period-2026-09', { type: 'PeriodClosing', data: cut });
  await given(log, 'period-2026-09', ...chunks);
  const store = await SqliteProjectionStore.open(join(folder, 'models.sqlite'), 'OFF');
  const keys = new FileKeys({ path: join(folder, 'keys.jsonl') });
  const rows = new Map<string, string>();
  for (let number = 0; number < of; number++) {
    const state = new FoldState(store, storeSource(log), keys, { number, of });
    for (const heater of ['h1', 'h2', 'h3'])
      if (state.isOwn(heater)) state.shelf(heater).erasure = { toMs: 9, months: ['2026-09'], resumed: true };
    for (const event of chunks) await foldUsage(state, event);
    for (const row of state.changes.rows.sealed_heater ?? []) rows.set(row.heater, row.data);
  }
  await store.close();
  return [...rows].sort().map(([, data]) => JSON.parse(data) as SealedHeater);
}

describe('the sealed usage of an erased month', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'usage-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is whole again, however many events a heater was sealed over; heaters with their key are left', async () => {
    const sealed = [
      part('h1', '2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04'),
      part('h2', '2026-09-05', '2026-09-06'),
      part('h3', '2026-09-07'),
    ];
    expect(await folded(folder)).toEqual(sealed);
    expect(await folded(folder, 3)).toEqual(sealed);
  });
});
