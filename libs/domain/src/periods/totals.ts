import { addExact } from '#domain/quantity';
import type { SealedHeater } from '#events';

/** Wh of a period: attributed = credited + uncreditable + pending. */
export interface EnergyTotals {
  readonly attributedWh: number;
  readonly creditedWh: number;
  readonly uncreditableWh: number;
  readonly pendingWh: number;
}

export function energyTotals(sealed: readonly SealedHeater[]): EnergyTotals {
  const sums = { credited: 0, uncreditable: 0, pending: 0 };
  for (const heater of sealed)
    for (const row of heater.energy) sums[row.status] = addExact(sums[row.status], row.energyWh);
  return {
    attributedWh: addExact(addExact(sums.credited, sums.uncreditable), sums.pending),
    creditedWh: sums.credited,
    uncreditableWh: sums.uncreditable,
    pendingWh: sums.pending,
  };
}
