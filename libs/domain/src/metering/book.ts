import { invariant } from '#domain/decision';
import { HALF_HOUR_MS } from '#domain/calendar';
import type { Cut, DayCell, DayComfort, DayWork, HeldSpan } from './cell.js';

const SLOTS = 48;
const SLOTS_PER_DAY = SLOTS;

const zeros = (): number[] => new Array<number>(SLOTS).fill(0);

const emptyCell = (heater: string, day: number): DayCell => ({
  heater,
  day,
  mainWh: zeros(),
  auxWh: zeros(),
  interpolatedMainWh: null,
  interpolatedAuxWh: null,
  cuts: [],
});

const emptyComfort = (): DayComfort => ({
  sensedS: zeros(),
  atSetpointS: zeros(),
  sensedWh: zeros(),
  usefulWh: zeros(),
});

/** Half-hours since 1970: the one that an instant lies in. */
export const slotAt = (ms: number): number => Math.floor(ms / HALF_HOUR_MS);
/** The one that ends at or after an instant: exactly on an edge, the one before. */
export const slotEndingAt = (ms: number): number => Math.ceil(ms / HALF_HOUR_MS) - 1;
export const dayOfSlot = (slot: number): number => Math.floor(slot / SLOTS_PER_DAY);

/**
 * What has been reckoned for one heater. Days before `loadedFrom` may stand in a store and not here;
 * whoever folds loads them first.
 */
export class HeaterBook {
  readonly cells = new Map<number, DayCell>();
  readonly work = new Map<string, DayWork>();
  held: HeldSpan[] = [];
  changedDays: number[] = [];
  changedWork: DayWork[] = [];
  heldChanged = false;
  /** Days before this one lie in months already cut: what changes in them is told in `closedDays`. */
  closedBefore = Number.NEGATIVE_INFINITY;
  closedDays: Set<number> | null = null;
  loadedFrom = Number.NEGATIVE_INFINITY;
  newestDay = Number.NEGATIVE_INFINITY;
  /** The last ones changed, known to be noted as such. */
  private lastCell: DayCell | null = null;
  private lastWork: DayWork | null = null;

  constructor(readonly heater: string) {}

  /** The cell of a UTC day, to be changed. */
  cell(day: number): DayCell {
    if (day < this.closedBefore) (this.closedDays ??= new Set()).add(day);
    if (this.lastCell !== null && this.lastCell.day === day) return this.lastCell;
    invariant(day >= this.loadedFrom, `day ${day} of ${this.heater} is not loaded`);
    let cell = this.cells.get(day);
    if (cell === undefined) this.cells.set(day, (cell = emptyCell(this.heater, day)));
    if (day > this.newestDay) this.newestDay = day;
    if (!this.changedDays.includes(day)) this.changedDays.push(day);
    this.lastCell = cell;
    return cell;
  }

  /** Work of a UTC day settled after this cut, to be changed. */
  dayWork(day: number, afterCut: string): DayWork {
    const last = this.lastWork;
    if (last !== null && last.day === day && last.afterCut === afterCut) return last;
    invariant(day >= this.loadedFrom, `day ${day} of ${this.heater} is not loaded`);
    const key = `${day}/${afterCut}`;
    let work = this.work.get(key);
    if (work === undefined) this.work.set(key, (work = { heater: this.heater, day, afterCut, work: [] }));
    if (day > this.newestDay) this.newestDay = day;
    if (!this.changedWork.includes(work)) this.changedWork.push(work);
    this.lastWork = work;
    return work;
  }

  add(slot: number, mainWh: number, auxWh: number, interpolated: boolean): void {
    if (mainWh === 0 && auxWh === 0) return;
    const cell = this.cell(dayOfSlot(slot));
    const k = slot - cell.day * SLOTS_PER_DAY;
    cell.mainWh[k]! += mainWh;
    cell.auxWh[k]! += auxWh;
    if (!interpolated) return;
    cell.interpolatedMainWh ??= zeros();
    cell.interpolatedAuxWh ??= zeros();
    cell.interpolatedMainWh[k]! += mainWh;
    cell.interpolatedAuxWh[k]! += auxWh;
  }

  /** What a room sensor tells of a part of a half-hour. */
  sense(slot: number, sensedS: number, atSetpointS: number, sensedWh: number, usefulWh: number): void {
    const cell = this.cell(dayOfSlot(slot));
    const comfort = (cell.comfort ??= emptyComfort());
    const k = slot - cell.day * SLOTS_PER_DAY;
    comfort.sensedS[k]! += sensedS;
    comfort.atSetpointS[k]! += atSetpointS;
    comfort.sensedWh[k]! += sensedWh;
    comfort.usefulWh[k]! += usefulWh;
  }

  /** Notes what the half-hour has drawn until now, `at` lying inside it. */
  cut(at: number): void {
    if (at % HALF_HOUR_MS === 0) return;
    const slot = slotAt(at);
    const cell = this.cell(dayOfSlot(slot));
    const k = slot - cell.day * SLOTS_PER_DAY;
    const cut: Cut = { at, mainWh: cell.mainWh[k]!, auxWh: cell.auxWh[k]! };
    const place = cell.cuts.findIndex((one) => one.at >= at);
    if (place < 0) cell.cuts.push(cut);
    else cell.cuts.splice(place, cell.cuts[place]!.at === at ? 1 : 0, cut);
  }

  /** Forgets the cuts in (from, to). */
  uncut(from: number, to: number): void {
    for (const cell of this.cells.values()) {
      if (cell.day < dayOfSlot(slotAt(from)) || cell.day > dayOfSlot(slotAt(to))) continue;
      const kept = cell.cuts.filter((one) => one.at <= from || one.at >= to);
      if (kept.length === cell.cuts.length) continue;
      this.cell(cell.day).cuts.splice(0, cell.cuts.length, ...kept);
    }
  }

  /** Empties the half-hours from `fromSlot` up to `toSlot`, exclusive. */
  clear(fromSlot: number, toSlot: number): void {
    for (let slot = fromSlot; slot < toSlot; slot++) {
      const day = dayOfSlot(slot);
      invariant(day >= this.loadedFrom, `day ${day} of ${this.heater} is not loaded`);
      if (!this.cells.has(day)) continue;
      const cell = this.cell(day);
      const k = slot - day * SLOTS_PER_DAY;
      cell.mainWh[k] = cell.auxWh[k] = 0;
      if (cell.interpolatedMainWh !== null) cell.interpolatedMainWh[k] = 0;
      if (cell.interpolatedAuxWh !== null) cell.interpolatedAuxWh[k] = 0;
    }
    this.uncut(fromSlot * HALF_HOUR_MS - 1, toSlot * HALF_HOUR_MS);
  }

  hold(span: HeldSpan): void {
    this.held.push(span);
    this.noteHeld(span);
  }

  /** Takes out the held spans that overlap [from, to) and returns them. */
  unhold(from: number, to: number): HeldSpan[] {
    const taken = this.held.filter((span) => span.to > from && span.from < to);
    if (taken.length === 0) return taken;
    this.held = this.held.filter((span) => !taken.includes(span));
    for (const span of taken) this.noteHeld(span);
    return taken;
  }

  private noteHeld(span: HeldSpan): void {
    this.heldChanged = true;
    this.noteSpan(span.from, span.to);
  }

  /** What is known of [from, to) changes, be it that nothing was drawn: its days in closed months are told. */
  noteSpan(from: number, to: number): void {
    if (to <= from) return;
    const last = Math.min(dayOfSlot(slotEndingAt(to)), this.closedBefore - 1);
    for (let day = dayOfSlot(slotAt(from)); day <= last; day++) (this.closedDays ??= new Set()).add(day);
  }

  /** Everything changed so far is written. */
  written(): void {
    this.changedDays = [];
    this.changedWork = [];
    this.heldChanged = false;
    this.lastCell = null;
    this.lastWork = null;
  }

  /** What a store need not hear of: an interpolated part that came to nothing. */
  static tidy(cell: DayCell): DayCell {
    const none = (values: readonly number[] | null): boolean =>
      values === null || values.every((wh) => wh === 0);
    if (cell.interpolatedMainWh === null) return cell;
    if (!none(cell.interpolatedMainWh) || !none(cell.interpolatedAuxWh)) return cell;
    return { ...cell, interpolatedMainWh: null, interpolatedAuxWh: null };
  }
}
