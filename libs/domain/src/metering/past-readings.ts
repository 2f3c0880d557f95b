import type { Standing } from './cell.js';
import type { Meter } from './meter.js';
import type { MeteringRules, Rating } from './rating.js';
import {
  isRepeat,
  ratingFor,
  readingBounds,
  readingFault,
  type ReadingColumns,
  type UploadContext,
} from './readings.js';
import type { HeldCode } from './segment.js';

/** An upload read again from the log, with the rules that held when it was folded. */
export interface PastUpload extends UploadContext {
  readonly body: ReadingColumns;
}

/** A reading that the fold accepted, and what it judged the span before it by. */
export interface PastReading extends Standing {
  readonly doubt: HeldCode | null;
  readonly rating: Rating | null;
  readonly rules: MeteringRules;
}

/**
 * The readings that the fold accepted, found again from uploads in log order. It starts without knowing the last
 * reading before them, and is surely in step with the fold from the first accepted reading on that lies later than
 * any reading could have been accepted before.
 */
export class PastReadings {
  readonly readings: PastReading[] = [];
  private last: Standing | null = null;
  private doubt: HeldCode | null = null;

  constructor(private readonly meter: Meter) {}

  take(upload: PastUpload): void {
    const { rules } = upload;
    const rating = ratingFor(this.meter, upload.index);
    const bounds = readingBounds(rating, upload);
    const { at: ats, mainWh: mains, auxWh: auxs, clock: clocks } = upload.body;
    let [at, mainWh, auxWh, clock] = [0, 0, 0, 0];
    for (let i = 0; i < ats.length; i++) {
      at += ats[i]!;
      mainWh += mains[i] ?? 0;
      auxWh += auxs[i] ?? 0;
      clock += clocks[i] ?? 0;
      if (isRepeat(at, mainWh, auxWh, this.last)) continue;
      const fault = readingFault(at, mainWh, auxWh, clock, this.last, bounds);
      if (fault !== null) {
        this.doubt ??= fault;
        continue;
      }
      const reading = { at, mainWh, auxWh, doubt: this.doubt, rating, rules };
      this.readings.push(reading);
      this.last = reading;
      this.doubt = null;
    }
  }
}

/** Of uploads at hand. */
export function pastReadings(meter: Meter, uploads: readonly PastUpload[]): PastReading[] {
  const past = new PastReadings(meter);
  for (const upload of uploads) past.take(upload);
  return past.readings;
}
