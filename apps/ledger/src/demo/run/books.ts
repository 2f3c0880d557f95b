import { DEMO_MONTH, NEXT_MONTH } from '../model/month.js';
import type { LedgerHttp } from './ledger-http.js';

interface Money {
  readonly amount: string;
}

interface BalanceAnswer {
  readonly balanced: boolean;
  readonly rows: readonly {
    readonly account: string;
    readonly label: string | null;
    readonly balance: Money;
  }[];
}

interface SettlementAnswer {
  readonly kind: string;
  readonly series: string;
  readonly number: string;
  readonly amount: Money;
}

interface DocumentAnswer {
  readonly series: string;
  readonly number: string;
  readonly kind: string;
  readonly gross: Money;
}

/** Accounts that are not even, as debit less credit (EUR). */
export type Balance = readonly {
  readonly account: string;
  readonly label: string | null;
  readonly balance: string;
}[];

/** The books at the end of the month, and now. */
export interface BooksOfDemo {
  /** With the accruals of the month. */
  readonly monthEnd: Balance;
  readonly monthEndBalanced: boolean;
  readonly now: Balance;
}

/** What became of the month's documents (cents). */
export interface MoneyOfDemo {
  readonly invoicedCents: number;
  readonly prepaidCents: number;
  readonly receivedCents: number;
  readonly setOffCents: number;
  readonly creditNotesCents: number;
  readonly openCents: number;
  readonly paidOutCents: number;
}

const LAST_DAY = '2026-03-31';

export async function readBooks(http: LedgerHttp): Promise<BooksOfDemo> {
  const monthEnd = await http.get<BalanceAnswer>(`/v1/trial-balance?to=${LAST_DAY}`);
  const now = await http.get<BalanceAnswer>('/v1/trial-balance');
  return { monthEnd: uneven(monthEnd), monthEndBalanced: monthEnd.balanced, now: uneven(now) };
}

const uneven = ({ rows }: BalanceAnswer): Balance =>
  rows
    .filter(({ balance }) => centsOf(balance) !== 0)
    .map(({ account, label, balance }) => ({ account, label, balance: balance.amount }));

const centsOf = ({ amount }: Money): number => Math.round(Number(amount) * 100);

export async function readMoney(http: LedgerHttp, prepaidCents: number): Promise<MoneyOfDemo> {
  const invoices = await documents(http, DEMO_MONTH, 'invoice');
  const credits = await documents(http, NEXT_MONTH, 'credit-note');
  const ours = new Set([...invoices, ...credits].map(({ series, number }) => `${series}/${number}`));
  const settlements = await http.rows<SettlementAnswer>('/v1/reports/settlements');
  const settled = (kind: string): number =>
    settlements
      .filter((row) => row.kind === kind && ours.has(`${row.series}/${row.number}`))
      .reduce((sum, { amount }) => sum + centsOf(amount), 0);
  const sum = (rows: readonly DocumentAnswer[]): number =>
    rows.reduce((total, { gross }) => total + centsOf(gross), 0);
  const [invoicedCents, receivedCents, setOffCents] = [
    sum(invoices),
    settled('received'),
    settled('set-off'),
  ];
  const creditNotesCents = sum(credits);
  return {
    invoicedCents,
    prepaidCents,
    receivedCents,
    setOffCents,
    creditNotesCents,
    openCents: invoicedCents - prepaidCents - receivedCents - setOffCents - creditNotesCents,
    paidOutCents: settlements
      .filter(({ kind }) => kind === 'paid')
      .reduce((total, { amount }) => total + centsOf(amount), 0),
  };
}

async function documents(http: LedgerHttp, month: string, kind: string): Promise<DocumentAnswer[]> {
  return http.rows<DocumentAnswer>(`/v1/documents?period=${month}&kind=${kind}`);
}
