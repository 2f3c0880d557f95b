import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import type { Register, SealedEnergy, SealedHeater } from '#events';
import { BilledDays, type BilledWork } from './billed-days.js';
import { comfortOf } from './comfort.js';
import { assertConserved, attributedWh } from './conservation.js';
import { energyOf, layersOf } from './energy.js';
import { pendingWorkOf } from './pending-work.js';
import { stretchesOf, type Stretch } from './stretches.js';
import { countWork } from './work.js';

const REGISTERS: readonly Register[] = ['main', 'aux'];

/**
 * What one heater did in one local month, as far as is known: Wh by place, holder, occupant, terms and fate;
 * work by contract, model and price version; work whose attempts have not ended; comfort where a room is sensed.
 * Integers only.
 * Fails (`InvariantBroken`) when the parts of a register do not add up to the whole.
 */
export const sealHeater = (metered: MeteredHeater, facts: Facts, period: Month): SealedHeater =>
  sealWithDays(metered, facts, period).sealed;

/** The same, and its billed work day by day. */
export function sealWithDays(
  metered: MeteredHeater,
  facts: Facts,
  period: Month,
): { readonly sealed: SealedHeater; readonly billed: readonly BilledWork[] } {
  const days = new BilledDays(period);
  const stretches = stretchesOf(facts, metered.heater, period);
  const comfort = comfortOf(metered.cells, stretches);
  const sealed: SealedHeater = {
    heater: metered.heater,
    end: metered.end,
    before: metered.before,
    after: metered.after,
    energy: REGISTERS.flatMap((register) => sealRegister(metered, facts, stretches, register)),
    work: countWork(metered, facts, days),
    pendingWork: pendingWorkOf(metered, facts, period),
    ...(comfort.length === 0 ? {} : { comfort }),
  };
  return { sealed, billed: days.gathered() };
}

function sealRegister(
  metered: MeteredHeater,
  facts: Facts,
  stretches: readonly Stretch[],
  register: Register,
): SealedEnergy[] {
  const layers = layersOf(metered, facts.heaters.get(metered.heater), register);
  const rows = stretches.flatMap((stretch) => energyOf(layers, stretch, register));
  assertConserved(metered.heater, rows, attributedWh(layers, stretches));
  return rows;
}
