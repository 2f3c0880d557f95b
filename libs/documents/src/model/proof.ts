import type { LocalDate, Month } from '#domain/calendar';
import type { Language } from '#domain/documents';
import type { DwellingProof } from '#events';

/** The proof of a dwelling as its reader gets it. It moves no money. */
export interface PrintableProof {
  readonly number: string;
  readonly period: Month;
  readonly issueDate: LocalDate;
  readonly language: Language;
  readonly company: string;
  readonly site: string;
  readonly address: string;
  readonly door: string;
  readonly resident: string | null;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly status: DwellingProof['status'];
  readonly reasons: readonly string[];
  readonly mainWh: number;
  readonly auxWh: number;
  readonly ownCostCents: number;
  readonly creditedCents: number;
  readonly shortCents: number;
  /** Name of the owner who pays the electricity; null where the resident does, or nobody is known. */
  readonly ownerPays: string | null;
  readonly residentPays: boolean;
  /** At the supply point's own tariff, whoever pays; null: no price known. */
  readonly valueCents: number | null;
  /** Over all heaters of the dwelling (s); null: no room sensor. */
  readonly sensedS: number | null;
  readonly atSetpointS: number | null;
  /** Documents of the month that credit it; what was set aside has no number yet. */
  readonly creditedBy: readonly { readonly number: string; readonly issueDate: LocalDate }[];
}
