import { entryOf, type Chart, type Entry, type Side } from './entry.js';

/** What moves between the accounts of a party, the bank and the VAT; amounts in cents, none negative but `suspense`. */
export interface MoneyToPost {
  readonly date: string;
  readonly piece: string;
  readonly reference: string;
  readonly party: { readonly kind: 'client' | 'owner' | 'resident'; readonly id: string };
  readonly amountCents: number;
  /** Owed by the party and settled with it. */
  readonly owedByThemCents: number;
  /** Owed to the party and settled with it. */
  readonly owedToThemCents: number;
  /** Left over, kept for the party; negative: taken from what was kept. */
  readonly suspenseCents: number;
  /** VAT on receipts that falls due. */
  readonly vatDueCents: number;
}

const bank = (chart: Chart, cents: number): Side => ({ account: chart.bank, party: null, cents });
const plus = (cents: number): number => Math.max(0, cents);

const accountOf = ({ party }: Pick<MoneyToPost, 'party'>, chart: Chart): string =>
  ({ client: chart.clients, owner: chart.owners, resident: chart.residents })[party.kind];

const vatDue = (chart: Chart, cents: number): { readonly debit: Side; readonly credit: Side } => ({
  debit: { account: chart.vatOnReceipts, party: null, cents },
  credit: { account: chart.vatCollected, party: null, cents },
});

/** Money in: 512 / 411, what is left over on 471; VAT on receipts 44574 / 44571. */
export function receivedEntry(money: MoneyToPost, chart: Chart): Entry {
  const { party, suspenseCents } = money;
  const of = (account: string, cents: number): Side => ({ account, party: party.id, cents });
  const vat = vatDue(chart, money.vatDueCents);
  return entryOf(headOf(money.amountCents > 0 ? 'Encaissement' : usedUp(money.owedToThemCents), money), {
    debit: [
      bank(chart, money.amountCents),
      of(accountOf(money, chart), money.owedToThemCents),
      of(chart.suspense, plus(-suspenseCents)),
      vat.debit,
    ],
    credit: [
      of(accountOf(money, chart), money.owedByThemCents),
      of(chart.suspense, plus(suspenseCents)),
      vat.credit,
    ],
  });
}

/** Money out: 401, 467 or 411 / 512, what is left over on 471. */
export function paidEntry(money: MoneyToPost, chart: Chart): Entry {
  const { party, suspenseCents } = money;
  const of = (account: string, cents: number): Side => ({ account, party: party.id, cents });
  const vat = vatDue(chart, money.vatDueCents);
  return entryOf(headOf(money.amountCents > 0 ? 'Paiement' : usedUp(money.owedByThemCents), money), {
    debit: [
      of(accountOf(money, chart), money.owedToThemCents),
      of(chart.suspense, plus(suspenseCents)),
      vat.debit,
    ],
    credit: [
      bank(chart, money.amountCents),
      of(accountOf(money, chart), money.owedByThemCents),
      of(chart.suspense, plus(-suspenseCents)),
      vat.credit,
    ],
  });
}

/** What no cash settles: a credit note, or what was kept on the suspense account. */
const usedUp = (creditCents: number): string => (creditCents > 0 ? 'Imputation d’avoir' : 'Imputation');

const LABEL_LENGTH = 200;

/** Cut to what an entry can bear, never within a character. */
const labelOf = (what: string, party: string, reference: string): string =>
  `${what} ${party} ${reference}`.slice(0, LABEL_LENGTH).replace(/[\ud800-\udbff]$/, '');

/** What moves no cash stands in the journal of other operations. */
const headOf = (what: string, { amountCents, date, piece, party, reference }: MoneyToPost) => ({
  journal: amountCents === 0 ? ('OD' as const) : ('BQ' as const),
  date,
  piece,
  label: labelOf(what, party.id, reference),
});

/**
 * Money received before the work: 512 / 4191 without its VAT, which is due on the day of the receipt, whenever its
 * invoice is issued (CGI art. 269-2 c): 44571.
 */
export function prepaidEntry(
  {
    date,
    piece,
    reference,
    client,
    amountCents,
    vatCents,
  }: {
    readonly date: string;
    readonly piece: string;
    readonly reference: string;
    readonly client: string;
    /** Including VAT. */
    readonly amountCents: number;
    readonly vatCents: number;
  },
  chart: Chart,
): Entry {
  return entryOf(
    { journal: 'BQ', date, piece, label: labelOf('Acompte', client, reference) },
    {
      debit: [bank(chart, amountCents)],
      credit: [
        { account: chart.prepayments, party: client, cents: amountCents - vatCents },
        { account: chart.vatCollected, party: null, cents: vatCents },
      ],
    },
  );
}

/** Cash set off between what a party owes as a client and is owed as an owner: 401 / 411; it is a receipt, so VAT falls due. */
export function setOffEntry(
  {
    date,
    piece,
    client,
    owner,
    amountCents,
    vatDueCents,
  }: {
    readonly date: string;
    readonly piece: string;
    readonly client: string;
    readonly owner: string;
    readonly amountCents: number;
    readonly vatDueCents: number;
  },
  chart: Chart,
): Entry {
  const vat = vatDue(chart, vatDueCents);
  return entryOf(
    { journal: 'OD', date, piece, label: `Compensation ${client} ${owner}` },
    {
      debit: [{ account: chart.owners, party: owner, cents: amountCents }, vat.debit],
      credit: [{ account: chart.clients, party: client, cents: amountCents }, vat.credit],
    },
  );
}

/**
 * A credit note took all its VAT from 44574. What of it was due already is given back there and taken from 44571;
 * `dueVatCents` is negative where a last cent still waited and falls due instead.
 */
export function creditAppliedEntry(
  {
    date,
    piece,
    party,
    dueVatCents,
  }: {
    readonly date: string;
    readonly piece: string;
    readonly party: string;
    readonly dueVatCents: number;
  },
  chart: Chart,
): Entry {
  const side = (account: string, cents: number): Side => ({ account, party: null, cents });
  return entryOf(
    { journal: 'OD', date, piece, label: `TVA sur avoir ${piece} ${party}` },
    {
      debit: [side(chart.vatCollected, plus(dueVatCents)), side(chart.vatOnReceipts, plus(-dueVatCents))],
      credit: [side(chart.vatOnReceipts, plus(dueVatCents)), side(chart.vatCollected, plus(-dueVatCents))],
    },
  );
}
