import { firstDay, monthOf, type LocalDate, type Month } from '#domain/calendar';
import type { ComputeUnit } from '#domain/compute-contracts';
import { addExact } from '#domain/quantity';

/** Billed work of one contract, day by day of a local month. */
export interface BilledWork {
  readonly contract: string;
  readonly unit: ComputeUnit;
  /** core·ms or GHz·ms of the 1st, the 2nd …; the days of a month that are told add up to what is billed in it. */
  readonly perDayMs: readonly number[];
  /** Of the first day: late work of days before the month, which counts in it; absent: none. */
  readonly earlierMs?: number;
}

interface Gathered {
  readonly contract: string;
  readonly unit: ComputeUnit;
  readonly perDayMs: number[];
  earlierMs?: number;
}

/** Gathers billed work of a month. Late work of days before it, which counts in it, stands on its first day. */
export class BilledDays {
  private readonly work = new Map<string, Gathered>();

  constructor(readonly period: Month) {}

  add(contract: string, unit: ComputeUnit, day: LocalDate, quantityMs: number): void {
    const isOwn = monthOf(day) === this.period;
    const own = isOwn ? day : firstDay(this.period);
    const known = this.addOn(contract, unit, Number(own.slice(8)) - 1, quantityMs);
    if (!isOwn) known.earlierMs = addExact(known.earlierMs ?? 0, quantityMs);
  }

  /** Adds what was gathered elsewhere, of other heaters. */
  addAll(gathered: readonly BilledWork[]): void {
    for (const { contract, unit, perDayMs, earlierMs } of gathered)
      perDayMs.forEach((quantityMs, at) => {
        const known = this.addOn(contract, unit, at, quantityMs);
        if (at === 0 && earlierMs !== undefined) known.earlierMs = addExact(known.earlierMs ?? 0, earlierMs);
      });
  }

  /** By contract and unit, in order. */
  gathered(): BilledWork[] {
    return [...this.work.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }

  private addOn(contract: string, unit: ComputeUnit, at: number, quantityMs: number): Gathered {
    const key = `${contract}|${unit}`;
    const known: Gathered = this.work.get(key) ?? { contract, unit, perDayMs: [] };
    this.work.set(key, known);
    while (known.perDayMs.length <= at) known.perDayMs.push(0);
    known.perDayMs[at] = addExact(known.perDayMs[at]!, quantityMs);
    return known;
  }
}
