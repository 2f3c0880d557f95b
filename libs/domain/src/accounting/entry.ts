import { exhausted, invariant } from '#domain/decision';
import { addExact } from '#domain/quantity';
import type { ChartOfAccountsSet, DocumentKind, EntryData } from '#events';

/** Balanced postings of one piece in one journal. */
export type Entry = EntryData;
export type Chart = ChartOfAccountsSet['data'];
export type Posting = Entry['postings'][number];

const total = (postings: readonly Posting[], side: 'debitCents' | 'creditCents'): number =>
  postings.reduce((sum, posting) => addExact(sum, posting[side]), 0);

/** Every entry balances; a posting has one side. */
export function assertBalanced(entry: Entry): Entry {
  const debit = total(entry.postings, 'debitCents');
  const credit = total(entry.postings, 'creditCents');
  invariant(debit === credit, `entry of ${entry.piece} does not balance: ${debit} against ${credit} cents`);
  for (const { account, debitCents, creditCents } of entry.postings)
    invariant(
      debitCents >= 0 && creditCents >= 0 && debitCents + creditCents > 0 && debitCents * creditCents === 0,
      `posting to ${account} in ${entry.piece} has not exactly one side`,
    );
  return entry;
}

/** What accounting needs to know of a document. Amounts are positive; the kind gives the direction. */
export interface DocumentToPost {
  readonly kind: DocumentKind;
  readonly party: { readonly kind: 'client' | 'owner' | 'resident'; readonly id: string };
  readonly vatPoint: 'receipts' | 'debits' | 'none';
  readonly netCents: number;
  readonly vatCents: number;
  readonly grossCents: number;
  readonly date: string;
  readonly piece: string;
  readonly label: string;
}

/** One side of an entry: an account, whose it is, and the amount. */
interface Side {
  readonly account: string;
  readonly party: string | null;
  readonly cents: number;
}

interface Pattern {
  readonly journal: Entry['journal'];
  readonly debit: readonly Side[];
  readonly credit: readonly Side[];
}

/**
 * The entry of a document: sales 411 / 706, 44571 (44574 while VAT on receipts is not due);
 * owners' electricity 6061, 44566 / 401; repayments including tax 6061 / 401 or 467. Credit notes the other way round.
 * Fails (`InvariantBroken`) when it does not balance.
 */
export function documentEntry(document: DocumentToPost, chart: Chart): Entry {
  const { journal, debit, credit } = patternOf(document, chart);
  const postings = [
    ...debit.map(({ account, party, cents }) => ({ account, party, debitCents: cents, creditCents: 0 })),
    ...credit.map(({ account, party, cents }) => ({ account, party, debitCents: 0, creditCents: cents })),
  ].filter((posting) => posting.debitCents + posting.creditCents > 0);
  const { date, piece, label } = document;
  return assertBalanced({ journal, date, piece, label: label.slice(0, 200), postings });
}

function patternOf(document: DocumentToPost, chart: Chart): Pattern {
  const { kind, party, netCents, vatCents, grossCents } = document;
  const theirs = { party: party.id, cents: grossCents };
  const net = (account: string): Side => ({ account, party: null, cents: netCents });
  const vat = (account: string): Side => ({ account, party: null, cents: vatCents });
  const supplier = { account: party.kind === 'resident' ? chart.residents : chart.owners, ...theirs };
  const bought = [net(chart.electricity), vat(chart.vatDeductible)];
  const salesVat = vat(document.vatPoint === 'receipts' ? chart.vatOnReceipts : chart.vatCollected);
  switch (kind) {
    case 'invoice':
      return {
        journal: 'VE',
        debit: [{ account: chart.clients, ...theirs }],
        credit: [net(chart.revenue), salesVat],
      };
    case 'credit-note':
      return {
        journal: 'VE',
        debit: [net(chart.revenue), salesVat],
        credit: [{ account: chart.clients, ...theirs }],
      };
    case 'self-billed-invoice':
      return { journal: 'AC', debit: bought, credit: [supplier] };
    case 'self-billed-credit-note':
      return { journal: 'AC', debit: [supplier], credit: bought };
    case 'repayment-statement':
      return { journal: 'OD', debit: bought, credit: [supplier] };
    case 'repayment-correction':
      return { journal: 'OD', debit: [supplier], credit: bought };
    case 'prepayment-invoice':
      // The money stands on 4191 with its VAT since it came: the VAT is told apart, and is due.
      return {
        journal: 'VE',
        debit: [{ account: chart.prepayments, party: party.id, cents: vatCents }],
        credit: [vat(chart.vatCollected)],
      };
    default:
      return exhausted(kind);
  }
}
