import {
  HeaterBook,
  newMeter,
  type DayCell,
  type DayWork,
  type HeldSpan,
  type Meter,
  type PendingAttempt,
} from '#domain/metering';
import type { Outcome } from '#events';
import type { Tables } from '../tables.js';

/** Readings that can no longer be opened: their month is final as it was sealed. */
export interface Erasure {
  /** End of the last upload whose key was destroyed (ms UTC). */
  readonly toMs: number;
  /** Local months of such uploads. */
  readonly months: readonly string[];
  /** Whether a readable upload has followed. */
  readonly resumed: boolean;
}

export interface EpochPlace {
  nextRevision: number;
}

/** All that the projection keeps in memory of one heater. */
export class Shelf {
  readonly meter: Meter;
  readonly book: HeaterBook;
  /** Where the telemetry stream of each epoch goes on. */
  readonly epochs = new Map<number, EpochPlace>();
  erasure: Erasure | null = null;
  changed = false;
  /** Index of the event that led to a held span, by span. */
  private heldIndexes = new Map<string, number>();

  constructor(readonly heater: string) {
    this.meter = newMeter(heater);
    this.book = new HeaterBook(heater);
  }

  epoch(epoch: number): EpochPlace {
    let place = this.epochs.get(epoch);
    if (place === undefined) this.epochs.set(epoch, (place = { nextRevision: 0 }));
    return place;
  }

  /** Notes which event led to held spans that are new. */
  noteHeld(index: number): void {
    this.heldIndexes = new Map(
      this.book.held.map((span) => [spanKey(span), this.heldIndexes.get(spanKey(span)) ?? index]),
    );
  }

  heldRows(): Tables['held'][] {
    return this.book.held
      .map((span) => ({
        heater: this.heater,
        from_ms: span.from,
        to_ms: span.to,
        code: span.code,
        main_wh: span.mainWh,
        aux_wh: span.auxWh,
        idx: this.heldIndexes.get(spanKey(span)) ?? 0,
        status: span.status,
      }))
      .sort((a, b) => a.from_ms - b.from_ms || a.to_ms - b.to_ms);
  }

  takeHeldRow(row: Tables['held']): void {
    const span: HeldSpan = {
      heater: row.heater,
      from: row.from_ms,
      to: row.to_ms,
      code: row.code as HeldSpan['code'],
      mainWh: row.main_wh,
      auxWh: row.aux_wh,
      status: row.status as HeldSpan['status'],
    };
    this.book.held.push(span);
    this.heldIndexes.set(spanKey(span), row.idx);
  }

  /** Days from here on are in memory. */
  takeDays(fromDay: number, cells: readonly DayCell[], work: readonly DayWork[]): void {
    for (const cell of cells) if (!this.book.cells.has(cell.day)) this.book.cells.set(cell.day, cell);
    for (const one of work) {
      const key = `${one.day}/${one.afterCut}`;
      if (!this.book.work.has(key)) this.book.work.set(key, one);
    }
    this.book.loadedFrom = fromDay;
  }

  /** Lets go of days that are written and unlikely to change. */
  letGo(keepDays: number): void {
    const from = this.book.newestDay - keepDays + 1;
    if (from <= this.book.loadedFrom) return;
    for (const day of this.book.cells.keys()) if (day < from) this.book.cells.delete(day);
    for (const [key, work] of this.book.work) if (work.day < from) this.book.work.delete(key);
    this.book.loadedFrom = from;
  }
}

const spanKey = (span: HeldSpan): string => `${span.from}/${span.to}/${span.code}`;

/** The state of a heater as it is kept between runs. */
interface SavedShelf {
  readonly meter: Omit<Meter, 'attempts' | 'heater' | 'edges' | 'monthEnds'>;
  readonly pending: readonly (readonly [key: string, parts: PendingAttempt[]])[];
  readonly ended: readonly (readonly [key: string, outcome: Outcome])[];
  readonly awaited: readonly (readonly [key: string, outcome: Outcome])[];
  /** Absent where it was saved before declared ends were kept apart. */
  readonly declared?: readonly (readonly [key: string, outcome: Outcome])[];
  readonly epochs: readonly (readonly [epoch: number, nextRevision: number])[];
  readonly erasure: Erasure | null;
  readonly newestDay: number | null;
}

export function shelfState(shelf: Shelf): string {
  const { rating, last, firstAt, doubt, room, points, around, tail, attempts } = shelf.meter;
  const saved: SavedShelf = {
    meter: { rating, last, firstAt, doubt, room, points, around, tail },
    pending: [...attempts.pending],
    ended: [...attempts.ended],
    awaited: [...attempts.awaited],
    declared: [...attempts.declared],
    epochs: [...shelf.epochs]
      .map(([epoch, { nextRevision }]) => [epoch, nextRevision] as const)
      .sort(([a], [b]) => a - b),
    erasure: shelf.erasure,
    newestDay: Number.isFinite(shelf.book.newestDay) ? shelf.book.newestDay : null,
  };
  return JSON.stringify(saved);
}

export function shelfOf({ heater, state }: Tables['heater_state']): Shelf {
  const shelf = new Shelf(heater);
  const { meter, pending, ended, awaited, declared, epochs, erasure, newestDay } = JSON.parse(
    state,
  ) as SavedShelf;
  const { attempts } = shelf.meter;
  Object.assign(shelf.meter, meter);
  for (const [key, parts] of pending) attempts.pending.set(key, parts);
  for (const [key, outcome] of ended) attempts.ended.set(key, outcome);
  for (const [key, outcome] of awaited) attempts.awaited.set(key, outcome);
  for (const [key, outcome] of declared ?? []) attempts.declared.set(key, outcome);
  for (const [epoch, nextRevision] of epochs) shelf.epochs.set(epoch, { nextRevision });
  shelf.erasure = erasure;
  shelf.book.newestDay = newestDay ?? Number.NEGATIVE_INFINITY;
  // Nothing older is in memory; days after the newest exist nowhere.
  shelf.book.loadedFrom = shelf.book.newestDay + 1;
  return shelf;
}
