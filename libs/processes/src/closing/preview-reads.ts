import { DAY_MS, type Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import { EVERY_HEATER, staleMonths } from '#domain/periods';
import type { SealedHeater } from '#events';
import type { ClosingReads, SealedAnew } from './reads.js';
import { sealedNow, spanOfMonth } from './sealed-now.js';

/** A month that is previewed: everything before `index` counts. */
export interface PreviewedMonth {
  readonly period: Month;
  readonly index: number;
  readonly facts: Facts;
  readonly sealed: readonly SealedHeater[];
}

/**
 * What a close would read if its cut were made now: the month, and earlier months that it would seal anew, are sealed
 * from what is known, and nothing is written.
 */
export async function previewReads(reads: ClosingReads, month: PreviewedMonth): Promise<ClosingReads> {
  const { period, index, facts, sealed } = month;
  const anew = await sealedAnewNow(reads, month);
  return {
    ...reads,
    factsBefore: (before) => (before === index ? Promise.resolve(facts) : reads.factsBefore(before)),
    sealings: async (of, upToCut) => {
      if (upToCut !== period) return reads.sealings(of, upToCut);
      const now = of === period ? sealed : anew.flatMap((one) => (one.period === of ? [one.heater] : []));
      return [...(await reads.sealings(of, upToCut)), ...now.map((heater) => ({ cut: period, heater }))];
    },
    sealedAnew: (cut) => (cut === period ? Promise.resolve(anew) : reads.sealedAnew(cut)),
  };
}

/** As the fold seals them at a cut: heaters whose cells, held spans or facts changed since the last one. */
async function sealedAnewNow(reads: ClosingReads, { index, facts }: PreviewedMonth): Promise<SealedAnew[]> {
  const cuts = await reads.cuts();
  const last = cuts.at(-1);
  if (last === undefined) return [];
  const since = await reads.changedSince(last.index, index);
  const closed = cuts.map((cut) => {
    const { fromMs, toMs } = spanOfMonth(facts, cut.period);
    return {
      period: cut.period,
      fromDay: Math.floor(fromMs / DAY_MS),
      toDay: Math.ceil(toMs / DAY_MS) - 1,
    };
  });
  const erased = await reads.erasedMonths();
  const anew: SealedAnew[] = [];
  for (const [period, heaters] of staleMonths(closed, [...facts.zones.values()], since)) {
    const some = heaters.has(EVERY_HEATER) ? undefined : heaters;
    const { sealed } = await sealedNow(reads, facts, period, some);
    // An erased month is final, whatever was told of it later.
    for (const heater of sealed)
      if (erased.get(heater.heater)?.includes(period) !== true) anew.push({ period, heater });
  }
  return anew;
}
