import { firstRefused, refuseIf, type Check } from '#domain/decision';
import { Decimal } from '#domain/quantity';
import { checkDate } from '#domain/calendar';
import type { ComputePriceSet } from '#events';

/** What a list of computing costs from a day on. */
export type ComputePrice = ComputePriceSet['data'];
export type PriceComponent = ComputePrice['components'][number];
export type PriceTier = PriceComponent['tiers'][number];
export type ComputeUnit = ComputePrice['unit'];

/** No core-hour costs this much (EUR); a price per core-month, or in cents, might. */
const EUR_PER_UNIT_MAX = 100;
/** A package or a fee may cover a month of a whole fleet (EUR). */
const EUR_PER_LOT_MAX = 1_000_000;
/** More core-hours than any month of any fleet has; also keeps core·ms within exact integers. */
const UNITS_MAX = 1e9;

/** Work is counted in core·ms or GHz·ms: thousandths of a unit are whole numbers of them. */
export const isCountable = (units: string): boolean => {
  const value = new Decimal(units);
  return value.greaterThan(0) && value.decimalPlaces() <= 3 && value.lessThanOrEqualTo(UNITS_MAX);
};
export const COUNTABLE_UNITS = `Give units above 0 up to ${UNITS_MAX}, with at most three decimals.`;

/** The more is named, the more specific: plan and model, then plan, then model, then any. */
const specificity = ({ plan, model }: PriceComponent): number =>
  (plan === null ? 0 : 2) + (model === null ? 0 : 1);

/** The component that prices work of this plan class on this processor model; null where none does. */
export function componentFor(price: ComputePrice, plan: string, model: string): PriceComponent | null {
  const fitting = price.components.filter(
    (one) => (one.plan === null || one.plan === plan) && (one.model === null || one.model === model),
  );
  return fitting.reduce<PriceComponent | null>(
    (best, one) => (best === null || specificity(one) > specificity(best) ? one : best),
    null,
  );
}

/**
 * A price list that can be applied without guessing: each component once, tiers ascending up to an open end, plausible prices.
 * Refused: DATE_INVALID, COMPONENT_TWICE, TIERS_NOT_ASCENDING, TIERS_NOT_OPEN_ENDED, TIERS_TOO_MANY,
 * PACKAGE_SIZE_MISSING, PACKAGE_SIZE_UNUSED, QUANTITY_OUT_OF_RANGE, PRICE_ABSURD.
 */
export function checkComputePrice({ from, components }: Pick<ComputePrice, 'from' | 'components'>): Check {
  const selectors = components.map(({ plan, model }) => `${plan ?? ''}|${model ?? ''}`);
  const twice = selectors.findIndex((one, place) => selectors.indexOf(one) !== place);
  return firstRefused(
    checkDate('from', from),
    refuseIf(
      twice >= 0,
      'COMPONENT_TWICE',
      `components.${twice}`,
      'Give each pair of plan and model once: work must have one price.',
    ),
    ...components.map((component, place) => checkComponent(component, `components.${place}`)),
  );
}

function checkComponent({ scheme, packageUnits, tiers }: PriceComponent, at: string): Check {
  const isPackage = scheme === 'package';
  return firstRefused(
    refuseIf(
      isPackage && packageUnits === null,
      'PACKAGE_SIZE_MISSING',
      `${at}.packageUnits`,
      'Say how many units a package holds.',
    ),
    refuseIf(
      !isPackage && packageUnits !== null,
      'PACKAGE_SIZE_UNUSED',
      `${at}.packageUnits`,
      'Only the package scheme has packages; leave it out.',
    ),
    refuseIf(
      packageUnits !== null && !isCountable(packageUnits),
      'QUANTITY_OUT_OF_RANGE',
      `${at}.packageUnits`,
      COUNTABLE_UNITS,
    ),
    refuseIf(
      (isPackage || scheme === 'per-unit') && tiers.length !== 1,
      'TIERS_TOO_MANY',
      `${at}.tiers`,
      'Give one tier, or use the graduated or volume scheme.',
    ),
    checkTiers(tiers, `${at}.tiers`),
    ...tiers.map((tier, place) => checkTierPrice(tier, isPackage, `${at}.tiers.${place}`)),
    refuseIf(
      tiers.every(({ eurPerUnit, flatEur }) => Number(eurPerUnit) === 0 && Number(flatEur) === 0),
      'PRICE_ABSURD',
      `${at}.tiers.0.eurPerUnit`,
      'Some tier must cost something; free research is a grant, not a price.',
    ),
  );
}

function checkTiers(tiers: readonly PriceTier[], at: string): Check {
  const bounds = tiers.slice(0, -1).map(({ upTo }) => upTo);
  const openInside = bounds.indexOf(null);
  const uncountable = bounds.findIndex((upTo) => upTo !== null && !isCountable(upTo));
  const falling = bounds.findIndex(
    (upTo, place) =>
      place > 0 && upTo !== null && new Decimal(upTo).lessThanOrEqualTo(bounds[place - 1] ?? 0),
  );
  return firstRefused(
    refuseIf(
      tiers.at(-1)?.upTo !== null,
      'TIERS_NOT_OPEN_ENDED',
      `${at}.${tiers.length - 1}.upTo`,
      'Leave the end of the last tier open, or a quantity beyond it has no price.',
    ),
    refuseIf(
      openInside >= 0,
      'TIERS_NOT_ASCENDING',
      `${at}.${openInside}.upTo`,
      'Only the last tier is without end; give the last unit of this one.',
    ),
    refuseIf(uncountable >= 0, 'QUANTITY_OUT_OF_RANGE', `${at}.${uncountable}.upTo`, COUNTABLE_UNITS),
    refuseIf(
      falling >= 0,
      'TIERS_NOT_ASCENDING',
      `${at}.${falling}.upTo`,
      'Give a last unit above that of the tier before.',
    ),
  );
}

const checkTierPrice = ({ eurPerUnit, flatEur }: PriceTier, isPackage: boolean, at: string): Check => {
  const most = isPackage ? EUR_PER_LOT_MAX : EUR_PER_UNIT_MAX;
  return firstRefused(
    refuseIf(
      new Decimal(eurPerUnit).greaterThan(most),
      'PRICE_ABSURD',
      `${at}.eurPerUnit`,
      `Give EUR per ${isPackage ? 'package' : 'unit'}, at most ${most}.`,
    ),
    refuseIf(
      new Decimal(flatEur).greaterThan(EUR_PER_LOT_MAX),
      'PRICE_ABSURD',
      `${at}.flatEur`,
      `Give a fee in EUR, at most ${EUR_PER_LOT_MAX}.`,
    ),
  );
};
