import { invariant } from '#domain/decision';
import { computePriceOn, type Facts } from '#domain/facts';
import { Decimal, addExact, toCents } from '#domain/quantity';
import type { SealedWork } from '#events';
import { MS_PER_UNIT, workParts } from './work-parts.js';
import { priceWork } from './work-pricing.js';

/** What a grant gave away in one period. A figure: computed exactly and rounded once. */
export interface Forgone {
  readonly contract: string;
  readonly coreMs: number;
  readonly ghzMs: number;
  /** At the prices of the grant's list, excluding VAT. */
  readonly valueEur: Decimal;
  readonly valueCents: number;
  /** core·ms that the list does not price: worth nothing here until it does. */
  readonly unpricedCoreMs: number;
}

/**
 * Granted work of one period at the list that values it: the same tiers, packages and fees that a contract on that list
 * would pay. By grant, in the order of their names.
 */
export function forgoneOf(facts: Facts, rows: Iterable<SealedWork>): Forgone[] {
  const byGrant = new Map<string, SealedWork[]>();
  for (const row of rows) {
    if (row.status !== 'free') continue;
    const known = byGrant.get(row.contract);
    if (known === undefined) byGrant.set(row.contract, [row]);
    else known.push(row);
  }
  return [...byGrant.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([contract, work]) => forgoneBy(facts, contract, work));
}

function forgoneBy(facts: Facts, contract: string, work: readonly SealedWork[]): Forgone {
  const grant = facts.contracts.get(contract)?.grant ?? null;
  invariant(grant !== null, `free work of ${contract}, which is no grant`);
  const priceOn = (day: string) => computePriceOn(facts, grant.priceList, day);
  const valueEur = priceWork(workParts(work, priceOn)).reduce((sum, part) => {
    const counted = part.kind === 'fee' || part.component.scheme === 'package';
    const units = counted ? new Decimal(part.quantity) : new Decimal(part.quantity).div(MS_PER_UNIT);
    return sum.plus(units.times(part.listEur));
  }, new Decimal(0));
  const sumOf = (rows: readonly SealedWork[], of: 'coreMs' | 'ghzMs'): number =>
    rows.reduce((sum, row) => addExact(sum, row[of]), 0);
  const unpriced = work.filter((row) => workParts([row], priceOn).length === 0);
  return {
    contract,
    coreMs: sumOf(work, 'coreMs'),
    ghzMs: sumOf(work, 'ghzMs'),
    valueEur,
    valueCents: toCents(valueEur),
    unpricedCoreMs: sumOf(unpriced, 'coreMs'),
  };
}
