import type { LocalDate } from '#domain/calendar';
import type { DwellingProof } from '#events';

/** What a month's heat came to for the resident to whom a statement goes: of all dwellings that they held in it. */
export interface ResidentMonth {
  /** Dwellings, each as `door, site`. */
  readonly places: readonly string[];
  /** First and last day for which they held them. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The worst of them. */
  readonly status: DwellingProof['status'];
  readonly reasons: readonly string[];
  readonly energyWh: number;
  /** On the resident's own contract, at their own tariff, all taxes included. */
  readonly ownCostCents: number;
  readonly creditedCents: number;
  readonly shortCents: number;
}
