import {
  CLOSE_AT_MS,
  LATE_BY_MS,
  MONTH_FROM_MS,
  NEXT_CLOSE_AT_MS,
  WINDOWS,
  WINDOW_MS,
} from '../model/month.js';
import { silentFrom } from '../telemetry/heater-plan.js';
import type { HeaterSimulation } from '../telemetry/simulation.js';
import { Sender } from '../telemetry/upload.js';
import { hallSupplyPoint } from '../world/block.js';
import type { DatedCommand, DemoCommand } from '../world/command.js';
import { placingCommands } from '../world/world.js';
import { MonthEnergy } from './month-energy.js';
import { OwnMeter, type MeterFile } from './own-meter.js';
import type { JobsTold, Plot } from './plot.js';

/** What happens before the first upload. */
export interface Opening {
  readonly commands: readonly DemoCommand[];
  readonly heaters: number;
  readonly dwellings: number;
  readonly windows: number;
  readonly jobs: JobsTold;
}

/** Twelve hours, or some weeks after the month: what people say, then what heaters send. */
export interface Scene {
  /** End of it (ms UTC): the clock on our wall. */
  readonly toMs: number;
  readonly commands: readonly DemoCommand[];
  /** Upload texts, one per heater as a rule; all of them are to be recorded. */
  readonly uploads: readonly string[];
  /** One by one, after them. */
  readonly afterwards: readonly Afterwards[];
  /** What meters of the buildings themselves measured, as files. */
  readonly meterFiles: readonly MeterFile[];
}

export interface Afterwards {
  readonly upload: string;
  readonly expected: 'recorded' | 'NUMBER_GAP';
}

/** What the heaters told so far: the ledger must find it again. */
export interface Told {
  readonly uploads: number;
  readonly readings: number;
  readonly sentTwice: number;
  readonly overtaken: number;
  /** Uploads of the month that came after its close. */
  readonly late: number;
  /** Work of clients in slices that end inside the month and were told before its close (core·ms). */
  readonly monthCoreMs: number;
  /** All work of clients (core·ms). */
  readonly allCoreMs: number;
  /** Burnt in the month (core·ms). */
  readonly burnCoreMs: number;
  /** Energy of the month, from registers, corrections and estimates as known at the close (Wh). */
  readonly monthWh: number;
  /** The same once late uploads and later corrections are known (Wh). */
  readonly mendedWh: number;
}

/** The hall whose own meter is read. */
const METERED_HALL = 1;

/** Tells the month in order of time, all heaters before the next twelve hours; then what comes after its close. */
export class Story {
  private readonly senders: readonly Sender[];
  private readonly commands: readonly DatedCommand[];
  /** Uploads that were overtaken by the next one, by place. */
  private readonly waiting = new Map<number, string>();
  /** Uploads that wait until the network is back, and the work of the month in them (core·ms). */
  private readonly kept: string[] = [];
  private keptCoreMs = 0;
  private readonly energy: MonthEnergy;
  private readonly meters: readonly OwnMeter[];
  private burnCoreMs = 0;
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
    this.energy = new MonthEnergy(plot.month.simulations);
    const metered = hallSupplyPoint(METERED_HALL);
    this.meters = heaters.some(({ supplyPoint }) => supplyPoint === metered) ? [new OwnMeter(metered)] : [];
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

  /** March, and what people decide before they close it. */
  *month(): Generator<Scene> {
    for (let window = 0; window < WINDOWS; window++) yield this.scene(window);
    this.burnCoreMs = this.sum('burnCoreMs');
    const last = this.words(MONTH_FROM_MS + WINDOWS * WINDOW_MS, CLOSE_AT_MS);
    yield { ...last, meterFiles: this.meters.map((meter) => meter.file()) };
  }

  /** After the close: late uploads, and what is found to be wrong. */
  late(): Scene {
    this.uploads += this.kept.length;
    const afterwards = this.kept.map((upload) => ({ upload, expected: 'recorded' as const }));
    return { ...this.words(CLOSE_AT_MS, LATE_BY_MS), afterwards };
  }

  /** April, an upload per heater. */
  nextMonth(): Scene {
    const uploads = this.plot.month.simulations.map((simulation, place) =>
      this.senders[place]!.upload(simulation.nextMonth()),
    );
    this.uploads += uploads.length;
    return { ...this.words(LATE_BY_MS, NEXT_CLOSE_AT_MS), uploads };
  }

  told(): Told {
    return {
      uploads: this.uploads,
      readings: this.sum('readings'),
      sentTwice: this.sentTwice,
      overtaken: this.overtaken,
      late: this.kept.length,
      monthCoreMs: this.sum('monthCoreMs') - this.keptCoreMs,
      allCoreMs: this.sum('monthCoreMs') + this.sum('laterCoreMs'),
      burnCoreMs: this.burnCoreMs,
      monthWh: this.energy.atCloseWh(),
      mendedWh: this.energy.mendedWh(),
    };
  }

  private sum(of: 'readings' | 'monthCoreMs' | 'laterCoreMs' | 'burnCoreMs'): number {
    return this.plot.month.simulations.reduce((total, { told }) => total + told[of], 0);
  }

  private words(fromMs: number, toMs: number): Scene {
    return { toMs, commands: this.commandsIn(fromMs, toMs), uploads: [], afterwards: [], meterFiles: [] };
  }

  private scene(window: number): Scene {
    const fromMs = MONTH_FROM_MS + window * WINDOW_MS;
    // Before the heaters go on: a heater that is moved stands still by then, so its registers are those of the move.
    const scene = { ...this.words(fromMs, fromMs + WINDOW_MS), uploads: [] as string[] };
    const afterwards: Afterwards[] = [];
    this.plot.month.simulations.forEach((simulation, place) => {
      if (window >= silentFrom(simulation.plan)) {
        this.keep(simulation, place);
        return;
      }
      const told = simulation.nextWindow();
      for (const meter of this.meters) meter.hear(simulation.plan, told);
      const upload = this.senders[place]!.upload(told);
      this.uploads++;
      this.send(simulation, place, window, upload, scene.uploads, afterwards);
    });
    return { ...scene, afterwards };
  }

  /** The heater goes on, and nobody hears of it yet. */
  private keep(simulation: HeaterSimulation, place: number): void {
    const before = simulation.told.monthCoreMs;
    this.energy.fallsSilent(simulation);
    this.kept.push(this.senders[place]!.upload(simulation.nextWindow()));
    this.keptCoreMs += simulation.told.monthCoreMs - before;
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
