import { paidEntry, receivedEntry } from '#domain/accounting';
import { accept, invariant, type Decision } from '#domain/decision';
import type { PartyRef } from '#domain/rating';
import type { MoneyPaid, MoneyReceived } from '#events';
import type { Books } from './books.js';
import { sumOf, type Settled } from './checks.js';
import type { SettlementContext } from './commands.js';
import { chartOf, vatDueBy } from './money.js';
import { documentKey } from './settled-document.js';
import { standingOf } from './standing.js';

/** Given by the ledger itself, for every credit note beside which the document that it takes back is issued anew. */
export interface UseCredit {
  readonly creditNote: { readonly series: string; readonly number: string };
  readonly reissued: { readonly series: string; readonly number: string };
}

const ID_MAX = 40;

/** A name that nobody gave to a receipt or payment of their own. */
function freeId(reissued: string, taken: ReadonlyMap<string, unknown>): string {
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : `.${n}`;
    const id =
      `used-${reissued.toLowerCase().replace(/[^a-z0-9-]/g, '-')}`.slice(0, ID_MAX - end.length) + end;
    if (!taken.has(id)) return id;
  }
}

/**
 * Uses up what a credit note leaves owed for the document that is issued anew beside it, as a receipt (of owners a
 * payment) of 0 that names both, on the day of both: no money moves, and VAT on receipts that the credit note gave back
 * falls due again the same day. Decided in the moment in which the credit note is applied. Nothing where nothing is owed.
 */
export function useCredit(
  { creditNote, reissued }: UseCredit,
  books: Books,
  context: SettlementContext,
): Decision<MoneyReceived | MoneyPaid> {
  const settledOf = (ref: UseCredit['reissued']): Omit<Settled, 'cents'> => {
    const document = context.documents.get(documentKey(ref));
    invariant(document !== undefined, `${documentKey(ref)} was never issued`);
    return { document, steps: books.steps.get(documentKey(ref)) ?? [] };
  };
  const [credit, anew] = [settledOf(creditNote), settledOf(reissued)];
  const cents = Math.min(
    ...[credit, anew].map(({ document, steps }) => standingOf(document, steps).openCents),
  );
  if (cents === 0) return accept();
  const settled: Settled[] = [
    { ...credit, cents },
    { ...anew, cents },
  ];
  const { party, issueDate: on } = anew.document;
  const allocations = settled.map(({ document: { series, number } }) => ({ series, number, cents }));
  const told = { on, amountCents: 0, allocations, reference: credit.document.number, suspenseCents: 0 };
  const posted = (piece: string, of: PartyRef) => ({
    date: on,
    piece,
    reference: told.reference,
    party: of,
    amountCents: 0,
    owedByThemCents: sumOf(settled, 'party'),
    owedToThemCents: sumOf(settled, 'company'),
    suspenseCents: 0,
    vatDueCents: vatDueBy(settled),
  });
  if (party.kind === 'client') {
    const receipt = freeId(anew.document.number, books.receipts);
    const entry = receivedEntry(posted(receipt, party), chartOf(context));
    const data = { ...told, receipt, client: party.id, prepayment: null, entry };
    return accept({ type: 'MoneyReceived', data });
  }
  const payment = freeId(anew.document.number, books.payments);
  const entry = paidEntry(posted(payment, party), chartOf(context));
  const data = { ...told, payment, party: { kind: party.kind, id: party.id }, entry };
  return accept({ type: 'MoneyPaid', data });
}
