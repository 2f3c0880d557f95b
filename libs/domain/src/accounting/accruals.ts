import { addDays, lastDay, type Month } from '#domain/calendar';
import { exhausted } from '#domain/decision';
import { addExact } from '#domain/quantity';
import { entryOf, type Chart, type Entry, type Side } from './entry.js';
import type { DocumentToPost } from './document-entry.js';

/** A document that is planned and not dated yet. */
export type DocumentToAccrue = Pick<
  DocumentToPost,
  'kind' | 'party' | 'netCents' | 'vatCents' | 'grossCents'
>;

/** Postings of one entry. */
export const POSTINGS_MAX = 200;
/** Accounts without a party in one entry, on either side: they are summed. */
const SUMMED_MAX = 8;

interface Sides {
  readonly party: { readonly side: 'debit' | 'credit'; readonly account: string };
  readonly net: string;
  readonly vat: string;
}

/** Where a planned document stands at the end of its month: 4181, 4198, 4081, 4098 or 4686 against result and VAT. */
function sidesOf({ kind, party }: DocumentToAccrue, chart: Chart): Sides | null {
  const sale = { net: chart.revenue, vat: chart.vatUnissued };
  const purchase = { net: chart.electricity, vat: chart.vatUnreceived };
  switch (kind) {
    case 'invoice':
      return { party: { side: 'debit', account: chart.unbilledRevenue }, ...sale };
    case 'credit-note':
      return { party: { side: 'credit', account: chart.creditNotesToDraw }, ...sale };
    case 'self-billed-invoice':
      return { party: { side: 'credit', account: chart.ownersToReceive }, ...purchase };
    case 'repayment-statement': {
      const account = party.kind === 'resident' ? chart.residentsToRepay : chart.ownersToReceive;
      return { party: { side: 'credit', account }, ...purchase };
    }
    case 'self-billed-credit-note':
    case 'repayment-correction':
      return { party: { side: 'debit', account: chart.ownerCreditsToReceive }, ...purchase };
    case 'corrected-invoice':
    case 'prepayment-invoice':
      // A prepayment earns nothing yet; a corrected invoice repeats what its original posted.
      return null;
    default:
      return exhausted(kind);
  }
}

type Book = Record<'debit' | 'credit', Side[]>;
const other = (side: 'debit' | 'credit'): 'debit' | 'credit' => (side === 'debit' ? 'credit' : 'debit');

/** Sums what has no party, so that an entry of many documents stays short. */
function add(sides: Side[], account: string, cents: number): void {
  const at = sides.findIndex((side) => side.account === account && side.party === null);
  if (at < 0) sides.push({ account, party: null, cents });
  else sides[at] = { account, party: null, cents: addExact(sides[at]!.cents, cents) };
}

/** One below zero (hourly prices may be) is set aside until a person has looked at it. */
const isAccrued = ({ netCents, vatCents, grossCents }: DocumentToAccrue): boolean =>
  grossCents > 0 && netCents >= 0 && vatCents >= 0;

/**
 * Accruals of a month, each followed by its reversal: what its documents will say is posted on the last day, and taken
 * back on the next, when they are dated. Balanced, one posting per document, at most `POSTINGS_MAX` postings an entry.
 */
export function accrualEntries(period: Month, documents: readonly DocumentToAccrue[], chart: Chart): Entry[] {
  const room = POSTINGS_MAX - SUMMED_MAX;
  const accrued = documents.flatMap((document) => {
    const sides = isAccrued(document) ? sidesOf(document, chart) : null;
    return sides === null ? [] : [{ document, sides }];
  });
  const entries: Entry[] = [];
  for (let at = 0; at < accrued.length; at += room) {
    const book: Book = { debit: [], credit: [] };
    for (const { document, sides } of accrued.slice(at, at + room)) {
      const { party, netCents, vatCents, grossCents } = document;
      const opposite = other(sides.party.side);
      book[sides.party.side].push({ account: sides.party.account, party: party.id, cents: grossCents });
      add(book[opposite], sides.net, netCents);
      add(book[opposite], sides.vat, vatCents);
    }
    entries.push(...pairOf(period, book, at / room + 1));
  }
  return entries;
}

function pairOf(period: Month, { debit, credit }: Book, ordinal: number): Entry[] {
  const part = ordinal === 1 ? '' : `-${ordinal}`;
  const date = lastDay(period);
  return [
    entryOf(
      {
        journal: 'OD',
        date,
        piece: `ACCR-${period}${part}`,
        label: `Régularisation de fin de mois ${period}`,
      },
      { debit, credit },
    ),
    entryOf(
      {
        journal: 'OD',
        date: addDays(date, 1),
        piece: `EXTOURNE-${period}${part}`,
        label: `Extourne de la régularisation ${period}`,
      },
      { debit: credit, credit: debit },
    ),
  ];
}
