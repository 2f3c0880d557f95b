import { Decimal, addExact } from '#domain/quantity';
import { claimOf, type Claim } from './claim.js';
import type { ModeComparison, ModeUse } from './low-power.js';

const joined = (a: ModeUse, b: ModeUse): ModeUse => ({
  halfHours: addExact(a.halfHours, b.halfHours),
  energyWh: addExact(a.energyWh, b.energyWh),
  coreMs: addExact(a.coreMs, b.coreMs),
});
const NO_USE: ModeUse = { halfHours: 0, energyWh: 0, coreMs: 0 };

/** What low power keeps, per half-hour, of what normal mode does; null where normal mode did none of it. */
const kept = (low: number, lowHalfHours: number, normal: number, normalHalfHours: number): Decimal | null =>
  normal === 0 ? null : new Decimal(low).div(lowHalfHours).div(new Decimal(normal).div(normalHalfHours));

const four = (value: Decimal): string => value.toFixed(4, Decimal.ROUND_HALF_UP);

/** Computing and heat kept in low power, over the heaters that were in low power in the month. */
export function lowPowerClaim(heaters: readonly ModeComparison[]): Claim {
  const normal = heaters.map((one) => one.normal).reduce(joined, NO_USE);
  const low = heaters.map((one) => one.lowPower).reduce(joined, NO_USE);
  const inputs = {
    heaters: heaters.length,
    normalHalfHours: normal.halfHours,
    normalWh: normal.energyWh,
    normalCoreMs: normal.coreMs,
    lowPowerHalfHours: low.halfHours,
    lowPowerWh: low.energyWh,
    lowPowerCoreMs: low.coreMs,
    mixedHalfHours: heaters.reduce((sum, one) => sum + one.mixedHalfHours, 0),
  };
  const computing = kept(low.coreMs, low.halfHours, normal.coreMs, normal.halfHours);
  const heat = kept(low.energyWh, low.halfHours, normal.energyWh, normal.halfHours);
  const missing = [
    ...(low.halfHours === 0 ? ['half-hours in low power: no heater was set to it'] : []),
    ...(low.halfHours > 0 && normal.halfHours === 0
      ? ['half-hours in normal mode of the same heaters in the same month']
      : []),
    ...(normal.halfHours > 0 && computing === null ? ['computing in normal mode of the same heaters'] : []),
    ...(normal.halfHours > 0 && heat === null ? ['energy in normal mode of the same heaters'] : []),
  ];
  if (low.halfHours === 0 || computing === null || heat === null)
    return claimOf('low-power', { figure: null, holds: null, inputs, missing });
  return claimOf('low-power', {
    figure: four(computing),
    holds: computing.gte('0.5') && heat.lt(computing),
    inputs: { ...inputs, computingKept: four(computing), heatKept: four(heat) },
  });
}
