import { eurText } from '#domain/quantity';
import type { BookNames } from '#exports/books';
import type { TableColumn } from '#spreadsheets/table';
import type { AccountMovement, OpenBooks } from './books.js';
import { tableExport } from './table-export.js';

interface BalanceRow extends AccountMovement {
  readonly names: BookNames;
}

const COLUMNS: readonly TableColumn<BalanceRow>[] = [
  { name: 'account', kind: 'text', width: 12, value: ({ account }) => account },
  { name: 'label', kind: 'text', width: 44, value: ({ account, names }) => names.account(account) },
  { name: 'opening_eur', kind: 'amount', width: 16, value: ({ openingCents }) => eurText(openingCents) },
  { name: 'debit_eur', kind: 'amount', width: 16, value: ({ debitCents }) => eurText(debitCents) },
  { name: 'credit_eur', kind: 'amount', width: 16, value: ({ creditCents }) => eurText(creditCents) },
  {
    name: 'balance_eur',
    kind: 'amount',
    width: 16,
    value: ({ openingCents, debitCents, creditCents }) => eurText(openingCents + debitCents - creditCents),
  },
];

async function* rowsOf(books: OpenBooks): AsyncGenerator<BalanceRow> {
  for (const movement of await books.movements()) yield { ...movement, names: books.names };
}

/** Opening, debits, credits and closing of every account, ascending. */
export const trialBalance = tableExport({
  name: 'trial-balance',
  what: 'opening, debits, credits and balance of every account',
  sheet: 'Trial balance',
  columns: COLUMNS,
  rowsMax: () => 0,
  rows: rowsOf,
});
