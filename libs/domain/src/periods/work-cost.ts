import { sealHeater, zoneAt, type Days } from '#domain/attribution';
import { DAY_MS, HALF_HOUR_MS, addMonths, localDateAt, monthOf } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { DayWork, MeteredHeater, WorkCell } from '#domain/metering';
import { Decimal, addExact, toCents } from '#domain/quantity';
import { workCharges, type Charge } from '#domain/rating';
import type { SealedWork } from '#events';

/** What work of one contract over local days is worth. */
export interface WorkCost {
  readonly charges: readonly Charge[];
  readonly exactEur: Decimal;
  readonly cents: number;
  /** core·ms that no document bills, by reason. */
  readonly unbilled: readonly { readonly reason: string; readonly coreMs: number }[];
}

/**
 * Rated as invoices are, month by month. Tiers, packages and allowances belong to a whole month: here they count what of
 * each month lies in the span. Minimums, reserved capacity and fees of a month are left out.
 */
export function workCost(
  facts: Facts,
  contract: string,
  metered: readonly MeteredHeater[],
  days: Days,
): WorkCost {
  const charges: Charge[] = [];
  const unbilled = new Map<string, number>();
  for (let month = monthOf(days.from); month <= monthOf(days.to); month = addMonths(month, 1)) {
    const rows: SealedWork[] = metered
      .map((one) => ({ ...one, cells: [], held: [], work: workIn(one, facts, days) }))
      .flatMap((one) => sealHeater(one, facts, month).work)
      .filter((row) => row.contract === contract);
    for (const { status, reason, coreMs } of rows)
      if (status !== 'billed') {
        const why = reason ?? status;
        unbilled.set(why, addExact(unbilled.get(why) ?? 0, coreMs));
      }
    const used = workCharges(facts, month, rows).charges.filter(
      ({ subject, work }) => subject === contract && (work === undefined || work.kind === 'usage'),
    );
    charges.push(...used);
  }
  const exactEur = charges.reduce((sum, charge) => sum.plus(charge.amountEur), new Decimal(0));
  const named = [...unbilled].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    charges,
    exactEur,
    cents: toCents(exactEur),
    unbilled: named.map(([reason, coreMs]) => ({ reason, coreMs })),
  };
}

/** Work of the days themselves, whenever it was settled. */
function workIn({ heater, work }: MeteredHeater, facts: Facts, { from, to }: Days): DayWork[] {
  const inside = (day: number, slot: number): boolean => {
    const atMs = day * DAY_MS + slot * HALF_HOUR_MS;
    const local = localDateAt(zoneAt(facts, heater, atMs), atMs);
    return local >= from && local <= to;
  };
  const only = (day: number, cell: WorkCell): WorkCell => {
    const kept = cell.slots.flatMap((slot, i) => (inside(day, slot) ? [i] : []));
    const pick = (values: readonly number[]): number[] => kept.map((i) => values[i]!);
    return { ...cell, slots: pick(cell.slots), coreMs: pick(cell.coreMs), ghzMs: pick(cell.ghzMs) };
  };
  return work.map((one) => ({
    ...one,
    afterCut: '',
    work: one.work.map((cell) => only(one.day, cell)).filter(({ slots }) => slots.length > 0),
  }));
}
