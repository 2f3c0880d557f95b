import { ApiProperty } from '@nestjs/swagger';
import type { Selectable } from 'kysely';
import type { Tables } from '#read-models';
import { type CsvColumn, Money, money } from '../shape/index.js';

/** What settled a document, in part or whole. */
export class SettlementRow {
  @ApiProperty({ enum: ['received', 'paid', 'set-off', 'credited'], example: 'received' }) kind!: string;
  @ApiProperty({ description: 'receipt, payment, set-off or credit note', example: 'bank-2026-09-28-1' })
  subject!: string;
  @ApiProperty({ example: '2026-09-28' }) date!: string;
  @ApiProperty({ example: 'main' }) series!: string;
  @ApiProperty({ example: 'F-1' }) number!: string;
  @ApiProperty() amount!: Money;
  @ApiProperty({ description: 'index of its event', example: 812_204 }) index!: number;
}

export const settlementRow = (row: Selectable<Tables['settlement']>): SettlementRow => ({
  kind: row.kind,
  subject: row.subject,
  date: row.date,
  series: row.series,
  number: row.number,
  amount: money(row.cents),
  index: row.idx,
});

export const SETTLEMENT_COLUMNS: readonly CsvColumn<SettlementRow>[] = [
  { name: 'kind', value: (row) => row.kind },
  { name: 'subject', value: (row) => row.subject },
  { name: 'date', value: (row) => row.date },
  { name: 'series', value: (row) => row.series },
  { name: 'number', value: (row) => row.number },
  { name: 'amount_eur', value: (row) => row.amount.amount },
  { name: 'index', value: (row) => row.index },
];
