import { ApiProperty } from '@nestjs/swagger';
import { type CsvColumn, Money } from '../shape/index.js';

/** VAT of a month as its accounts have it. */
export class VatRow {
  @ApiProperty({ example: '2026-09' }) period!: string;
  @ApiProperty({ description: 'VAT that fell due: credit − debit of the account of VAT collected (44571)' })
  due!: Money;
  @ApiProperty({ description: 'debit − credit of the account of deductible VAT (44566)' })
  deductible!: Money;
  @ApiProperty({ description: 'due − deductible' }) payable!: Money;
  @ApiProperty({ description: 'VAT on receipts that still waits at the end of the month (44574)' })
  waiting!: Money;
}

export const VAT_COLUMNS: readonly CsvColumn<VatRow>[] = [
  { name: 'period', value: (row) => row.period },
  { name: 'due_eur', value: (row) => row.due.amount },
  { name: 'deductible_eur', value: (row) => row.deductible.amount },
  { name: 'payable_eur', value: (row) => row.payable.amount },
  { name: 'waiting_eur', value: (row) => row.waiting.amount },
];
