import { sealHeater } from '#domain/attribution';
import { addDays, instantAt, monthSpan, type LocalDate, type Month } from '#domain/calendar';
import { invariant, type Refusal } from '#domain/decision';
import type { Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import { checkUsage } from '#domain/periods';
import type { SealedHeater } from '#events';
import type { ClosingReads, MeteredSpan } from './reads.js';

/** The month in any zone there is. */
export function spanOfMonth(facts: Facts, period: Month): MeteredSpan {
  const zones = [...facts.zones.values()].map((zone) => monthSpan(zone, period));
  invariant(zones.length > 0, 'no zone is known');
  return {
    fromMs: Math.min(...zones.map((span) => span.fromMs)),
    toMs: Math.max(...zones.map((span) => span.toMs)),
  };
}

/** Heaters as they stand now, about local days (both included) in any zone there is. */
export async function meteredOver(
  reads: Pick<ClosingReads, 'metered'>,
  facts: Facts,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  heaters: ReadonlySet<string>,
): Promise<MeteredHeater[]> {
  const zones = [...facts.zones.values()];
  const span = {
    fromMs: Math.min(...zones.map((zone) => instantAt(zone, from))),
    toMs: Math.max(...zones.map((zone) => instantAt(zone, addDays(to, 1)))),
  };
  const metered: MeteredHeater[] = [];
  if (heaters.size > 0) for await (const part of reads.metered(span, heaters)) metered.push(...part);
  return metered;
}

/** A month of every heater as it would be sealed now, and what its usage lacks to be closed. */
export interface UsageNow {
  readonly sealed: readonly SealedHeater[];
  readonly missing: readonly Refusal[];
}

export async function sealedNow(
  reads: Pick<ClosingReads, 'metered'>,
  facts: Facts,
  period: Month,
  heaters?: ReadonlySet<string>,
): Promise<UsageNow> {
  const sealed: SealedHeater[] = [];
  const missing = new Map<string, Refusal>();
  if (facts.zones.size === 0) return { sealed, missing: [] };
  for await (const part of reads.metered(spanOfMonth(facts, period), heaters)) {
    const usage = part.map((metered) => ({ metered, sealed: sealHeater(metered, facts, period) }));
    for (const one of checkUsage(facts, period, usage)) missing.set(`${one.code} ${one.field}`, one);
    for (const one of usage) sealed.push(one.sealed);
  }
  return { sealed, missing: [...missing.values()] };
}
