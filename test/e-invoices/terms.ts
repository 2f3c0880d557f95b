/** What an e-invoice says to its reader, by business term of EN 16931; the same whatever the syntax. */
export interface EInvoiceTerms {
  readonly root: string;
  readonly head: Readonly<Record<string, string>>;
  readonly vatPoint: string | null;
  readonly notes: readonly (readonly [code: string | null, text: string])[];
  readonly preceding: readonly Readonly<Record<string, string>>[];
  readonly seller: Readonly<Record<string, string>>;
  readonly buyer: Readonly<Record<string, string>>;
  readonly vat: readonly Readonly<Record<string, string>>[];
  readonly lines: readonly Readonly<Record<string, string | readonly string[]>>[];
  /** Elements that stand for no term: there should be none. */
  readonly unread: readonly string[];
}
