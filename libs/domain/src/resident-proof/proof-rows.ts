import { standingOn } from '#domain/attribution';
import type { Facts } from '#domain/facts';
import { ChargeSums, cellOf, creditTerms, lineKey, type ChargeTerms } from '#domain/rating';
import { addExact } from '#domain/quantity';
import type { Month } from '#domain/calendar';
import type { SealedEnergy } from '#events';

/** What the electricity of some rows cost whoever lives with it, and what of it comes back. */
export interface Account {
  readonly ownCostCents: number;
  readonly creditedCents: number;
  /** Why credit falls short of cost. */
  readonly shortReasons: ReadonlySet<string>;
  /** What would have to be known to prove anything. */
  readonly missing: ReadonlySet<string>;
}

/** Reasons of uncreditable rows in the words of a proof. */
const SHORT_REASON: Readonly<Record<string, string>> = {
  AUX_NOT_AGREED: 'REGISTER_NOT_AGREED',
  MAIN_NOT_AGREED: 'REGISTER_NOT_AGREED',
};
const MISSING_REASON: Readonly<Record<string, string>> = {
  NO_READING: 'NO_READING',
  NO_PRICE: 'NO_PRICE',
  NO_HOLDER: 'NO_HOLDER',
};

/**
 * Cost and credit of a contract that a resident holds. Both are lines, rounded alike: a cost line for every
 * credit line, so equal prices give equal cents; what is not credited is a cost line of its own.
 */
export function residentAccount(facts: Facts, period: Month, rows: readonly SealedEnergy[]): Account {
  const cost = new ChargeSums();
  const credit = new ChargeSums();
  const shortReasons = new Set<string>();
  const missing = new Set<string>();
  for (const row of rows) {
    if (row.status === 'pending') missing.add(MISSING_REASON[row.reason ?? ''] ?? 'HELD_SPAN');
    // A discarded span was drawn or not: nobody knows, so nothing is proved about it.
    if (row.reason === 'DISCARDED') missing.add('DISCARDED');
    if (row.status === 'pending' || row.reason === 'DISCARDED') continue;
    const credited = row.status === 'credited' ? creditTerms(facts, period, row) : null;
    if (credited !== null) credit.add(credited, row.energyWh, row.from, row.to);
    else if (row.energyWh > 0)
      shortReasons.add(SHORT_REASON[row.reason ?? ''] ?? row.reason ?? 'NO_AGREEMENT');
    const own = ownTerms(facts, period, row, credited?.key ?? row.reason ?? '');
    if (own === null) missing.add('NO_PRICE');
    else cost.add(own, row.energyWh, row.from, row.to);
  }
  const cents = (sums: ChargeSums): number =>
    sums.charges().reduce((sum, charge) => addExact(sum, charge.amountCents), 0);
  const [ownCostCents, creditedCents] = [cents(cost), cents(credit)];
  if (ownCostCents > creditedCents && pricesDiffer(cost, credit)) shortReasons.add('PRICE_ABOVE_CREDIT');
  return { ownCostCents, creditedCents, shortReasons, missing };
}

/** Whether credited energy itself is worth less than it cost. */
function pricesDiffer(cost: ChargeSums, credit: ChargeSums): boolean {
  const credited = new Map(credit.charges().map((charge) => [charge.key, charge.amountCents]));
  const costOfCredited = new Map<string, number>();
  for (const charge of cost.charges()) {
    const key = charge.reference ?? '';
    if (credited.has(key))
      costOfCredited.set(key, addExact(costOfCredited.get(key) ?? 0, charge.amountCents));
  }
  return [...costOfCredited].some(([key, cents]) => cents > credited.get(key)!);
}

/** The line of own cost that a row belongs to: own tariff, published price including tax. */
function ownTerms(facts: Facts, period: Month, row: SealedEnergy, beside: string): ChargeTerms | null {
  const spot = { site: row.site, supplyPoint: row.supplyPoint, dwelling: row.dwelling };
  const price = standingOn(facts, spot, row.from).ownPrice;
  if (price === null || row.supplyPoint === null || row.holder === null) return null;
  return {
    key: lineKey(period, 'cost', row.supplyPoint, row.priceCell, `${price.priceList}@${price.from}`, beside),
    party: row.holder,
    period,
    subject: row.supplyPoint,
    reference: beside,
    unit: 'kWh',
    priceEur: cellOf(price, row.priceCell).inclTaxEurPerKwh,
    priceBase: 1,
    vat: { category: 'O', rate: '0' },
  };
}
