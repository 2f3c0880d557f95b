import type { Mention } from '#events';

/**
 * What an e-invoice says in the business terms of EN 16931-1, before any syntax. Dates are `2026-08-31`, amounts,
 * quantities and prices decimal texts, null what it does not say.
 */
export interface EInvoice {
  /** BT-1. */
  readonly number: string;
  /** BT-2. */
  readonly issueDate: string;
  /** BT-3 (UNTDID 1001). */
  readonly typeCode: string;
  /** Whether UBL has a root of its own for it: it takes back an earlier one. */
  readonly isCredit: boolean;
  /** BT-8: whether VAT falls due on receipt or on invoicing. */
  readonly vatPoint: 'receipts' | 'debits' | null;
  /** BT-9. */
  readonly dueDate: string | null;
  /** BT-10. */
  readonly buyerReference: string | null;
  /** BT-12. */
  readonly contract: string | null;
  /** BT-13. */
  readonly purchaseOrder: string | null;
  /** BT-20. */
  readonly terms: string | null;
  /** BG-1: BT-21, BT-22. */
  readonly notes: readonly Note[];
  /** BT-23. */
  readonly process: string | null;
  /** BG-3: BT-25, BT-26. */
  readonly preceding: readonly { readonly number: string; readonly issueDate: string }[];
  /** BG-4. */
  readonly seller: Party;
  /** BG-7. */
  readonly buyer: Party;
  /** BG-14: BT-73, BT-74; its end is BT-72 too. */
  readonly period: Period;
  /** BG-16: BT-81 to BT-86; null: nothing is paid by transfer. */
  readonly payment: Payment | null;
  /** BG-22. */
  readonly totals: Totals;
  /** BG-23. */
  readonly vat: readonly VatBreakdown[];
  /** BG-25. */
  readonly lines: readonly Line[];
}

export interface Note {
  /** BT-21 (UNTDID 4451); `BAR` says to the French platforms which transaction it is. */
  readonly code: NonNullable<Mention['code']> | 'BAR' | null;
  readonly text: string;
}

export interface Party {
  /** BT-27, BT-44. */
  readonly name: string;
  /** BT-29, BT-46, of scheme 0009. */
  readonly siret: string | null;
  /** BT-30, BT-47, of scheme 0002. */
  readonly siren: string | null;
  /** BT-31, BT-48. */
  readonly vatNumber: string | null;
  /** BT-33: of a seller alone. */
  readonly legalMention: string | null;
  /** BT-34, BT-49. */
  readonly endpoint: { readonly scheme: string; readonly id: string } | null;
  readonly address: Address;
}

/** BG-5, BG-8: three lines, postcode, city and country. */
export interface Address {
  readonly lines: readonly [string | null, string | null, string | null];
  readonly postcode: string | null;
  readonly city: string | null;
  readonly country: string;
}

export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface Payment {
  /** BT-81 (UNTDID 4461). */
  readonly means: string;
  /** BT-83. */
  readonly remittance: string;
  /** BT-84. */
  readonly iban: string;
  /** BT-85. */
  readonly accountName: string;
  /** BT-86. */
  readonly bic: string | null;
}

export interface Totals {
  /** BT-106 and BT-109: there are no allowances or charges outside the lines. */
  readonly net: string;
  /** BT-110. */
  readonly vat: string;
  /** BT-112. */
  readonly gross: string;
  /** BT-113; null: nothing was paid before. */
  readonly prepaid: string | null;
  /** BT-115. */
  readonly due: string;
}

export interface VatBreakdown {
  /** BT-116. */
  readonly base: string;
  /** BT-117. */
  readonly vat: string;
  /** BT-118. */
  readonly category: string;
  /** BT-119; none outside the scope of VAT. */
  readonly rate: string | null;
  /** BT-120. */
  readonly reason: string | null;
  /** BT-121. */
  readonly reasonCode: string | null;
}

export interface Line {
  /** BT-126. */
  readonly id: string;
  /** BT-129: negative where the line takes something off. */
  readonly quantity: string;
  /** BT-130 and BT-150 (UN/ECE recommendation 20). */
  readonly unit: string;
  /** BT-131. */
  readonly net: string;
  /** BT-134, BT-135. */
  readonly period: Period;
  /** BT-146: never negative, at most six decimals. */
  readonly price: string;
  /** BT-149; null: one. */
  readonly priceBase: string | null;
  /** BT-151. */
  readonly category: string;
  /** BT-152. */
  readonly rate: string | null;
  /** BT-153. */
  readonly name: string;
  /** BT-154: the whole label where the name is too short for it. */
  readonly description: string | null;
  /** BG-32: BT-160, BT-161. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
}
