import type { Month } from '#domain/calendar';
import type { Facts } from '#domain/facts';
import type { MeteredHeater } from '#domain/metering';
import type { IssuedDocument } from '#domain/periods';
import type { SealedHeater } from '#events';

/** A cut as the log has it. */
export interface Cut {
  readonly period: Month;
  /** Index of `PeriodClosing`. */
  readonly index: number;
  readonly closed: boolean;
}

/** One sealing of a heater's month, at a cut. */
export interface Sealing {
  readonly cut: Month;
  readonly heater: SealedHeater;
}

/** What a close reads of what was projected. Everything "before an index" is the same whenever it is asked. */
export interface ClosingReads {
  /** All facts whose events stand before an index. */
  factsBefore(index: number): Promise<Facts>;
  /** All cuts, ascending. */
  cuts(): Promise<readonly Cut[]>;
  /** Beginning of the first half-hour in which work for a contract ended (ms UTC), settled or pending; null: none. */
  firstWork(): Promise<number | null>;
  /** Every heater as it stands now, for a month. */
  metered(period: Month, facts: Facts): Promise<readonly MeteredHeater[]>;
  /** Sealings of a month at this cut and before, ascending by cut and heater. */
  sealings(period: Month, upToCut: Month): Promise<readonly Sealing[]>;
  /** Months before a cut that were sealed anew after their own. */
  resealedMonths(upToCut: Month): Promise<readonly Month[]>;
  /** Documents of these parties (ids) issued before an index in a month or later, in the order of their issue, with all lines. */
  issuedBefore(
    index: number,
    fromPeriod: Month,
    parties: ReadonlySet<string>,
  ): Promise<readonly IssuedDocument[]>;
  /** Documents planned by closes before this one that were not issued before an index. */
  setAsideBefore(index: number, period: Month): Promise<readonly { readonly planned: string }[]>;
}
