import { ApiProperty } from '@nestjs/swagger';
import { type CsvColumn, Money } from '../shape/index.js';

export class TrialBalanceRow {
  @ApiProperty({ example: '411' }) account!: string;
  @ApiProperty({ nullable: true, type: String, example: 'Clients' }) label!: string | null;
  @ApiProperty({ description: 'debit − credit before the first date' }) opening!: Money;
  @ApiProperty({ description: 'debits from the first date to the last' }) debit!: Money;
  @ApiProperty({ description: 'credits from the first date to the last' }) credit!: Money;
  @ApiProperty({ description: 'closing: opening + debit − credit' }) balance!: Money;
}

export const TRIAL_BALANCE_COLUMNS: readonly CsvColumn<TrialBalanceRow>[] = [
  { name: 'account', value: (row) => row.account },
  { name: 'label', value: (row) => row.label },
  { name: 'opening_eur', value: (row) => row.opening.amount },
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
  @ApiProperty({ description: 'first date; null: from the beginning', nullable: true, type: String })
  from!: string | null;
  @ApiProperty({ description: 'last date; null: all dates', nullable: true, type: String })
  to!: string | null;
  @ApiProperty() debit!: Money;
  @ApiProperty() credit!: Money;
  @ApiProperty({ description: 'debits equal credits, and the openings sum to zero', example: true })
  balanced!: boolean;
  @ApiProperty({ type: [TrialBalanceRow] }) rows!: readonly TrialBalanceRow[];
  @ApiProperty({ nullable: true, type: String, example: null }) next!: null;
}
