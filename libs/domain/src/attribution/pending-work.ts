import { localDateAt, monthOf, type Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import { addExact } from '#domain/quantity';
import type { PendingWork } from '#events';
import { zoneAt } from './stretches.js';

/** Slices up to the end of the period whose attempt has no end yet, per attempt and local day. */
export function pendingWorkOf(metered: MeteredHeater, facts: Facts, period: Month): PendingWork[] {
  const rows = new Map<string, PendingWork>();
  for (const { job, attempt, contract, plan, model, slots } of metered.pending)
    for (const slot of slots) {
      const lastMs = slot.slotEndMs - 1;
      const day = localDateAt(zoneAt(facts, metered.heater, lastMs), lastMs);
      if (monthOf(day) > period) continue;
      const key = [job, String(attempt).padStart(6, '0'), contract, plan, model, day].join('\u0000');
      const before = rows.get(key);
      rows.set(key, {
        job,
        attempt,
        contract,
        plan,
        model,
        day,
        reason: 'NO_ATTEMPT_END',
        coreMs: addExact(before?.coreMs ?? 0, slot.coreMs),
        ghzMs: addExact(before?.ghzMs ?? 0, slot.ghzMs),
      });
    }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
