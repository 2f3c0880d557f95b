import { energyInSpan, type Days } from '#domain/attribution';
import { monthOf } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import { Decimal, addExact, toCents } from '#domain/quantity';
import { ChargeSums, addCredit, cellKey, ownPriceOf, type Charge, type RowPrice } from '#domain/rating';
import type { SealedEnergy } from '#events';

/** Energy at one price: exact, and as a figure rounded once. */
export interface CostRow {
  readonly priceCell: string;
  /** `list@first day` of the price version. */
  readonly version: string;
  /** EUR per kWh; null where each hour has its own. */
  readonly priceEur: string | null;
  readonly energyWh: number;
  readonly exactEur: Decimal;
  readonly cents: number;
}

/** A figure: the exact sum of its rows, rounded once. */
export interface CostTotal {
  readonly energyWh: number;
  readonly exactEur: Decimal;
  readonly cents: number;
}

export interface SpanCost {
  /** At the supply point's own tariff, including tax, whoever pays it. */
  readonly own: { readonly rows: readonly CostRow[]; readonly total: CostTotal };
  /** What of it the repayment agreement credits, at its price. */
  readonly credit: { readonly rows: readonly CostRow[]; readonly total: CostTotal };
  /** Wh that cannot be priced yet, by reason; 0 Wh where a span is not known at all. */
  readonly pending: readonly { readonly reason: string; readonly energyWh: number }[];
  /** Wh priced but not credited, by reason. */
  readonly uncredited: readonly { readonly reason: string; readonly energyWh: number }[];
}

/** Undecided for the credit alone: what it cost is known. */
const COST_IS_KNOWN: ReadonlySet<string> = new Set(['NO_HOLDER', 'NO_PRICE']);

/** Rows of one supply point over days, costed and credited: the engine of documents, asked for any days. */
export function spanCost(facts: Facts, rows: readonly SealedEnergy[]): SpanCost {
  const own = new CostSums();
  const credit = new ChargeSums();
  const pending = new Map<string, number>();
  const uncredited = new Map<string, number>();
  const note = (map: Map<string, number>, reason: string, energyWh: number): unknown =>
    map.set(reason, addExact(map.get(reason) ?? 0, energyWh));
  for (const row of rows) {
    const reason = row.reason ?? 'UNKNOWN';
    if (row.status === 'credited') addCredit(credit, facts, monthOf(row.from), row);
    else if (row.status === 'uncreditable') note(uncredited, reason, row.energyWh);
    const unknown = row.status === 'pending' ? !COST_IS_KNOWN.has(reason) : reason === 'DISCARDED';
    const price = unknown ? null : ownPriceOf(facts, row);
    if (price !== null) own.add(row, price);
    if (row.status === 'pending') note(pending, reason, row.energyWh);
    else if (price === null && reason !== 'DISCARDED') note(pending, 'NO_OWN_PRICE', row.energyWh);
  }
  const named = (map: Map<string, number>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, energyWh]) => ({ reason, energyWh }));
  return {
    own: totalled(own.rows()),
    credit: totalled(creditRows(credit.charges())),
    pending: named(pending),
    uncredited: named(uncredited),
  };
}

/** All rows of heaters at a supply point over local days, both included. */
export const energyAt = (
  supplyPoint: string,
  metered: readonly MeteredHeater[],
  facts: Facts,
  days: Days,
): { readonly heater: string; readonly rows: readonly SealedEnergy[] }[] =>
  metered.map((one) => ({
    heater: one.heater,
    rows: energyInSpan(one, facts, days).filter((row) => row.supplyPoint === supplyPoint),
  }));

class CostSums {
  private readonly sums = new Map<string, { price: RowPrice; energyWh: number; exactEur: Decimal }>();

  add(row: SealedEnergy, price: RowPrice): void {
    const key = `${cellKey(price.energy)}|${price.version}`;
    const known = this.sums.get(key) ?? { price, energyWh: 0, exactEur: new Decimal(0) };
    this.sums.set(key, known);
    known.energyWh = addExact(known.energyWh, row.energyWh);
    known.exactEur = known.exactEur.plus(
      price.exactEur ?? new Decimal(price.priceEur).times(row.energyWh).div(1000),
    );
  }

  rows(): CostRow[] {
    return [...this.sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { price, energyWh, exactEur }]) => ({
        priceCell: cellKey(price.energy),
        version: price.version,
        priceEur: price.exactEur === null ? price.priceEur : null,
        energyWh,
        exactEur,
        cents: toCents(exactEur),
      }));
  }
}

const creditRows = (charges: readonly Charge[]): CostRow[] =>
  charges.map(({ key, energy, energyWh, priceEur, quantity, amountEur, amountCents }) => ({
    priceCell: energy === undefined ? '' : cellKey(energy),
    version: key.split('|')[5] ?? '',
    priceEur: energyWh === undefined ? priceEur : null,
    energyWh: quantity,
    exactEur: amountEur,
    cents: amountCents,
  }));

function totalled(rows: readonly CostRow[]): { rows: readonly CostRow[]; total: CostTotal } {
  const exactEur = rows.reduce((sum, row) => sum.plus(row.exactEur), new Decimal(0));
  const energyWh = rows.reduce((sum, row) => addExact(sum, row.energyWh), 0);
  return { rows, total: { energyWh, exactEur, cents: toCents(exactEur) } };
}
