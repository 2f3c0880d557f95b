import type { LocalDate, Month } from '#domain/calendar';
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
  /** Wh or core·ms. */
  readonly quantity: number;
  readonly unit: 'kWh' | 'core-second';
  /** The quantity in that unit, three decimals, exact. */
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
}

/** A line key: month, kind, then what makes the line its own. */
export const lineKey = (period: Month, ...parts: readonly string[]): string => [period, ...parts].join('|');

/** The month a line key counts in. */
export const monthOfKey = (key: string): Month => key.slice(0, 7);
