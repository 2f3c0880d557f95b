import { HALF_HOUR_MS } from '#domain/calendar';
import type { AttemptEnd, Outcome, Slice } from '#events';
import {
  attemptKey,
  endedOutcome,
  forget,
  knownOutcome,
  type Attempts,
  type EndedAttempt,
} from './attempts.js';
import { dayOfSlot, slotEndingAt, type HeaterBook } from './book.js';
import type { PendingAttempt, SliceFault, WorkCell } from './cell.js';
import { sliceFault, workToRecord, type SliceBounds } from './slice-fault.js';

interface WorkKind {
  readonly contract: string;
  readonly plan: string;
  readonly model: string;
}

interface Done {
  readonly slot: number;
  readonly coreMs: number;
  readonly ghzMs: number;
}

/** Heat and the company's own filler earn nothing, so they need no attempt end. */
const needsNoEnd = (contract: string): boolean => contract === 'burn' || contract === 'internal';

/**
 * Folds the slices and attempt ends of one upload. Work counts in the half-hour in which its slice ends (exactly
 * on an edge: the one before), once slice and end are both known, in whichever order they came.
 * `afterCut` is the last month cut before. Of two ends of one attempt the first stands.
 */
export function foldWork(
  attempts: Attempts,
  body: { readonly slices: readonly Slice[]; readonly attemptEnds: readonly AttemptEnd[] },
  book: HeaterBook,
  bounds: SliceBounds,
  afterCut: string,
): void {
  const { slices, attemptEnds } = body;
  for (let i = 0; i < attemptEnds.length; i++) {
    const end = attemptEnds[i]!;
    endAttempt(attempts, end, book, afterCut, hasSliceOf(slices, end));
  }
  let before: Slice | null = null;
  let outcome: WorkCell['outcome'] | null = null;
  for (let i = 0; i < slices.length; i++) {
    const slice = slices[i]!;
    if (needsNoEnd(slice.contract)) {
      foldSlice(attempts, slice, 'none', book, bounds, afterCut);
      continue;
    }
    // Slices of one attempt mostly follow each other.
    if (before === null || slice.job !== before.job || slice.attempt !== before.attempt)
      outcome = endedOutcome(attempts, attemptKey(slice.job, slice.attempt));
    foldSlice(attempts, slice, outcome, book, bounds, afterCut);
    before = slice;
  }
  if (attemptEnds.length > 0) forget(attempts);
}

/** An operator states how an attempt ended because its heater is gone. What the heater told before stands. */
export function declareEnd(attempts: Attempts, end: EndedAttempt, book: HeaterBook, afterCut: string): void {
  const key = attemptKey(end.job, end.attempt);
  const outcome = knownOutcome(attempts, key) ?? end.outcome;
  attempts.declared.set(key, outcome);
  settlePending(attempts, key, outcome, book, afterCut);
}

function hasSliceOf(slices: readonly Slice[], { job, attempt }: EndedAttempt): boolean {
  for (let i = 0; i < slices.length; i++)
    if (slices[i]!.job === job && slices[i]!.attempt === attempt) return true;
  return false;
}

/** The end of an attempt as its heater told it: what was pending is settled. */
function endAttempt(
  attempts: Attempts,
  end: EndedAttempt,
  book: HeaterBook,
  afterCut: string,
  slicesFollow: boolean,
): void {
  const { job, attempt, outcome } = end;
  const key = attemptKey(job, attempt);
  if (knownOutcome(attempts, key) !== null) return;
  if (!attempts.pending.has(key) && !slicesFollow) {
    attempts.awaited.set(key, outcome);
    return;
  }
  attempts.ended.set(key, outcome);
  settlePending(attempts, key, outcome, book, afterCut);
}

function settlePending(
  attempts: Attempts,
  key: string,
  outcome: Outcome,
  book: HeaterBook,
  afterCut: string,
): void {
  const pending = attempts.pending.get(key);
  if (pending === undefined) return;
  attempts.pending.delete(key);
  for (const part of pending)
    for (const { slotEndMs, coreMs, ghzMs } of part.slots)
      settle(book, afterCut, part, outcome, undefined, { slot: slotEndMs / HALF_HOUR_MS - 1, coreMs, ghzMs });
}

function foldSlice(
  attempts: Attempts,
  slice: Slice,
  outcome: WorkCell['outcome'] | null,
  book: HeaterBook,
  bounds: SliceBounds,
  afterCut: string,
): void {
  const fault = sliceFault(slice, bounds);
  if (fault !== null) {
    settle(book, afterCut, slice, 'none', fault, workToRecord(slice, fault, bounds));
    return;
  }
  const done = { slot: slotEndingAt(slice.to), coreMs: slice.coreMs, ghzMs: slice.ghzMs };
  if (outcome === null) leavePending(attempts, slice, done);
  else settle(book, afterCut, slice, outcome, undefined, done);
}

function leavePending(attempts: Attempts, slice: Slice, done: Done): void {
  const { job, attempt, contract, plan, model } = slice;
  const key = attemptKey(job, attempt);
  let parts = attempts.pending.get(key);
  if (parts === undefined) attempts.pending.set(key, (parts = []));
  let part = parts.find((one) => one.contract === contract && one.plan === plan && one.model === model);
  if (part === undefined) parts.push((part = { job, attempt, contract, plan, model, slots: [] }));
  const { slots }: PendingAttempt = part;
  const slotEndMs = (done.slot + 1) * HALF_HOUR_MS;
  let place = slots.length;
  while (place > 0 && slots[place - 1]!.slotEndMs > slotEndMs) place--;
  const before = slots[place - 1];
  if (before?.slotEndMs === slotEndMs) {
    before.coreMs += done.coreMs;
    before.ghzMs += done.ghzMs;
  } else slots.splice(place, 0, { slotEndMs, coreMs: done.coreMs, ghzMs: done.ghzMs });
}

function settle(
  book: HeaterBook,
  afterCut: string,
  kind: WorkKind,
  outcome: WorkCell['outcome'],
  fault: SliceFault | undefined,
  done: Done,
): void {
  const day = dayOfSlot(done.slot);
  const { work } = book.dayWork(day, afterCut);
  let cell: WorkCell | undefined;
  for (let i = 0; i < work.length && cell === undefined; i++) {
    const one = work[i]!;
    if (one.contract === kind.contract && one.outcome === outcome && one.plan === kind.plan)
      if (one.model === kind.model && one.fault === fault) cell = one;
  }
  if (cell === undefined) {
    const { contract, plan, model } = kind;
    const faulty = fault === undefined ? {} : { fault };
    work.push((cell = { contract, plan, model, outcome, ...faulty, slots: [], coreMs: [], ghzMs: [] }));
  }
  const k = done.slot - day * 48;
  let place = cell.slots.length;
  while (place > 0 && cell.slots[place - 1]! > k) place--;
  if (place > 0 && cell.slots[place - 1] === k) {
    cell.coreMs[place - 1]! += done.coreMs;
    cell.ghzMs[place - 1]! += done.ghzMs;
    return;
  }
  insertAt(cell.slots, place, k);
  insertAt(cell.coreMs, place, done.coreMs);
  insertAt(cell.ghzMs, place, done.ghzMs);
}

/** Mostly at the end, where a push moves nothing. */
function insertAt(values: number[], place: number, value: number): void {
  if (place === values.length) values.push(value);
  else values.splice(place, 0, value);
}
