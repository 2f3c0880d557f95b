import { HOUR_MS, type LedgerOfATest } from '../scenarios/ledger-of-a-test.js';
import { givenHeater } from '../scenarios/world-of-a-test.js';
import { inParis } from './months.js';

const CORES = 16;

/** A heater on which cases do their computing: work of so many core-hours, one after the other, without any energy. */
export class ComputingBench {
  private uploads = 0;
  private busyUntil: number;
  private jobs = 0;

  private constructor(
    private readonly ledger: LedgerOfATest,
    private readonly heater: string,
    startMs: number,
  ) {
    this.busyUntil = startMs;
  }

  static async install(
    ledger: LedgerOfATest,
    heater: string,
    number: number,
    atMs: number,
  ): Promise<ComputingBench> {
    await givenHeater(ledger, heater, number, undefined, atMs);
    return new ComputingBench(ledger, heater, atMs);
  }

  /** Work that ends on this local day at the earliest, completed; several in one upload. */
  async works(
    day: string,
    ...work: readonly (readonly [contract: string, coreHours: number])[]
  ): Promise<void> {
    const from = Math.max(this.busyUntil, inParis(day, 1));
    let at = from;
    const slices = work.map(([contract, coreHours]) => {
      const coreMs = coreHours * HOUR_MS;
      const start = at;
      at = start + Math.ceil(coreMs / CORES);
      return { job: `job-${this.jobs++}`, attempt: 1, contract, from: start, to: at, coreMs };
    });
    await this.ledger.told(this.heater, this.uploads++, {
      readings: [
        [from, 0, 0],
        [at, 0, 0],
      ],
      slices,
      attemptEnds: slices.map(({ job, to }) => ({ job, attempt: 1, at: to, outcome: 'completed' })),
    });
    this.busyUntil = at + 1;
  }

  /** A last reading after the end of a month, so that it can be closed. */
  async reports(atMs: number): Promise<void> {
    await this.ledger.told(this.heater, this.uploads++, { readings: [[atMs, 0, 0]] });
    this.busyUntil = Math.max(this.busyUntil, atMs + 1);
  }
}
