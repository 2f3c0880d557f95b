import { MONTH_FROM_MS, MONTH_TO_MS, WINDOWS, WINDOW_MS } from '../model/month.js';
import type { HeaterSimulation } from '../telemetry/simulation.js';
import { Sender } from '../telemetry/upload.js';
import type { DatedCommand, DemoCommand } from '../world/command.js';
import { CORRECTED, CORRECTION } from '../world/mishaps.js';
import { placingCommands } from '../world/world.js';
import type { JobsTold, Plot } from './plot.js';

/** What happens before the first upload. */
export interface Opening {
  readonly commands: readonly DemoCommand[];
  readonly heaters: number;
  readonly dwellings: number;
  readonly windows: number;
  readonly jobs: JobsTold;
}

/** Twelve hours: what people say, then what heaters send. */
export interface Scene {
  readonly window: number;
  /** End of the twelve hours (ms UTC): the clock on our wall. */
  readonly toMs: number;
  readonly commands: readonly DemoCommand[];
  /** Upload texts, one per heater as a rule; all of them are to be recorded. */
  readonly uploads: readonly string[];
  /** One by one, after them. */
  readonly afterwards: readonly Afterwards[];
}

export interface Afterwards {
  readonly upload: string;
  readonly expected: 'recorded' | 'NUMBER_GAP';
}

/** What the heaters told in all: the ledger must find it again. */
export interface Told {
  readonly uploads: number;
  readonly readings: number;
  readonly sentTwice: number;
  readonly overtaken: number;
  readonly monthCoreMs: number;
  readonly laterCoreMs: number;
  readonly burnCoreMs: number;
  /** Register differences over the month, with the correction in place of what it corrects (Wh). */
  readonly monthWh: number;
}

/** Tells the month in order of time, all heaters before the next twelve hours. */
export class Story {
  private readonly senders: readonly Sender[];
  private readonly commands: readonly DatedCommand[];
  /** Uploads that were overtaken by the next one, by place. */
  private readonly waiting = new Map<number, string>();
  private uploads = 0;
  private sentTwice = 0;
  private overtaken = 0;

  constructor(
    private readonly plot: Plot,
    seed: string,
  ) {
    const { heaters, commands } = plot.world;
    this.senders = heaters.map(({ heater }) => new Sender(heater, seed));
    const keys = new Map(this.senders.map(({ heater, publicKey }) => [heater, publicKey]));
    this.commands = [...commands, ...placingCommands(heaters, (heater) => keys.get(heater)!)];
  }

  opening(): Opening {
    const { world, jobs } = this.plot;
    const commands = this.commands.filter(({ atMs }) => atMs < MONTH_FROM_MS).map(undated);
    return {
      commands,
      heaters: world.heaters.length,
      dwellings: world.size.dwellings,
      windows: WINDOWS,
      jobs,
    };
  }

  *scenes(): Generator<Scene> {
    for (let window = 0; window < WINDOWS; window++) yield this.scene(window);
  }

  told(): Told {
    const totals = this.plot.month.simulations.map(({ told }) => told);
    const sum = (of: 'readings' | 'monthCoreMs' | 'laterCoreMs' | 'burnCoreMs'): number =>
      totals.reduce((total, each) => total + each[of], 0);
    return {
      uploads: this.uploads,
      readings: sum('readings'),
      sentTwice: this.sentTwice,
      overtaken: this.overtaken,
      monthCoreMs: sum('monthCoreMs'),
      laterCoreMs: sum('laterCoreMs'),
      burnCoreMs: sum('burnCoreMs'),
      monthWh: this.plot.month.simulations.reduce((total, each) => total + monthWh(each), 0),
    };
  }

  private scene(window: number): Scene {
    const fromMs = MONTH_FROM_MS + window * WINDOW_MS;
    const toMs = fromMs + WINDOW_MS;
    // Before the heaters go on: a heater that is moved stands still by then, so its registers are those of the move.
    const commands = this.commandsIn(fromMs, toMs);
    const uploads: string[] = [];
    const afterwards: Afterwards[] = [];
    this.plot.month.simulations.forEach((simulation, place) => {
      const upload = this.senders[place]!.upload(simulation.nextWindow());
      this.uploads++;
      this.send(simulation, place, window, upload, uploads, afterwards);
    });
    return { window, toMs, commands, uploads, afterwards };
  }

  private send(
    { plan }: HeaterSimulation,
    place: number,
    window: number,
    upload: string,
    uploads: string[],
    afterwards: Afterwards[],
  ): void {
    const here = (kind: 'sent-twice' | 'overtaken'): boolean =>
      plan.mishaps.some((mishap) => mishap.kind === kind && mishap.window === window);
    const late = this.waiting.get(place);
    if (late !== undefined) {
      this.waiting.delete(place);
      afterwards.push({ upload, expected: 'NUMBER_GAP' });
      afterwards.push({ upload: late, expected: 'recorded' }, { upload, expected: 'recorded' });
      return;
    }
    if (here('overtaken')) {
      this.overtaken++;
      this.waiting.set(place, upload);
      return;
    }
    uploads.push(upload);
    if (!here('sent-twice')) return;
    this.sentTwice++;
    afterwards.push({ upload, expected: 'recorded' });
  }

  private commandsIn(fromMs: number, toMs: number): DemoCommand[] {
    const { world, month } = this.plot;
    const inside = ({ atMs }: { readonly atMs: number }): boolean => atMs > fromMs && atMs <= toMs;
    const decided = world.decisions.filter(inside).map(({ heater, atMs, commandOf }): DatedCommand => {
      const simulation = month.simulations.find(({ plan }) => plan.heater === heater)!;
      return { ...commandOf(simulation.registers()), atMs };
    });
    return [...this.commands.filter(inside), ...decided].sort((a, b) => a.atMs - b.atMs).map(undated);
  }
}

const undated = ({ command, data }: DatedCommand): DemoCommand => ({ command, data });

function monthWh(simulation: HeaterSimulation): number {
  const { plan } = simulation;
  const end = simulation.registersAtMidnight(MONTH_TO_MS);
  const shown = end.mainWh - plan.mainWh + end.auxWh - plan.auxWh;
  if (plan.heater !== CORRECTED) return shown;
  const { fromMs, toMs, energyWh } = CORRECTION;
  const readWh = simulation.registersAtMidnight(toMs).mainWh - simulation.registersAtMidnight(fromMs).mainWh;
  return shown - readWh + energyWh;
}
