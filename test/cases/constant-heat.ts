import { HOUR_MS, type LedgerOfATest } from '../scenarios/ledger-of-a-test.js';

const READINGS_PER_UPLOAD = 100;

/** A heater that draws so many watts throughout; it reads its registers every so many minutes. */
export class ConstantHeat {
  private uploads = 0;
  private mainWh = 0;

  constructor(
    private readonly ledger: LedgerOfATest,
    private readonly heater: string,
  ) {}

  get drew(): boolean {
    return this.uploads > 0;
  }

  async draws(watts: number, fromMs: number, toMs: number, everyMinutes = 60): Promise<void> {
    const stepMs = everyMinutes * 60_000;
    const instants: number[] = [];
    for (let at = fromMs; at < toMs; at += stepMs) instants.push(at);
    instants.push(toMs);
    const startWh = this.mainWh;
    const registerAt = (at: number): number => startWh + Math.floor((watts * (at - fromMs)) / HOUR_MS);
    this.mainWh = registerAt(toMs);
    const first = this.uploads;
    const said = [];
    for (let i = 0; i < instants.length; i += READINGS_PER_UPLOAD) {
      const part = instants.slice(i, i + READINGS_PER_UPLOAD);
      said.push({ readings: part.map((at) => [at, registerAt(at), 0] as const) });
    }
    this.uploads += said.length;
    await this.ledger.told(this.heater, first, ...said);
  }
}
