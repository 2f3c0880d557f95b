import type { UploadBody, UsefulHeatRuleSet } from '#events';
import { HALF_HOUR_MS } from '#domain/calendar';
import { slotAt, type HeaterBook } from './book.js';
import type { Standing } from './cell.js';
import type { Meter, Room } from './meter.js';
import { limitWh } from './rating.js';
import {
  isRepeat,
  ratingFor,
  readingBounds,
  readingFault,
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

/** A span between two accepted readings, the room being as the earlier one says. */
interface Sensed {
  readonly start: Standing;
  readonly end: Standing;
  readonly room: Room;
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
  const rating = ratingFor(meter, context.index);
  const bounds = readingBounds(rating, context);
  const { gapLimitMs } = context.rules;
  const plain = (start: Standing, end: Standing): boolean => {
    const [mainWh, auxWh, spanMs] = [end.mainWh - start.mainWh, end.auxWh - start.auxWh, end.at - start.at];
    if (rating === null || mainWh < 0 || auxWh < 0 || spanMs > gapLimitMs) return false;
    return mainWh + auxWh <= limitWh(rating, context.rules, spanMs);
  };
  let last: Standing | null = meter.last === null ? null : { ...meter.last };
  let doubted = meter.doubt !== null;
  for (const { reading, clock, room } of readingsOf(body)) {
    const { at, mainWh, auxWh } = reading;
    if (isRepeat(at, mainWh, auxWh, last)) continue;
    if (readingFault(at, mainWh, auxWh, clock, last, bounds) !== null) {
      doubted = true;
      continue;
    }
    if (last !== null && meter.room !== null && !doubted && plain(last, reading))
      sense(book, { start: last, end: reading, room: meter.room }, rule);
    [last, doubted, meter.room] = [reading, false, room];
  }
}

interface ToldReading {
  readonly reading: Standing;
  readonly clock: number;
  readonly room: Room | null;
}

/** Readings of delta-coded columns; a column that stops early stays as it was. */
function* readingsOf(body: RoomColumns): Generator<ToldReading> {
  const { roomDeciC: rooms = [], targetDeciC: targets = [] } = body;
  const known = rooms.length > 0 && targets.length > 0;
  let [at, mainWh, auxWh, clock, roomDeciC, targetDeciC] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < body.at.length; i++) {
    at += body.at[i]!;
    mainWh += body.mainWh[i] ?? 0;
    auxWh += body.auxWh[i] ?? 0;
    clock += body.clock[i] ?? 0;
    roomDeciC += rooms[i] ?? 0;
    targetDeciC += targets[i] ?? 0;
    yield { reading: { at, mainWh, auxWh }, clock, room: known ? { roomDeciC, targetDeciC } : null };
  }
}

/** Whole seconds until an instant: their differences add up over any parts. */
const secondAt = (ms: number): number => Math.floor(ms / 1000);

function sense(book: HeaterBook, { start, end, room }: Sensed, rule: ComfortRule): void {
  const { setpointToleranceDeciC, bandDeciC } = rule.usefulHeat;
  const atSetpoint = room.roomDeciC >= room.targetDeciC - setpointToleranceDeciC;
  const wanted = room.roomDeciC <= room.targetDeciC + bandDeciC;
  const [spanMs, totalWh] = [end.at - start.at, end.mainWh + end.auxWh - start.mainWh - start.auxWh];
  let energyWh = 0;
  for (let at = start.at; at < end.at;) {
    const slot = slotAt(at);
    const until = Math.min((slot + 1) * HALF_HOUR_MS, end.at);
    const thenWh = Math.floor((totalWh * (until - start.at)) / spanMs);
    const useful = wanted && rule.isSeason(at);
    book.sense(slot, secondAt(until) - secondAt(at), thenWh - energyWh, atSetpoint, useful);
    [at, energyWh] = [until, thenWh];
  }
}
