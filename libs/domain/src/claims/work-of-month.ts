import { addExact } from '#domain/quantity';
import type { SealedHeater, SealedWork } from '#events';
import type { Work, WorkOfMonth } from './unit-price.js';

/** Recorded, and impossible: whoever did it, it was not done for a client. */
const IMPOSSIBLE: ReadonlySet<string> = new Set([
  'SLICE_TIME_IMPOSSIBLE',
  'TOO_MUCH_WORK',
  'CLOCK_RATE_IMPOSSIBLE',
  'UNKNOWN_HEATER_DATA',
]);

const plus = (work: Work, row: SealedWork): Work => ({
  coreMs: addExact(work.coreMs, row.coreMs),
  ghzMs: addExact(work.ghzMs, row.ghzMs),
});

/** Work of clients as sealed: billed at a price, done in all, and billable without a price. Burn apart (core·ms). */
export function workOfMonth(sealed: readonly SealedHeater[]): WorkOfMonth & { readonly burnCoreMs: number } {
  const none: Work = { coreMs: 0, ghzMs: 0 };
  let [billed, done] = [none, none];
  let [unpricedCoreMs, burnCoreMs] = [0, 0];
  for (const row of sealed.flatMap(({ work }) => work)) {
    if (row.contract === 'burn') burnCoreMs = addExact(burnCoreMs, row.coreMs);
    if (row.status === 'internal' || IMPOSSIBLE.has(row.reason ?? '')) continue;
    done = plus(done, row);
    if (row.status !== 'billed') continue;
    if (row.reason === 'NO_PRICE') unpricedCoreMs = addExact(unpricedCoreMs, row.coreMs);
    else billed = plus(billed, row);
  }
  return { billed, done, unpricedCoreMs, burnCoreMs };
}
