import type { UploadBody, UsefulHeatRuleSet } from '#events';
import { HALF_HOUR_MS } from '#domain/calendar';
import { slotAt, type HeaterBook } from './book.js';
import type { Meter } from './meter.js';
import {
  isRepeat,
  isWithin,
  limitsOf,
  ratingFor,
  readingFault,
  type Limits,
  type ReadingColumns,
  type UploadContext,
} from './readings.js';

/** What an upload tells of the room besides its readings. */
export type RoomColumns = ReadingColumns & Pick<UploadBody, 'roomDeciC' | 'targetDeciC'>;

export interface ComfortRule {
  /** In force where the upload stands in the log. */
  readonly usefulHeat: UsefulHeatRuleSet['data'];
  /** Whether an instant lies in a month of the heating season, by the local calendar. */
  isSeason(atMs: number): boolean;
}

/** Whether an upload has anything to say of comfort: plain heaters have no sensor of the room. */
export const tellsComfort = (meter: Meter, body: Pick<UploadBody, 'roomDeciC' | 'targetDeciC'>): boolean =>
  meter.room !== null || (body.roomDeciC !== undefined && body.targetDeciC !== undefined);

/** Energy of the span is measured: neither held nor over a gap. */
const isPlain = (spanMs: number, mainWh: number, auxWh: number, limits: Limits): boolean =>
  spanMs <= limits.longestMs && mainWh >= 0 && auxWh >= 0 && isWithin(mainWh + auxWh, spanMs, limits);

/** Whole seconds until an instant: their differences add up over any parts. */
const secondAt = (ms: number): number => Math.floor(ms / 1000);

/** Adds spans to half-hours; what belongs to one is written at once. */
class Sensing {
  private slot = Number.NaN;
  private sensedS = 0;
  private atSetpointS = 0;
  private sensedWh = 0;
  private usefulWh = 0;
  private season = false;

  constructor(
    private readonly book: HeaterBook,
    private readonly rule: ComfortRule,
  ) {}

  /** The room being so throughout; the energy is spread by the floor of the cumulative value. */
  span(fromMs: number, toMs: number, totalWh: number, roomDeciC: number, targetDeciC: number): void {
    const { setpointToleranceDeciC, bandDeciC } = this.rule.usefulHeat;
    const atSetpoint = roomDeciC >= targetDeciC - setpointToleranceDeciC;
    const wanted = roomDeciC <= targetDeciC + bandDeciC;
    let doneWh = 0;
    for (let at = fromMs; at < toMs;) {
      this.enter(slotAt(at));
      const until = Math.min((this.slot + 1) * HALF_HOUR_MS, toMs);
      const thenWh = until === toMs ? totalWh : Math.floor((totalWh * (until - fromMs)) / (toMs - fromMs));
      const seconds = secondAt(until) - secondAt(at);
      this.sensedS += seconds;
      this.sensedWh += thenWh - doneWh;
      if (atSetpoint) this.atSetpointS += seconds;
      if (wanted && this.season) this.usefulWh += thenWh - doneWh;
      at = until;
      doneWh = thenWh;
    }
  }

  write(): void {
    if (this.sensedS > 0 || this.sensedWh > 0)
      this.book.sense(this.slot, this.sensedS, this.atSetpointS, this.sensedWh, this.usefulWh);
    this.sensedS = this.atSetpointS = this.sensedWh = this.usefulWh = 0;
  }

  private enter(slot: number): void {
    if (slot === this.slot) return;
    this.write();
    this.slot = slot;
    this.season = this.rule.isSeason(slot * HALF_HOUR_MS);
  }
}

/**
 * Adds what an upload tells of the room to the comfort of its half-hours. To be called before its readings are
 * folded: it goes on from the last one before them, and judges them alike.
 */
export function foldComfort(
  meter: Meter,
  body: RoomColumns,
  book: HeaterBook,
  context: UploadContext,
  rule: ComfortRule,
): void {
  const { at: ats, mainWh: mains, auxWh: auxs, clock: clocks, roomDeciC: rooms, targetDeciC: targets } = body;
  const tells = rooms !== undefined && targets !== undefined && rooms.length > 0 && targets.length > 0;
  const limits = limitsOf(ratingFor(meter, context.index), context);
  const sensing = new Sensing(book, rule);
  let last: { at: number; mainWh: number; auxWh: number } | null =
    meter.last === null ? null : { ...meter.last };
  // Of the last accepted reading, while nothing after it is in doubt.
  let known = meter.room !== null && meter.doubt === null;
  let [lastRoom, lastTarget] = [meter.room?.roomDeciC ?? 0, meter.room?.targetDeciC ?? 0];
  let accepted = false;
  let [at, mainWh, auxWh, clock, room, target] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < ats.length; i++) {
    at += ats[i]!;
    mainWh += mains[i] ?? 0;
    auxWh += auxs[i] ?? 0;
    clock += clocks[i] ?? 0;
    room += rooms?.[i] ?? 0;
    target += targets?.[i] ?? 0;
    if (isRepeat(at, mainWh, auxWh, last)) continue;
    if (readingFault(at, mainWh, auxWh, clock, last, limits) !== null) {
      known = false;
      continue;
    }
    last ??= { at, mainWh, auxWh };
    if (known && isPlain(at - last.at, mainWh - last.mainWh, auxWh - last.auxWh, limits))
      sensing.span(last.at, at, mainWh - last.mainWh + auxWh - last.auxWh, lastRoom, lastTarget);
    [last.at, last.mainWh, last.auxWh] = [at, mainWh, auxWh];
    [known, lastRoom, lastTarget, accepted] = [tells, room, target, true];
  }
  sensing.write();
  if (accepted) meter.room = tells ? { roomDeciC: lastRoom, targetDeciC: lastTarget } : null;
}
