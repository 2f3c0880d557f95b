import type { Facts } from '#domain/facts';
import {
  ChargeSums,
  addCredit,
  cellKey,
  creditTerms,
  lineKey,
  ownPriceOf,
  type ChargeTerms,
} from '#domain/rating';
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
  NO_COLOUR: 'NO_COLOUR',
  NO_WINDOWS: 'NO_WINDOWS',
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
    if (credited !== null) addCredit(credit, facts, period, row);
    else if (row.energyWh > 0)
      shortReasons.add(SHORT_REASON[row.reason ?? ''] ?? row.reason ?? 'NO_AGREEMENT');
    const own = ownTerms(facts, period, row, credited?.key ?? row.reason ?? '');
    if (own === null) missing.add('NO_PRICE');
    else cost.add(own.terms, row.energyWh, row.from, row.to, own.exactEur);
  }
  const [ownCostCents, creditedCents] = [centsOf(cost), centsOf(credit)];
  if (ownCostCents > creditedCents && pricesDiffer(cost, credit)) shortReasons.add('PRICE_ABOVE_CREDIT');
  return { ownCostCents, creditedCents, shortReasons, missing };
}

/**
 * What the energy costs at the supply point's own tariff, whoever holds the contract (cents of EUR): by the same
 * lines as own cost, so that both are equal where a resident pays. What a held or discarded span drew is not known and not in it.
 * Null where some of it has no price.
 */
export function ownValueCents(facts: Facts, period: Month, rows: readonly SealedEnergy[]): number | null {
  const value = new ChargeSums();
  for (const row of rows) {
    if (row.energyWh === 0 || isDoubtful(row)) continue;
    const own = ownTerms(facts, period, row, besideOf(facts, period, row));
    if (own === null) return null;
    value.add(own.terms, row.energyWh, row.from, row.to, own.exactEur);
  }
  return centsOf(value);
}

/** Drawn or not: nobody knows. */
const isDoubtful = (row: SealedEnergy): boolean =>
  row.reason === 'DISCARDED' ||
  (row.status === 'pending' && !Object.hasOwn(MISSING_REASON, row.reason ?? ''));

/** What a line of own cost stands beside: the line of its credit, or the reason why there is none. */
const besideOf = (facts: Facts, period: Month, row: SealedEnergy): string =>
  row.status === 'credited' ? creditTerms(facts, period, row).key : (row.reason ?? '');

const centsOf = (sums: ChargeSums): number =>
  sums.charges().reduce((sum, charge) => addExact(sum, charge.amountCents), 0);

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
function ownTerms(
  facts: Facts,
  period: Month,
  row: SealedEnergy,
  beside: string,
): { readonly terms: ChargeTerms; readonly exactEur: string | null } | null {
  const price = ownPriceOf(facts, row);
  if (price === null || row.supplyPoint === null) return null;
  const terms: ChargeTerms = {
    key: lineKey(period, 'cost', row.supplyPoint, cellKey(price.energy), price.version, beside),
    // No document follows from this line: where nobody holds the contract, nobody is named.
    party: row.holder ?? { kind: 'resident', id: '' },
    period,
    subject: row.supplyPoint,
    reference: beside,
    unit: 'kWh',
    priceEur: price.priceEur,
    priceBase: 1,
    vat: { category: 'O', rate: '0' },
  };
  return { terms, exactEur: price.exactEur };
}
