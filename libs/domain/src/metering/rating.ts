import type { HeaterCommissioned, MeteringRulesSet } from '#events';
import { DAY_MS } from '#domain/calendar';
import { mulDivFloor } from '#domain/quantity';

export type MeteringRules = MeteringRulesSet['data'];

/**
 * What a heater tells of a time longer ago than this met a clock that was wrong: readings and work alike.
 * Five years and a few days: no claim between merchants is older (Code de commerce, art. L110-4).
 */
export const OLDEST_MS = 5 * 366 * DAY_MS;

/** What a heater may draw and do, as commissioned. */
export interface Rating {
  /** Main and auxiliary together. */
  readonly ratedW: number;
  readonly cores: number;
  /** Both registers go from this − 1 to 0. */
  readonly registerModulus: number;
  /** Index of the event that says so: uploads before it are of a heater nobody knew. */
  readonly since: number;
}

export function ratingOf(data: HeaterCommissioned['data'], index: number): Rating {
  return {
    ratedW: data.ratedMainW + data.ratedAuxW,
    cores: data.cores,
    registerModulus: 10 ** data.registerDigits,
    since: index,
  };
}

const MS_PER_HOUR_PERMILLE = 3_600_000_000;

/** (rated main + rated auxiliary) × time × (1 + tolerance) + 1 Wh: more than this in a span is held. */
export function limitWh(rating: Rating, rules: MeteringRules, spanMs: number): number {
  return mulDivFloor(rating.ratedW * (1000 + rules.powerTolerancePermille), spanMs, MS_PER_HOUR_PERMILLE) + 1;
}

/** Permille·W up to which a span of `spanMs` is certainly plain, without leaving the safe integers. */
export function plainSpanMs(rating: Rating, rules: MeteringRules): number {
  const scaledW = rating.ratedW * (1000 + rules.powerTolerancePermille);
  const exactMs = scaledW === 0 ? LONGEST_PLAIN_MS : Math.floor(Number.MAX_SAFE_INTEGER / scaledW);
  return Math.min(rules.gapLimitMs, exactMs, LONGEST_PLAIN_MS);
}

const LONGEST_PLAIN_MS = 86_400_000;
