import type { LocalDate, Month } from '#domain/calendar';
import type { ComputeUnit } from '#domain/compute-contracts';
import type { Decimal } from '#domain/quantity';
import type { DocumentLine } from '#events';

/** Whom a document concerns. */
export interface PartyRef {
  readonly kind: 'client' | 'owner' | 'resident';
  readonly id: string;
}

export interface VatTreatment {
  readonly category: DocumentLine['vatCategory'];
  /** Percent. */
  readonly rate: string;
}

/** What of a contract a line of computing is, for its label. */
export interface WorkLine {
  readonly unit: ComputeUnit;
  readonly kind: 'usage' | 'fee' | 'reserved' | 'minimum';
  /** What the price is for; null: any. */
  readonly plan: string | null;
  readonly model: string | null;
  /** Null where one price holds for every quantity. */
  readonly tier: { readonly number: number; readonly above: string; readonly upTo: string | null } | null;
  readonly packageUnits: string | null;
  readonly discountPercent: string | null;
  /** Units free of charge per period, deducted before. */
  readonly allowanceUnits: string | null;
}

/** What of a tariff a line of electricity is, for its label. */
export interface EnergyLine {
  /** Of the list that prices it. */
  readonly priceCell: string;
  /** Subscribed powers that the price holds for; null: all. */
  readonly kva: { readonly min: number; readonly max: number } | null;
}

/** An exact amount with its quantity and price. What a document makes a line of. */
export interface Charge {
  /** Begins with the month in which it counts: what is compared when the past changes. */
  readonly key: string;
  readonly party: PartyRef;
  readonly period: Month;
  /** Supply point or contract. */
  readonly subject: string;
  /** Agreement (energy) or the client's own reference (work). */
  readonly reference: string | null;
  /** Wh, core·ms or GHz·ms; packages, or 1. */
  readonly quantity: number;
  readonly unit: DocumentLine['unit'];
  /** The quantity in that unit: three decimals, exact; packages and fees as whole numbers. */
  readonly quantityText: string;
  /** EUR per `priceBase` units. */
  readonly priceEur: string;
  readonly priceBase: number;
  /** Exact, not rounded. */
  readonly amountEur: Decimal;
  /** The line of a document: rounded once, half away from zero. */
  readonly amountCents: number;
  readonly vat: VatTreatment;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Of computing: what of the contract it is. */
  readonly work?: WorkLine;
  /** Of electricity: what of the tariff it is. */
  readonly energy?: EnergyLine;
  /** Of hourly prices, where the line is 1 × the exact sum of its hours: the energy behind it. */
  readonly energyWh?: number;
}

/** A line key: month, kind, then what makes the line its own. */
export const lineKey = (period: Month, ...parts: readonly string[]): string => [period, ...parts].join('|');

/** The month a line key counts in. */
export const monthOfKey = (key: string): Month => key.slice(0, 7);
