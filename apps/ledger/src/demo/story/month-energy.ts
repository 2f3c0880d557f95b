import { MONTH_TO_MS } from '../model/month.js';
import type { HeaterSimulation } from '../telemetry/simulation.js';
import { CORRECTIONS, ESTIMATES } from '../world/mishaps.js';

/** What the heaters' own registers say of the month (Wh): at its close, and once everything has come. */
export class MonthEnergy {
  /** Registers (main + auxiliary) of heaters that fell silent, as last heard before the close. */
  private readonly lastHeardWh = new Map<string, number>();

  constructor(private readonly simulations: readonly HeaterSimulation[]) {}

  /** Called before each upload that is not sent: the first one counts. */
  fallsSilent(simulation: HeaterSimulation): void {
    const { heater } = simulation.plan;
    if (this.lastHeardWh.has(heater)) return;
    const { mainWh, auxWh } = simulation.registers();
    this.lastHeardWh.set(heater, mainWh + auxWh);
  }

  atCloseWh(): number {
    return this.sum((simulation) => {
      const heardWh = this.lastHeardWh.get(simulation.plan.heater);
      if (heardWh === undefined) return shownWh(simulation) + mendedBy(simulation, false);
      const estimate = ESTIMATES.find(({ heater }) => heater === simulation.plan.heater);
      return heardWh - startWh(simulation) + (estimate?.mainWh ?? 0) + (estimate?.auxWh ?? 0);
    });
  }

  mendedWh(): number {
    return this.sum((simulation) => shownWh(simulation) + mendedBy(simulation, true));
  }

  private sum(of: (simulation: HeaterSimulation) => number): number {
    return this.simulations.reduce((total, simulation) => total + of(simulation), 0);
  }
}

const startWh = ({ plan }: HeaterSimulation): number => plan.mainWh + plan.auxWh;

function shownWh(simulation: HeaterSimulation): number {
  const { mainWh, auxWh } = simulation.registersAtMidnight(MONTH_TO_MS);
  return mainWh + auxWh - startWh(simulation);
}

/** By how much corrections differ from what they replace; `late`: also those made after the close. */
function mendedBy(simulation: HeaterSimulation, late: boolean): number {
  return CORRECTIONS.filter(
    ({ heater, afterClose }) => heater === simulation.plan.heater && (late || !afterClose),
  )
    .map(({ fromMs, toMs, energyWh }) => {
      const { mainWh: from } = simulation.registersAtMidnight(fromMs);
      const { mainWh: to } = simulation.registersAtMidnight(toMs);
      return energyWh - (to - from);
    })
    .reduce((total, wh) => total + wh, 0);
}
