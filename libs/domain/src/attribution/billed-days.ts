import { firstDay, monthOf, type LocalDate, type Month } from '#domain/calendar';
import type { ComputeUnit } from '#domain/compute-contracts';
import { addExact } from '#domain/quantity';

/** Billed work of one contract, day by day of a local month. */
export interface BilledWork {
  readonly contract: string;
  readonly unit: ComputeUnit;
  /** core·ms or GHz·ms of the 1st, the 2nd …; the days of a month that are told add up to what is billed in it. */
  readonly perDayMs: readonly number[];
}

/** Gathers billed work of a month. Late work of days before it, which counts in it, stands on its first day. */
export class BilledDays {
  private readonly work = new Map<string, { contract: string; unit: ComputeUnit; perDayMs: number[] }>();

  constructor(readonly period: Month) {}

  add(contract: string, unit: ComputeUnit, day: LocalDate, quantityMs: number): void {
    const own = monthOf(day) === this.period ? day : firstDay(this.period);
    this.addOn(contract, unit, Number(own.slice(8)) - 1, quantityMs);
  }

  /** Adds what was gathered elsewhere, of other heaters. */
  addAll(gathered: readonly BilledWork[]): void {
    for (const { contract, unit, perDayMs } of gathered)
      perDayMs.forEach((quantityMs, at) => this.addOn(contract, unit, at, quantityMs));
  }

  /** By contract and unit, in order. */
  gathered(): BilledWork[] {
    return [...this.work.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }

  private addOn(contract: string, unit: ComputeUnit, at: number, quantityMs: number): void {
    const key = `${contract}|${unit}`;
    const known = this.work.get(key) ?? { contract, unit, perDayMs: [] };
    this.work.set(key, known);
    while (known.perDayMs.length <= at) known.perDayMs.push(0);
    known.perDayMs[at] = addExact(known.perDayMs[at]!, quantityMs);
  }
}
