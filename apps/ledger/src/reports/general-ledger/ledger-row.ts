import { ApiProperty } from '@nestjs/swagger';
import { type CsvColumn, Money, money, type RunningPosting } from '../shape/index.js';

/** A posting to an account and the balance after it. */
export class LedgerRow {
  @ApiProperty({ example: '2026-09-02' }) date!: string;
  @ApiProperty({ enum: ['VE', 'AC', 'OD', 'BQ', 'AN'], example: 'VE' }) journal!: string;
  @ApiProperty({ example: 'F-1' }) piece!: string;
  @ApiProperty({ example: 'Facture F-1 lumen août 2026' }) label!: string;
  @ApiProperty({ example: '411' }) account!: string;
  @ApiProperty({ nullable: true, type: String, example: 'lumen' }) party!: string | null;
  @ApiProperty() debit!: Money;
  @ApiProperty() credit!: Money;
  @ApiProperty({ description: 'debit − credit so far' }) balance!: Money;
  @ApiProperty({ description: 'index of its event', example: 812_204 }) index!: number;
  @ApiProperty({ description: 'posting of the entry, from 0', example: 0 }) line!: number;
}

export const ledgerRow = ({ posting, balanceCents }: RunningPosting): LedgerRow => ({
  date: posting.date,
  journal: posting.journal,
  piece: posting.piece,
  label: posting.label,
  account: posting.account,
  party: posting.party,
  debit: money(posting.debit_cents),
  credit: money(posting.credit_cents),
  balance: money(balanceCents),
  index: posting.idx,
  line: posting.line,
});

export const LEDGER_COLUMNS: readonly CsvColumn<LedgerRow>[] = [
  { name: 'date', value: (row) => row.date },
  { name: 'journal', value: (row) => row.journal },
  { name: 'piece', value: (row) => row.piece },
  { name: 'label', value: (row) => row.label },
  { name: 'account', value: (row) => row.account },
  { name: 'party', value: (row) => row.party },
  { name: 'debit_eur', value: (row) => row.debit.amount },
  { name: 'credit_eur', value: (row) => row.credit.amount },
  { name: 'balance_eur', value: (row) => row.balance.amount },
  { name: 'index', value: (row) => row.index },
  { name: 'line', value: (row) => row.line },
];

export class GeneralLedger {
  @ApiProperty({ example: '411' }) account!: string;
  @ApiProperty({ nullable: true, type: String, example: 'Clients' }) label!: string | null;
  @ApiProperty({ description: 'debit − credit before the first date' }) opening!: Money;
  @ApiProperty({ type: [LedgerRow] }) rows!: readonly LedgerRow[];
  @ApiProperty({ nullable: true, type: String, example: null }) next!: string | null;
}
