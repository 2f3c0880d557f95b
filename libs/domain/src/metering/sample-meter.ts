import type { AttemptEnd, Slice } from '#events';
import { HALF_HOUR_MS } from '#domain/calendar';
import { HeaterBook, slotAt } from './book.js';
import type { Standing } from './cell.js';
import { edgesDiffering, type Edges } from './edges.js';
import { coveredFrom, newMeter, type Meter } from './meter.js';
import { pastReadings, type PastUpload } from './past-readings.js';
import { foldEdgesAhead, foldPoint, isBehind } from './point-fold.js';
import { insertPoint, type Point } from './point.js';
import type { MeteringRules } from './rating.js';
import { refoldEdges, refoldWindow, windowToRefold } from './refold.js';
import { foldUpload } from './upload.js';

/** 2026-08-03T00:00:00Z: the day on which the specifications of metering play. */
export const DAY0_MS = Date.UTC(2026, 7, 3);
export const at = (time: string, day = 0): number => {
  const [hours, minutes, seconds = 0] = time.split(':').map(Number) as [number, number, number?];
  return DAY0_MS + day * 86_400_000 + ((hours * 60 + minutes) * 60 + seconds) * 1000;
};

export const RULES: MeteringRules = {
  gapLimitMs: 3_600_000,
  powerTolerancePermille: 50,
  futureToleranceMs: 300_000,
};

export interface SampleReading extends Standing {
  /** 2 synchronised unless told otherwise. */
  readonly clock?: number;
}

const deltas = (values: readonly number[]): number[] => {
  const all = values.map((value, i) => (i === 0 ? value : value - values[i - 1]!));
  while (all.length > 1 && all.at(-1) === 0) all.pop();
  return all;
};

export function bodyOf(
  readings: readonly SampleReading[],
  slices: readonly Slice[] = [],
  attemptEnds: readonly AttemptEnd[] = [],
): PastUpload['body'] & { slices: Slice[]; attemptEnds: AttemptEnd[] } {
  return {
    at: readings.map((one, i) => (i === 0 ? one.at : one.at - readings[i - 1]!.at)),
    mainWh: deltas(readings.map((one) => one.mainWh)),
    auxWh: deltas(readings.map((one) => one.auxWh)),
    clock: deltas(readings.map((one) => one.clock ?? 2)),
    slices: [...slices],
    attemptEnds: [...attemptEnds],
  };
}

/** A heater of 500 W + 500 W and 16 cores, its log kept so that the past can be read again. */
export class SampleMeter {
  readonly meter: Meter = newMeter('h1');
  readonly book = new HeaterBook('h1');
  readonly uploads: PastUpload[] = [];
  afterCut = '';
  private index = 0;

  constructor(registerDigits = 9, ratedW = 1000) {
    this.meter.rating = { ratedW, cores: 16, registerModulus: 10 ** registerDigits, since: -1 };
  }

  upload(
    readings: readonly SampleReading[],
    slices: readonly Slice[] = [],
    attemptEnds: readonly AttemptEnd[] = [],
    recordedAt?: number,
  ): this {
    const body = bodyOf(readings, slices, attemptEnds);
    const latest = Math.max(...readings.map((one) => one.at));
    const context = { index: this.index++, recordedAt: recordedAt ?? latest + 1000, rules: RULES };
    this.uploads.push({ ...context, body });
    const head = { from: readings[0]!.at, to: readings.at(-1)!.at };
    foldUpload(this.meter, { ...context, head, body, afterCut: this.afterCut }, this.book);
    return this;
  }

  /** Readings as `HH:MM main aux`. */
  reads(...lines: readonly string[]): this {
    return this.upload(lines.map(readingOf));
  }

  point(point: Point): this {
    if (!isBehind(this.meter, point)) foldPoint(this.meter, point, this.book, RULES);
    else {
      const readings = pastReadings(this.meter, this.uploads);
      const window = windowToRefold(this.meter, point, readings);
      refoldWindow(
        this.meter,
        ({ points }) => insertPoint(points, point),
        readings,
        window,
        this.book,
        RULES,
      );
    }
    return this;
  }

  /** Other edges from here on, in the past as well. */
  edges(edges: Edges): this {
    const { meter, book } = this;
    const [before, fromMs, last] = [meter.edges, coveredFrom(meter), meter.last];
    foldEdgesAhead(meter, edges, book, RULES);
    if (fromMs === null || last === null) return this;
    const readings = pastReadings(meter, this.uploads);
    for (const edge of edgesDiffering(before, edges, slotAt(fromMs) * HALF_HOUR_MS, last.at))
      refoldEdges(meter, readings, slotAt(edge), book, RULES);
    return this;
  }

  /** Main and auxiliary Wh in all cells. */
  total(): { readonly mainWh: number; readonly auxWh: number } {
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    const cells = [...this.book.cells.values()];
    return {
      mainWh: cells.reduce((all, cell) => all + sum(cell.mainWh), 0),
      auxWh: cells.reduce((all, cell) => all + sum(cell.auxWh), 0),
    };
  }

  /** Main Wh of the half-hour that begins at this time. */
  halfHour(time: string, day = 0): number {
    const ms = at(time, day);
    const cell = this.book.cells.get(Math.floor(ms / 86_400_000));
    return cell?.mainWh[Math.floor((ms % 86_400_000) / 1_800_000)] ?? 0;
  }

  held(): string[] {
    return this.book.held.map(
      (span) => `${clockText(span.from)}–${clockText(span.to)} ${span.code} ${span.mainWh}+${span.auxWh}`,
    );
  }
}

const clockText = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

export function readingOf(line: string): SampleReading {
  const [time, main, aux = '0', clock = '2'] = line.split(' ');
  const [days, clockTime] = time!.includes('+') ? time!.split('+') : ['0', time!];
  return { at: at(clockTime!, Number(days)), mainWh: Number(main), auxWh: Number(aux), clock: Number(clock) };
}
