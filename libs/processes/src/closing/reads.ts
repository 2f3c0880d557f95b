import type { BilledWork } from '#domain/attribution';
import type { LocalDate, Month } from '#domain/calendar';
import type { Prepayment } from '#domain/documents';
import type { Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import type { IssuedDocument, SinceCut } from '#domain/periods';
import type { SealedHeater } from '#events';

/** [fromMs, toMs), ms UTC. */
export interface MeteredSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A cut as the log has it. */
export interface Cut {
  readonly period: Month;
  /** Index of `PeriodClosing`. */
  readonly index: number;
  readonly closed: boolean;
  /** Date of its documents. */
  readonly issueDate: LocalDate;
}

/** One sealing of a heater's month, at a cut. */
export interface Sealing {
  readonly cut: Month;
  readonly heater: SealedHeater;
}

/** A heater of a month before the cut, sealed anew at it. */
export interface SealedAnew {
  readonly period: Month;
  readonly heater: SealedHeater;
}

/** A document that was planned and not issued. */
export interface UnissuedDocument {
  readonly planned: string;
  /** Its id. */
  readonly party: string;
  /** It was planned below zero: it is never issued, and what it said is drafted anew. */
  readonly negative: boolean;
}

/** What a close reads of what was projected. Everything "before an index" is the same whenever it is asked. */
export interface ClosingReads {
  /** All facts whose events stand before an index. */
  factsBefore(index: number): Promise<Facts>;
  /** All cuts, ascending. */
  cuts(): Promise<readonly Cut[]>;
  /** Beginning of the first half-hour in which work for a contract ended (ms UTC), settled or pending; null: none. */
  firstWork(): Promise<number | null>;
  /** Heaters as they stand now, for a span: all of them, or these; in parts, in the order of their names. */
  metered(span: MeteredSpan, heaters?: ReadonlySet<string>): AsyncIterable<readonly MeteredHeater[]>;
  /** Months of which a heater's readings can no longer be opened. */
  erasedMonths(): Promise<ReadonlyMap<string, readonly Month[]>>;
  /** What was recorded from an index on, up to another, that may reach back into closed months. */
  changedSince(index: number, before: number): Promise<SinceCut>;
  /** Sealings of a month at this cut and before, ascending by cut and heater. */
  sealings(period: Month, upToCut: Month): Promise<readonly Sealing[]>;
  /** Heaters of earlier months that were sealed anew at this cut, ascending by month. */
  sealedAnew(cut: Month): Promise<readonly SealedAnew[]>;
  /** Billed work of the month of this cut, day by day, over all heaters; of a month whose readings are erased, less. */
  billedWork(cut: Month): Promise<readonly BilledWork[]>;
  /** Residents whose over-credits still waited to be taken from later credits when the month was closed. */
  carriedAfter(period: Month): Promise<readonly string[]>;
  /** Documents of these parties (ids) issued before an index in a month or later, in the order of their issue, with all lines. */
  issuedBefore(
    index: number,
    fromPeriod: Month,
    parties: ReadonlySet<string>,
  ): Promise<readonly IssuedDocument[]>;
  /** What prepayment invoices issued before an index still hold after invoices issued before it, oldest first. */
  prepaymentsBefore(index: number): Promise<readonly Prepayment[]>;
  /** Numbers of the documents that a month issued, by their id in the plan. */
  numbersOf(period: Month): Promise<ReadonlyMap<string, string>>;
  /** Documents planned by closes before this one that were not issued before an index. */
  setAsideBefore(index: number, period: Month): Promise<readonly UnissuedDocument[]>;
}
