import { ApiProperty } from '@nestjs/swagger';
import { type CsvColumn, Money } from '../shape/index.js';

/** What one heater has in one line of a document. */
export class ShareRow {
  @ApiProperty({ description: 'line of the document, from 1', example: 1 }) line!: number;
  @ApiProperty({ example: 'Électricité des radiateurs, Les Tilleuls' }) label!: string;
  @ApiProperty({ example: 'tilleuls-017' }) heater!: string;
  @ApiProperty({ description: 'in the unit', example: '0.083' }) quantity!: string;
  @ApiProperty({ enum: ['kWh', 'core-second', 'GHz-second', 'package'], example: 'kWh' }) unit!: string;
  @ApiProperty({ type: Money, description: 'the shares of a line add up to it' }) share!: Money;
}

export const SHARE_COLUMNS: readonly CsvColumn<ShareRow>[] = [
  { name: 'line', value: (row) => row.line },
  { name: 'label', value: (row) => row.label },
  { name: 'heater', value: (row) => row.heater },
  { name: 'quantity', value: (row) => row.quantity },
  { name: 'unit', value: (row) => row.unit },
  { name: 'share_eur', value: (row) => row.share.amount },
];
