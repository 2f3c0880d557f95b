import { exhausted } from '#domain/decision';
import type { DocumentKind } from '#events';
import { entryOf, type Chart, type Entry, type Side } from './entry.js';

/** What accounting needs to know of a document. Amounts are positive; the kind gives the direction. */
export interface DocumentToPost {
  readonly kind: DocumentKind;
  readonly party: { readonly kind: 'client' | 'owner' | 'resident'; readonly id: string };
  readonly vatPoint: 'receipts' | 'debits' | 'none';
  readonly netCents: number;
  readonly vatCents: number;
  readonly grossCents: number;
  /** Deducted as paid, and the VAT in it that was posted when it was received. */
  readonly prepaid?: { readonly grossCents: number; readonly vatCents: number };
  /** Whether a credit note takes back a prepayment that was never used: no turnover was stated of it. */
  readonly returned?: boolean;
  readonly date: string;
  readonly piece: string;
  readonly label: string;
}

interface Pattern {
  readonly journal: Entry['journal'];
  readonly debit: readonly Side[];
  readonly credit: readonly Side[];
}

/** What is still to be paid on a document. */
export const dueCents = ({ grossCents, prepaid }: Pick<DocumentToPost, 'grossCents' | 'prepaid'>): number =>
  grossCents - (prepaid?.grossCents ?? 0);

/**
 * VAT of an invoice that waits for its receipt: of VAT on receipts what no prepayment made due already; none where
 * nothing is left to receive.
 */
export function waitingVatCents(
  document: Pick<DocumentToPost, 'kind' | 'vatPoint' | 'vatCents' | 'grossCents' | 'prepaid'>,
): number {
  if (document.kind !== 'invoice' || document.vatPoint !== 'receipts' || dueCents(document) === 0) return 0;
  return Math.max(0, document.vatCents - (document.prepaid?.vatCents ?? 0));
}

/**
 * The entry of a document: sales 411 / 706, 44571 (44574 while VAT on receipts is not due); what was prepaid comes
 * from 4191, and its VAT is reversed where it was posted; a prepayment invoice posts nothing; owners' electricity 6061, 44566 / 401; repayments including
 * tax 6061 / 401 or 467. Credit notes the other way round. Fails (`InvariantBroken`) when it does not balance.
 */
export function documentEntry(document: DocumentToPost, chart: Chart): Entry {
  const { journal, debit, credit } = patternOf(document, chart);
  const { date, piece, label } = document;
  return entryOf({ journal, date, piece, label }, { debit, credit });
}

function patternOf(document: DocumentToPost, chart: Chart): Pattern {
  const { kind, party, netCents, vatCents, grossCents } = document;
  const theirs = { party: party.id, cents: grossCents };
  const net = (account: string): Side => ({ account, party: null, cents: netCents });
  const vat = (account: string): Side => ({ account, party: null, cents: vatCents });
  const supplier = { account: party.kind === 'resident' ? chart.residents : chart.owners, ...theirs };
  const bought = [net(chart.electricity), vat(chart.vatDeductible)];
  switch (kind) {
    case 'invoice':
      return invoicePattern(document, chart);
    case 'credit-note':
      return creditPattern(document, chart);
    case 'self-billed-invoice':
      return { journal: 'AC', debit: bought, credit: [supplier] };
    case 'self-billed-credit-note':
      return { journal: 'AC', debit: [supplier], credit: bought };
    case 'repayment-statement':
      return { journal: 'OD', debit: bought, credit: [supplier] };
    case 'repayment-correction':
      return { journal: 'OD', debit: [supplier], credit: bought };
    case 'corrected-invoice':
    case 'prepayment-invoice':
      // The receipt posted all of a prepayment, the VAT too, on the day the money came; the original all of a corrected invoice.
      return { journal: 'VE', debit: [], credit: [] };
    default:
      return exhausted(kind);
  }
}

/** Turnover and VAT taken back; of a prepayment that is returned what its receipt posted, whose VAT was due at once. */
function creditPattern({ party, vatPoint, returned, ...amounts }: DocumentToPost, chart: Chart): Pattern {
  const { netCents, vatCents, grossCents } = amounts;
  const waits = vatPoint === 'receipts' && returned !== true;
  return {
    journal: 'VE',
    debit: [
      returned === true
        ? { account: chart.prepayments, party: party.id, cents: netCents }
        : { account: chart.revenue, party: null, cents: netCents },
      { account: waits ? chart.vatOnReceipts : chart.vatCollected, party: null, cents: vatCents },
    ],
    credit: [{ account: chart.clients, party: party.id, cents: grossCents }],
  };
}

/** Full turnover and full VAT; the client owes what was not prepaid. */
function invoicePattern(document: DocumentToPost, chart: Chart): Pattern {
  const { party, netCents, vatCents, prepaid = { grossCents: 0, vatCents: 0 } } = document;
  const waiting = waitingVatCents(document);
  return {
    journal: 'VE',
    debit: [
      { account: chart.clients, party: party.id, cents: dueCents(document) },
      { account: chart.prepayments, party: party.id, cents: prepaid.grossCents - prepaid.vatCents },
      { account: chart.vatCollected, party: null, cents: prepaid.vatCents },
    ],
    credit: [
      { account: chart.revenue, party: null, cents: netCents },
      { account: chart.vatCollected, party: null, cents: vatCents - waiting },
      { account: chart.vatOnReceipts, party: null, cents: waiting },
    ],
  };
}
