import { Decimal } from '#domain/quantity';
import type { ComputePrice, PriceComponent, PriceTier } from './compute-price.js';

const sameSelector = (one: PriceComponent, other: PriceComponent): boolean =>
  one.plan === other.plan && one.model === other.model;

const sameBound = (one: PriceTier, other: PriceTier): boolean =>
  one.upTo === other.upTo ||
  (one.upTo !== null && other.upTo !== null && new Decimal(one.upTo).equals(other.upTo));

const notAbove = (after: PriceTier, before: PriceTier): boolean =>
  sameBound(after, before) &&
  new Decimal(after.eurPerUnit).lessThanOrEqualTo(before.eurPerUnit) &&
  new Decimal(after.flatEur).lessThanOrEqualTo(before.flatEur);

const costsNoMore = (after: PriceComponent, before: PriceComponent): boolean =>
  after.scheme === before.scheme &&
  (after.packageUnits === null
    ? before.packageUnits === null
    : before.packageUnits !== null && new Decimal(after.packageUnits).equals(before.packageUnits)) &&
  after.tiers.length === before.tiers.length &&
  after.tiers.every((tier, place) => notAbove(tier, before.tiers[place]!));

/**
 * Whether some work may cost more than before. Prices of another form (scheme, bounds, packages, components) count as
 * a rise: whether they are one depends on the work.
 */
export function mayRaise(before: ComputePrice, after: ComputePrice): boolean {
  if (before.components.length !== after.components.length) return true;
  return !after.components.every((one) => {
    const same = before.components.find((other) => sameSelector(one, other));
    return same !== undefined && costsNoMore(one, same);
  });
}
