import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { SealedHeater } from '#events';
import type { Charge } from './charge.js';
import { energyCharges } from './energy-charges.js';
import { workCharges, type Obstacle } from './work-charges.js';

export interface RatedUsage {
  readonly charges: readonly Charge[];
  /** Parties whose document cannot be issued, and why. */
  readonly obstacles: readonly Obstacle[];
}

/** Sealed usage of a month at the prices and terms of the facts: exact amounts, one per line of a document. */
export function rateUsage(facts: Facts, period: Month, sealed: readonly SealedHeater[]): RatedUsage {
  const work = workCharges(
    facts,
    period,
    sealed.flatMap((heater) => heater.work),
  );
  const energy = energyCharges(
    facts,
    period,
    sealed.flatMap((heater) => heater.energy),
  );
  return { charges: [...work.charges, ...energy], obstacles: work.obstacles };
}
