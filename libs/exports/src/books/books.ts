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
  /**
   * Name of a client or owner; a person stays a pseudonym. The account says which of them is meant, where a client and an
   * owner go by the same id.
   */
  readonly party: (party: string, account?: string) => string;
}

/** What an extract covers: entries dated in a span, of events up to and including an index. */
export interface BookSpan {
  /** Last event of the log that counts. */
  readonly index: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** An account, and whose it is. */
export interface BookAccount {
  readonly account: string;
  readonly party: string | null;
}

/** Debit − credit of an account before the span (cents). */
export interface OpeningBalance extends BookAccount {
  readonly cents: number;
}

/** What a journal is drawn from. */
export interface BookExtract {
  readonly span: BookSpan;
  readonly names: BookNames;
  /** Every account that the openings or the entries use, ascending by account and party. */
  readonly accounts: readonly BookAccount[];
  /** Those that are not zero, ascending by account and party. */
  readonly openings: readonly OpeningBalance[];
  /** Entries of the span, ascending by date, and in the order of the log within a day. */
  readonly entries: AsyncIterable<BookEntry>;
}
