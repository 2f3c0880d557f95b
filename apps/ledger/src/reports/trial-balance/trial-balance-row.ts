import { ApiProperty } from '@nestjs/swagger';
import { type CsvColumn, Money } from '../shape/index.js';

export class TrialBalanceRow {
  @ApiProperty({ example: '411' }) account!: string;
  @ApiProperty({ nullable: true, type: String, example: 'Clients' }) label!: string | null;
  @ApiProperty() debit!: Money;
  @ApiProperty() credit!: Money;
  @ApiProperty({ description: 'debit − credit' }) balance!: Money;
}

export const TRIAL_BALANCE_COLUMNS: readonly CsvColumn<TrialBalanceRow>[] = [
  { name: 'account', value: (row) => row.account },
  { name: 'label', value: (row) => row.label },
  { name: 'debit_eur', value: (row) => row.debit.amount },
  { name: 'credit_eur', value: (row) => row.credit.amount },
  { name: 'balance_eur', value: (row) => row.balance.amount },
];

export class TrialBalance {
  @ApiProperty({
    description: 'events up to and including this index count; null: all known',
    nullable: true,
    type: Number,
  })
  atIndex!: number | null;
  @ApiProperty() debit!: Money;
  @ApiProperty() credit!: Money;
  @ApiProperty({ description: 'debits equal credits', example: true }) balanced!: boolean;
  @ApiProperty({ type: [TrialBalanceRow] }) rows!: readonly TrialBalanceRow[];
  @ApiProperty({ nullable: true, type: String, example: null }) next!: null;
}
