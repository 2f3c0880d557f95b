import { firstDay, lastDay, type Month } from '#domain/calendar';
import type { BilledWork } from '#domain/attribution';
import { Decimal, addExact, shareByLargestRemainder } from '#domain/quantity';
import { MS_PER_UNIT, monthOfKey } from '#domain/rating';
import type { DailyUsage, SealedHeater } from '#events';
import type { DocumentDraft } from './draft.js';

const HUNDREDTHS_PER_UNIT = 100;
/** Above this share of late work of days before the month, its first day would look as if it were done on it. */
const EARLIER_SHARE_MAX = 0.1;

/** The contracts whose usage an invoice bills, and the month it is of; null: it bills none. */
export function billedContracts({ kind, lines }: Pick<DocumentDraft, 'kind' | 'lines'>): {
  readonly month: Month;
  readonly contracts: ReadonlySet<string>;
} | null {
  if (kind !== 'invoice') return null;
  const usage = lines.flatMap(({ key, adjusts }) => {
    const [, what, contract, charge] = key.split('|');
    return adjusts === null && what === 'work' && charge === 'usage' && contract !== undefined
      ? [{ contract, month: monthOfKey(key) }]
      : [];
  });
  const [first] = usage;
  return first === undefined
    ? null
    : { month: first.month, contracts: new Set(usage.map(({ contract }) => contract)) };
}

/** Billed work of a month by contract: its days, and what was sealed of it. */
export class WorkOfMonth {
  private readonly days = new Map<string, BilledWork[]>();
  private readonly sealed = new Map<string, { coreMs: number; ghzMs: number }>();

  constructor(billed: readonly BilledWork[], sealed: readonly SealedHeater[]) {
    for (const one of billed) this.days.set(one.contract, [...this.daysOf(one.contract), one]);
    for (const { work } of sealed)
      for (const { contract, status, reason, coreMs, ghzMs } of work) {
        if (status !== 'billed' || reason !== null) continue;
        const { coreMs: core, ghzMs: ghz } = this.sealedOf(contract);
        this.sealed.set(contract, { coreMs: addExact(core, coreMs), ghzMs: addExact(ghz, ghzMs) });
      }
  }

  daysOf(contract: string): readonly BilledWork[] {
    return this.days.get(contract) ?? [];
  }

  sealedOf(contract: string): { readonly coreMs: number; readonly ghzMs: number } {
    return this.sealed.get(contract) ?? { coreMs: 0, ghzMs: 0 };
  }
}

/**
 * Core-hours or GHz-hours of each day behind an invoice, to the hundredth, for its chart; they add up to the billed work
 * that was sealed of its contracts. Null where they would not: work in both units, or days that can no longer be told;
 * and where too much of it is of days before the month.
 */
export function dailyUsage(
  { month, contracts }: NonNullable<ReturnType<typeof billedContracts>>,
  work: WorkOfMonth,
): DailyUsage | null {
  const ids = [...contracts];
  const own = ids.flatMap((contract) => work.daysOf(contract));
  const units = new Set(own.map(({ unit }) => unit));
  const [unit] = units;
  if (unit === undefined || units.size > 1) return null;
  const inGhz = unit === 'ghz-hour';
  const perDayMs = Array.from({ length: Number(lastDay(month).slice(8)) }, (_, at) =>
    own.map(({ perDayMs: days }) => days[at] ?? 0).reduce(addExact, 0),
  );
  const totalMs = perDayMs.reduce(addExact, 0);
  const sealedMs = ids
    .map((contract) => work.sealedOf(contract))
    .reduce((sum, { coreMs, ghzMs }) => addExact(sum, inGhz ? ghzMs : coreMs), 0);
  if (totalMs === 0 || totalMs !== sealedMs) return null;
  const earlierMs = own.map((one) => one.earlierMs ?? 0).reduce(addExact, 0);
  if (new Decimal(totalMs).times(EARLIER_SHARE_MAX).lt(earlierMs)) return null;
  const hundredths = new Decimal(totalMs).times(HUNDREDTHS_PER_UNIT).div(MS_PER_UNIT).round().toNumber();
  return {
    unit: inGhz ? 'GHz-hour' : 'core-hour',
    from: firstDay(month),
    perDay: shareByLargestRemainder(hundredths, perDayMs).map((share) =>
      new Decimal(share).div(HUNDREDTHS_PER_UNIT).toFixed(2),
    ),
  };
}
