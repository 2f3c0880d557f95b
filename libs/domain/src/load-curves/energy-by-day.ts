import { addDays, instantAt, localDateAt, type LocalDate, type ZoneOffsets } from '#domain/calendar';
import { invariant } from '#domain/decision';
import { timetable, type Band, type Colours, type MeterTerms } from '#domain/electricity-tariffs';
import { addExact } from '#domain/quantity';
import type { Step } from './steps.js';

/** W·ms of one Wh. */
export const WATT_MS_PER_WH = 3_600_000;

const TEMPO_DAY_FROM_MINUTE = 6 * 60;

/** What tells the price cell of an instant: the same for a curve as for the registers of heaters. */
export interface CurveTerms {
  readonly terms: MeterTerms;
  readonly tempo: Colours;
  readonly zone: ZoneOffsets;
}

/** Energy of one price cell on one local day. */
export interface DayEnergy {
  readonly day: LocalDate;
  readonly cell: string;
  readonly status: Band['status'];
  /** Tempo day (from 06:00) whose colour is not known; null where nothing waits for one. */
  readonly colourDay: LocalDate | null;
  readonly energyWh: number;
}

export interface CurveEnergy {
  readonly days: readonly DayEnergy[];
  /** Less than a Wh (W·ms): where the next part of the same curve begins. */
  readonly carriedWattMs: number;
}

/**
 * A register that counts whole Wh and carries what is less, so that the parts of a curve add up to the whole
 * of it, rounded down once: nothing is lost between steps, cells, days or parts of a file.
 */
export class WattRegister {
  constructor(private restWattMs = 0) {
    invariant(restWattMs >= 0 && restWattMs < WATT_MS_PER_WH, 'a rest is less than a Wh');
  }

  get carriedWattMs(): number {
    return this.restWattMs;
  }

  /** Whole Wh that `watts` over `ms` bring. */
  add(watts: number, ms: number): number {
    const wattMs = addExact(watts * ms, this.restWattMs);
    const energyWh = Math.floor(wattMs / WATT_MS_PER_WH);
    this.restWattMs = wattMs - energyWh * WATT_MS_PER_WH;
    return energyWh;
  }
}

/** One local day: its end, and the bands of its timetable with the energy that has come to each. */
interface OpenDay {
  readonly day: LocalDate;
  readonly toMs: number;
  readonly bands: readonly Band[];
  readonly energyWh: number[];
}

function openDay({ terms, tempo, zone }: CurveTerms, atMs: number): OpenDay {
  const day = localDateAt(zone, atMs);
  const toMs = instantAt(zone, addDays(day, 1));
  const bands = timetable(terms, tempo, zone, instantAt(zone, day), toMs);
  return { day, toMs, bands, energyWh: bands.map(() => 0) };
}

/** The colour of 00:00 to 06:00 is that of the day before. */
const colourDayOf = (zone: ZoneOffsets, day: LocalDate, band: Band): LocalDate =>
  band.fromMs < instantAt(zone, day, TEMPO_DAY_FROM_MINUTE) ? addDays(day, -1) : day;

function rowsOf(
  { zone }: CurveTerms,
  { day, bands, energyWh }: OpenDay,
  met: ReadonlySet<Band>,
): DayEnergy[] {
  const rows = new Map<string, DayEnergy>();
  bands.forEach((band, i) => {
    if (!met.has(band)) return;
    const { cell, status } = band;
    const colourDay = status === 'NO_COLOUR' ? colourDayOf(zone, day, band) : null;
    const key = `${cell}/${colourDay ?? ''}`;
    const before = rows.get(key)?.energyWh ?? 0;
    rows.set(key, { day, cell, status, colourDay, energyWh: addExact(before, energyWh[i]!) });
  });
  return [...rows.values()];
}

/**
 * Energy of a load curve per local day and price cell. Power × time in W·ms, exact; whole Wh are counted as a
 * register does it. Steps ascend; one that lies in several days or cells is cut where they meet.
 */
export function energyByDay(steps: Iterable<Step>, at: CurveTerms, carriedWattMs = 0): CurveEnergy {
  const register = new WattRegister(carriedWattMs);
  const days: DayEnergy[] = [];
  let open: OpenDay | null = null;
  let met = new Set<Band>();
  let last = 0;
  const close = (): void => {
    if (open !== null) days.push(...rowsOf(at, open, met));
    met = new Set();
  };
  let untilMs = -Infinity;
  for (const { fromMs, toMs, watts } of steps) {
    invariant(fromMs >= untilMs && toMs > fromMs, 'steps of a curve do not ascend');
    untilMs = toMs;
    for (let from = fromMs; from < toMs;) {
      if (open === null || from >= open.toMs) {
        close();
        open = openDay(at, from);
        last = 0;
      }
      while (open.bands[last]!.toMs <= from) last++;
      const band: Band = open.bands[last]!;
      const to = Math.min(toMs, band.toMs);
      open.energyWh[last]! += register.add(watts, to - from);
      met.add(band);
      from = to;
    }
  }
  close();
  return { days, carriedWattMs: register.carriedWattMs };
}
