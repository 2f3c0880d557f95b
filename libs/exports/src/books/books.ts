import type { LocalDate } from '#domain/calendar';
import type { Entry } from '#domain/accounting';

/** An entry as the books hold it. Entries come in the order of the log. */
export interface BookEntry {
  /** Index in the log of the event that embeds it. */
  readonly index: number;
  /** Day on which it was recorded, in the zone of the company. */
  readonly validatedOn: LocalDate;
  readonly entry: Entry;
}

/** What entries only refer to. */
export interface BookNames {
  readonly company: { readonly name: string; readonly siren: string };
  /** Label of an account. */
  readonly account: (account: string) => string;
  /** Name of a client or owner; a person stays a pseudonym. */
  readonly party: (party: string) => string;
}
