import type { UploadBody, UploadHead } from '#events';
import { attemptKey } from './attempts.js';
import { dayOfSlot, slotAt, slotEndingAt, type HeaterBook } from './book.js';
import type { Meter } from './meter.js';
import { foldReadings, ratingFor, type UploadContext } from './readings.js';
import { layTail, liftTail } from './tail.js';
import { isTimeImpossible } from './slice-fault.js';
import { foldWork } from './work.js';

/** What the fold needs of a body. */
export type MeteredBody = Pick<UploadBody, 'at' | 'mainWh' | 'auxWh' | 'clock' | 'slices' | 'attemptEnds'>;

export interface MeteredUpload extends UploadContext {
  readonly head: Pick<UploadHead, 'from' | 'to'>;
  readonly body: MeteredBody;
  /** The last month cut before it, '' before any. */
  readonly afterCut: string;
}

/**
 * Folds one upload into a meter and its book. Nothing in an upload makes it fail: what is implausible is held
 * (energy) or can never be billed (work). Days from `earliestDay` on must be loaded.
 */
export function foldUpload(meter: Meter, upload: MeteredUpload, book: HeaterBook): void {
  const { body, rules } = upload;
  if (meter.tail === null) foldReadings(meter, body, book, upload);
  else {
    const lifted = liftTail(meter, book);
    foldReadings(meter, body, book, upload);
    layTail(meter, book, rules, lifted);
  }
  if (body.slices.length === 0 && body.attemptEnds.length === 0) return;
  const { head, recordedAt } = upload;
  const rating = ratingFor(meter, upload.index);
  foldWork(meter.attempts, body, book, { head, recordedAt, rating, rules }, upload.afterCut);
}

/** The first UTC day that folding an upload may change. */
export function earliestDay(meter: Meter, upload: MeteredUpload): number {
  const { body, head, recordedAt } = upload;
  let earliestMs = Math.min(meter.last?.at ?? meter.points[0]?.at ?? body.at[0] ?? recordedAt, recordedAt);
  for (let i = 0; i < body.slices.length; i++) {
    const slice = body.slices[i]!;
    // What lies at an impossible time is recorded at recordedAt.
    if (slice.to < earliestMs && !isTimeImpossible(slice, head, recordedAt, upload.rules))
      earliestMs = slice.to;
  }
  let day = dayOfSlot(slotAt(earliestMs - 1));
  if (meter.attempts.pending.size === 0) return day;
  for (let i = 0; i < body.attemptEnds.length; i++) {
    const { job, attempt } = body.attemptEnds[i]!;
    for (const part of meter.attempts.pending.get(attemptKey(job, attempt)) ?? [])
      day = Math.min(day, dayOfSlot(slotEndingAt(part.slots[0]!.slotEndMs)));
  }
  return day;
}
