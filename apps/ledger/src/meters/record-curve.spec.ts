import type { AppendOutcome } from '#event-store';
import { SimulatedClock } from '#ports/clock/simulated';
import type { Keys } from '#ports/keys';
import { MemoryEventStore } from '../../../../test/doubles/memory-event-store.js';
import { recordCurve } from './record-curve.js';

test.each([
  ['STORE_AWAY', 'It may have been recorded'],
  ['STORE_FULL', 'Nothing was recorded'],
] as const)('a file whose append ends with %s is told: %s', async (code, what) => {
  const log = new MemoryEventStore();
  const failed: AppendOutcome = { kind: 'failed', code, message: 'no' };
  log.append = (requests) => Promise.resolve(requests.map(() => failed));
  const source = { supplyPoint: '14500000000001', source: 'enedis', file: 'f', publicKey: null } as const;
  const parts = {
    store: log,
    keys: {} as Keys,
    clock: new SimulatedClock(0),
    randomness: (count: number) => new Uint8Array(count),
  };
  await expect(recordCurve(source, [], 'person:ana', parts)).rejects.toMatchObject({
    problem: { status: 503, code, detail: expect.stringContaining(what) },
  });
});
