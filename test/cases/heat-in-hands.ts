import { AUGUST, HOUR_MS, type LedgerOfATest } from '../scenarios/ledger-of-a-test.js';
import { ConstantHeat } from './constant-heat.js';
import { givenHeaterAt, givenMeter } from './electricity-of-a-case.js';

const { fromMs } = AUGUST;
const DAY_MS = 24 * HOUR_MS;
type Meter = Parameters<typeof givenMeter>[2];

/** Heaters, each at a meter of its own since August began; whoever lives in the dwelling, or an owner, holds it. */
export class HeatInHands {
  private readonly heats = new Map<string, ConstantHeat>();

  constructor(private readonly ledger: LedgerOfATest) {}

  async installed(name: string, number: number, meter: Partial<Meter> = {}): Promise<void> {
    const prm = await givenMeter(this.ledger, number, { option: 'base', tariff: 'base', ...meter });
    await givenHeaterAt(this.ledger, name, prm, fromMs, meter.dwelling ?? null);
    this.heats.set(name, new ConstantHeat(this.ledger, name));
  }

  /** 500 W for 200 hours. */
  async draws100kwh(name: string): Promise<void> {
    await this.heat(name).draws(500, fromMs, fromMs + 200 * HOUR_MS, 12_000);
  }

  /** Ten days of so many kWh in all from six to ten, and from ten to six. */
  async drawsByHours(name: string, peakKwh: number, offPeakKwh: number): Promise<void> {
    const heat = this.heat(name);
    await heat.draws(0, fromMs, fromMs + 6 * HOUR_MS, 360);
    for (let day = 0; day < 10; day++) {
      const six = fromMs + day * DAY_MS + 6 * HOUR_MS;
      await heat.draws((peakKwh * 100) / 16, six, six + 16 * HOUR_MS, 960);
      await heat.draws((offPeakKwh * 100) / 8, six + 16 * HOUR_MS, six + DAY_MS, 480);
    }
  }

  /** Every heater that drew anything reads its registers once more, so that the month can be closed. */
  async report(atMs: number): Promise<void> {
    for (const heat of this.heats.values()) if (heat.drew) await heat.draws(0, atMs - 1_000, atMs);
  }

  private heat(name: string): ConstantHeat {
    return this.heats.get(name)!;
  }
}
