import { dueCents, waitingVatCents } from '#domain/accounting';
import type { LocalDate } from '#domain/calendar';
import { exhausted } from '#domain/decision';
import { partyOfDocument } from '#domain/documents';
import { addExact } from '#domain/quantity';
import type { PartyRef } from '#domain/rating';
import type { DocumentIssuedData, DocumentKind } from '#events';

/** An issued document as money sees it. */
export interface SettledDocument {
  readonly series: string;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly party: PartyRef;
  readonly issueDate: LocalDate;
  /** Who owes: the other party (invoices, credit notes of owners) or the company. */
  readonly owedBy: 'party' | 'company';
  /** Owed when it was issued: gross less what was prepaid. */
  readonly debtCents: number;
  readonly vatCents: number;
  /** VAT of an invoice that waits for its receipts. */
  readonly waitingVatCents: number;
  /** Not of a prepayment that is returned: its VAT was due with the money. */
  readonly vatOnReceipts: boolean;
  /** Numbers of the documents it corrects. */
  readonly cites: readonly string[];
}

export const documentKey = ({
  series,
  number,
}: {
  readonly series: string;
  readonly number: string;
}): string => `${series}/${number}`;

function owedByOf(kind: DocumentKind): SettledDocument['owedBy'] {
  switch (kind) {
    case 'invoice':
    case 'prepayment-invoice':
    case 'corrected-invoice':
    case 'self-billed-credit-note':
    case 'repayment-correction':
      return 'party';
    case 'credit-note':
    case 'self-billed-invoice':
    case 'repayment-statement':
      return 'company';
    default:
      return exhausted(kind);
  }
}

/** A prepayment invoice is paid when it is issued, and what a corrected one states is owed on its original. */
export function settledDocument(document: DocumentIssuedData): SettledDocument {
  const { series, number, kind, issueDate, grossCents, vatCents, vatPoint } = document;
  const prepaid = (document.prepaid ?? []).reduce(
    (sum, one) => ({
      grossCents: addExact(sum.grossCents, one.grossCents),
      vatCents: addExact(sum.vatCents, one.vatCents),
    }),
    { grossCents: 0, vatCents: 0 },
  );
  const posted = { kind, vatPoint, vatCents, grossCents, prepaid };
  return {
    series,
    number,
    kind,
    party: partyOfDocument(document),
    issueDate,
    owedBy: owedByOf(kind),
    debtCents: kind === 'prepayment-invoice' || kind === 'corrected-invoice' ? 0 : dueCents(posted),
    vatCents,
    waitingVatCents: waitingVatCents(posted),
    vatOnReceipts: vatPoint === 'receipts' && document.prepaymentReturned === undefined,
    cites: document.cites.map((cited) => cited.number),
  };
}
